import type { Reading, Writing } from "../platform/database.ts";

export interface CaseRow {
  id: string;
  customer: string;
  wrap: string;
  purpose: string;
  origin: string;
  grade: "A" | "B" | "C";
  assignedTo: string | null;
  openedAt: Date;
  closesAt: Date | null;
  closedAt: Date | null;
  outcome: string | null;
}

const CASE = `c.id, c.customer_id as customer, u.wrap, c.purpose, c.origin, c.grade, c.assigned_to as "assignedTo", c.opened_at as "openedAt",
  c.closes_at as "closesAt", c.closed_at as "closedAt", c.outcome`;

export async function findCase(db: Reading, id: string): Promise<CaseRow | undefined> {
  const { rows } = await db.query<CaseRow>({
    name: "access-case",
    text: `select ${CASE} from access.cases c join records.customer u on u.id = c.customer_id where c.id = $1 and c.idx is not null`,
    values: [id],
  });
  return rows[0];
}

/** My own case for this customer and purpose that still runs: a second key press opens no second one. `pending`: also one on its way to the journal. */
export async function runningOwnCase(
  db: Reading,
  customer: string,
  purpose: string,
  personId: string,
  now: Date,
  pending = false,
): Promise<CaseRow | undefined> {
  const { rows } = await db.query<CaseRow>({
    name: "access-own-case",
    text: `select ${CASE} from access.cases c join records.customer u on u.id = c.customer_id
      where c.customer_id = $1 and c.purpose = $2 and c.opened_by = $3 and c.assigned_to = $3 and c.closed_at is null and c.closes_at > $4 and (c.idx is not null or $5)
        and c.origin in ('agent_call', 'agent_visit') order by c.opened_at desc limit 1`,
    values: [customer, purpose, personId, now, pending],
  });
  return rows[0];
}

export interface NewCase {
  id: string;
  customer: string;
  purpose: string;
  officeId: string;
  origin: string;
  grade: "A" | "B" | "C";
  external?: string | undefined;
  source: string;
  openedBy: string | undefined;
  openedAt: Date;
  assignedTo?: string | undefined;
  closesAt?: Date | undefined;
}

/** Adds cases; one that the same source already named is left as it is. Gives the ids that are new. */
export async function addCases(tx: Writing, cases: readonly NewCase[]): Promise<string[]> {
  const column = (pick: (one: NewCase) => unknown) => cases.map((one) => pick(one) ?? null);
  const { rows } = await tx.query<{ id: string }>({
    name: "access-add-cases",
    text: `insert into access.cases (id, customer_id, purpose, office_id, origin, grade, external_id, source, opened_by, opened_at, assigned_to, closes_at)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[],
        $11::text[], $12::timestamptz[]) on conflict (source, external_id) do nothing returning id`,
    values: [
      column((one) => one.id),
      column((one) => one.customer),
      column((one) => one.purpose),
      column((one) => one.officeId),
      column((one) => one.origin),
      column((one) => one.grade),
      column((one) => one.external),
      column((one) => one.source),
      column((one) => one.openedBy),
      column((one) => one.openedAt),
      column((one) => one.assignedTo),
      column((one) => one.closesAt),
    ],
  });
  return rows.map(({ id }) => id);
}

/** Ends the claims that ran out, then claims. Undefined when somebody else was first: the unique index decides, not we. */
export async function claim(tx: Writing, claimId: string, caseId: string, personId: string, now: Date, until: Date): Promise<boolean> {
  await tx.query({
    name: "access-expire-claim",
    text: "update access.claim set released_at = expires_at where case_id = $1 and released_at is null and expires_at <= $2",
    values: [caseId, now],
  });
  const { rowCount } = await tx.query({
    name: "access-claim",
    text: `insert into access.claim (id, case_id, person_id, claimed_at, expires_at)
      select $1, c.id, $3, $4, $5 from access.cases c where c.id = $2 and c.closed_at is null and (c.closes_at is null or c.closes_at > $4)
      on conflict (case_id) where released_at is null do nothing`,
    values: [claimId, caseId, personId, now, until],
  });
  return rowCount === 1;
}

export interface LiveClaim {
  id: string;
  personId: string;
  claimedAt: Date;
  expiresAt: Date;
}

export async function liveClaim(db: Reading, caseId: string, now: Date): Promise<LiveClaim | undefined> {
  const { rows } = await db.query<LiveClaim>({
    name: "access-live-claim",
    text: `select id, person_id as "personId", claimed_at as "claimedAt", expires_at as "expiresAt" from access.claim
      where case_id = $1 and released_at is null and expires_at > $2`,
    values: [caseId, now],
  });
  return rows[0];
}

/** The last claim of this person on this case, running or not: whoever worked on it may still say how it ended. */
export async function lastClaim(db: Reading, caseId: string, personId: string): Promise<LiveClaim | undefined> {
  const { rows } = await db.query<LiveClaim>({
    name: "access-last-claim",
    text: `select id, person_id as "personId", claimed_at as "claimedAt", expires_at as "expiresAt" from access.claim
      where case_id = $1 and person_id = $2 order by claimed_at desc limit 1`,
    values: [caseId, personId],
  });
  return rows[0];
}

export async function release(tx: Writing, caseId: string, personId: string, at: Date, outcome?: string): Promise<void> {
  await tx.query({
    name: "access-release",
    text: `update access.claim set released_at = least($3, expires_at), outcome = coalesce($4, outcome), outcome_at = case when $4::text is null then outcome_at else $3 end
      where case_id = $1 and person_id = $2 and released_at is null`,
    values: [caseId, personId, at, outcome ?? null],
  });
}

/** False when it was closed already. */
export async function close(tx: Writing, caseId: string, outcome: string, at: Date, closes: boolean): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: "access-close",
    text: "update access.cases set outcome = $2, closed_at = case when $4 then $3 else closed_at end where id = $1 and closed_at is null",
    values: [caseId, outcome, at, closes],
  });
  return rowCount === 1;
}

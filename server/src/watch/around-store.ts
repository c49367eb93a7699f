import type { Reading } from "../platform/database.ts";
import type { CaseFacts, ContactFacts, Grade } from "./templates/contract.ts";

interface ContactRow {
  id: string;
  kind: ContactFacts["kind"];
  person_id: string | null;
  customer_id: string;
  case_id: string | null;
  starts_at: Date;
  ends_at: Date | null;
  result: string | null;
  grade: Grade;
}

/** A feed's clock is set right by what was measured, from half a minute up to this; what is farther off is told by the lamp and not believed. */
export const MOST_SKEW = 900;
export const SKEW = `case when abs(f.skew_seconds) between 30 and ${MOST_SKEW} then make_interval(secs => f.skew_seconds) else interval '0' end`;

/** Contacts of these customers between two instants, an index range each; times as our clock would have shown them. */
export async function contactsOf(db: Reading, customerIds: string[], from: Date, until: Date): Promise<ContactFacts[]> {
  const { rows } = await db.query<ContactRow>(
    `select i.id, i.kind, i.person_id, i.customer_id, i.case_id, i.starts_at - ${SKEW} as starts_at, i.ends_at - ${SKEW} as ends_at, i.result, i.grade
     from watch.interaction i left join watch.feed f on f.source = i.source
     where i.customer_id = any($1) and i.starts_at >= $2 and i.starts_at < $3 order by i.starts_at, i.id`,
    [customerIds, new Date(from.getTime() - MOST_SKEW * 1000), new Date(until.getTime() + MOST_SKEW * 1000)],
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    personId: row.person_id ?? undefined,
    customerId: row.customer_id,
    caseId: row.case_id ?? undefined,
    startsAt: row.starts_at.getTime(),
    endsAt: (row.ends_at ?? row.starts_at).getTime(),
    result: row.result ?? undefined,
    grade: row.grade,
  }));
}

interface CaseRow {
  id: string;
  customer_id: string;
  purpose: string;
  grade: Grade;
  opened_at: Date;
  closed_at: Date | null;
  closes_at: Date | null;
  assigned_to: string | null;
}
interface ClaimRow {
  case_id: string;
  person_id: string;
  claimed_at: Date;
  until: Date;
  outcome: string | null;
  outcome_at: Date | null;
}

/** Cases of these customers that stood open at some time between two instants, with their claims, by customer. */
export async function casesOf(db: Reading, customerIds: string[], from: Date, until: Date): Promise<Map<string, CaseFacts[]>> {
  const { rows } = await db.query<CaseRow>(
    `select id, customer_id, purpose, grade, opened_at, closed_at, closes_at, assigned_to from access.cases
     where customer_id = any($1) and opened_at < $3 and (closed_at is null or closed_at >= $2) order by opened_at, id`,
    [customerIds, from, until],
  );
  const claims = await claimsOf(
    db,
    rows.map(({ id }) => id),
  );
  const byCustomer = new Map<string, CaseFacts[]>();
  for (const row of rows)
    byCustomer.set(row.customer_id, [...(byCustomer.get(row.customer_id) ?? []), asCase(row, claims.get(row.id) ?? [])]);
  return byCustomer;
}

async function claimsOf(db: Reading, caseIds: string[]): Promise<Map<string, ClaimRow[]>> {
  const byCase = new Map<string, ClaimRow[]>();
  if (caseIds.length === 0) return byCase;
  const { rows } = await db.query<ClaimRow>(
    `select case_id, person_id, claimed_at, coalesce(released_at, expires_at) as until, outcome, outcome_at from access.claim
     where case_id = any($1) order by claimed_at, id`,
    [caseIds],
  );
  for (const row of rows) byCase.set(row.case_id, [...(byCase.get(row.case_id) ?? []), row]);
  return byCase;
}

function asCase(row: CaseRow, claims: ClaimRow[]): CaseFacts {
  return {
    id: row.id,
    purpose: row.purpose,
    grade: row.grade,
    openedAt: row.opened_at.getTime(),
    closedAt: row.closed_at?.getTime(),
    closesAt: row.closes_at?.getTime(),
    assignedTo: row.assigned_to ?? undefined,
    claims: claims.map((claim) => ({
      personId: claim.person_id,
      claimedAt: claim.claimed_at.getTime(),
      until: claim.until.getTime(),
      outcome: claim.outcome ?? undefined,
      outcomeAt: claim.outcome_at?.getTime(),
    })),
  };
}

/** Is a contact of this person with this customer on record around `at`, by a source that the person does not control? */
export async function hasLiveContact(
  db: Reading,
  personId: string,
  customerId: string,
  from: Date,
  at: Date,
  until: Date,
): Promise<boolean> {
  const { rows } = await db.query({
    name: "watch-live-contact",
    text: `select 1 from watch.interaction where customer_id = $1 and person_id = $2 and kind in ('call', 'counter', 'confirmation') and grade = 'A'
      and starts_at > $4::timestamptz - interval '4 hours' and starts_at <= $5 and coalesce(ends_at, $4::timestamptz) >= $3 limit 1`,
    values: [customerId, personId, from, at, until],
  });
  return rows.length > 0;
}

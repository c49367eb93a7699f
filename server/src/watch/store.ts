import type { Reading, Writing } from "../platform/database.ts";
import type { PrintedInteraction } from "./prints.ts";
import type { CaseFacts, ContactFacts, Grade } from "./templates/contract.ts";

interface Naming {
  person?: string;
  login?: string;
  extension?: string;
}

/** Person ids by person id, login and extension. People who left keep theirs: late records still name them. */
export async function personsNamed(
  db: Reading,
  { ids, logins, extensions }: { ids: string[]; logins: string[]; extensions: string[] },
): Promise<{ of(naming: Naming): string | undefined }> {
  const { rows } =
    ids.length + logins.length + extensions.length === 0
      ? { rows: [] }
      : await db.query<{ id: string; login: string; extension: string | null }>(
          "select id, login, extension from people.person where id = any($1) or login = any($2) or extension = any($3)",
          [ids, logins.map((login) => login.toLowerCase()), extensions],
        );
  const found = new Map(
    rows.flatMap(({ id, login, extension }) => [
      [`id ${id}`, id] as const,
      [`login ${login}`, id] as const,
      ...(extension ? [[`extension ${extension}`, id] as const] : []),
    ]),
  );
  return {
    of: ({ person, login, extension }) =>
      found.get(person ? `id ${person}` : login ? `login ${login.toLowerCase()}` : `extension ${extension ?? ""}`),
  };
}

/** A person by id or login; without one the first integrator, else operator, who holds that function now. */
export async function bringerRow(
  db: Reading,
  who: string | undefined,
  now: Date,
): Promise<{ id: string; wrap: string | null } | undefined> {
  const { rows } = await db.query<{ id: string; wrap: string | null }>(
    who !== undefined
      ? { text: "select id, wrap from people.person where (id = $1 or login = $1) and state = 'active'", values: [who] }
      : {
          text: `select p.id, p.wrap from people.person p join people.grant_ g on g.person_id = p.id
            where p.state = 'active' and g.function in ('integrator', 'operator') and g.starts_at <= $1 and g.ends_at > $1 and g.revoked_at is null and g.idx is not null
            order by g.function, p.id limit 1`,
          values: [now],
        },
  );
  return rows[0];
}

export async function customersById(db: Reading, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await db.query<{ id: string }>("select id from records.customer where id = any($1)", [ids]);
  return new Set(rows.map(({ id }) => id));
}

/** Customer ids by blind index token. */
export async function customersByToken(db: Reading, tokens: string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (tokens.length === 0) return found;
  const { rows } = await db.query<{ token: string; customer_id: string }>(
    "select token, customer_id from records.index_token where token = any($1) order by customer_id limit 5000",
    [tokens],
  );
  for (const { token, customer_id } of rows) found.set(token, [...(found.get(token) ?? []), customer_id]);
  return found;
}

export interface NewInteraction {
  id: string;
  kind: ContactFacts["kind"];
  personId: string | undefined;
  customerId: string | undefined;
  caseId?: string | undefined;
  channel: string;
  startsAt: Date;
  endsAt: Date | undefined;
  result: string | undefined;
  source: string;
  external: string;
  grade: Grade;
}

/** A row as it stands after a batch; `fresh` unless it was there and was completed. */
export interface WrittenInteraction extends PrintedInteraction {
  fresh: boolean;
}

/**
 * Adds records. A record that is there is the same one: it may only be completed (an end, a result, a customer or person that was missing).
 * Gives the rows that are new or were completed, as they stand now.
 */
export async function addInteractionRows(tx: Writing, rows: readonly NewInteraction[], now: Date): Promise<WrittenInteraction[]> {
  const column = <Value>(of: (row: NewInteraction) => Value) => rows.map(of);
  const { rows: written } = await tx.query<WrittenInteraction>(
    `insert into watch.interaction as i (id, kind, person_id, customer_id, case_id, channel, starts_at, ends_at, result, source, external_id, grade, recorded_at)
     select *, $13::timestamptz from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[], $9::text[], $10::text[], $11::text[], $12::text[])
     on conflict (source, external_id) do update set ends_at = coalesce(i.ends_at, excluded.ends_at), result = coalesce(i.result, excluded.result),
       customer_id = coalesce(i.customer_id, excluded.customer_id), person_id = coalesce(i.person_id, excluded.person_id)
     where (i.ends_at is null and excluded.ends_at is not null) or (i.result is null and excluded.result is not null)
       or (i.customer_id is null and excluded.customer_id is not null) or (i.person_id is null and excluded.person_id is not null)
     returning id, kind, person_id, customer_id, channel, starts_at, ends_at, result, source, external_id, grade, id = any($1) as fresh`,
    [
      column((row) => row.id),
      column((row) => row.kind),
      column((row) => row.personId ?? null),
      column((row) => row.customerId ?? null),
      column((row) => row.caseId ?? null),
      column((row) => row.channel),
      column((row) => row.startsAt),
      column((row) => row.endsAt ?? null),
      column((row) => row.result ?? null),
      column((row) => row.source),
      column((row) => row.external),
      column((row) => row.grade),
      now,
    ],
  );
  return written;
}

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

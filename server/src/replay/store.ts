import type { Reading, Writing } from "../platform/database.ts";
import { PURPOSE, SOURCE } from "./house.ts";

export interface HistoryCase {
  id: string;
  external: string;
  customer: string;
  openedAt: Date;
  closedAt?: Date;
  outcome?: string;
}
export interface HistoryClaim {
  id: string;
  case: string;
  person: string;
  claimedAt: Date;
  releasedAt: Date;
  outcome: string;
}
export interface HistoryOutcome {
  id: string;
  person: string;
  customer: string;
  case: string | undefined;
  at: Date;
  result: string;
  grade: "B" | "C";
}

/** The past of a replay, straight into the tables: a look of that time was never made, only its traces are told. */
export async function insertCases(
  tx: Writing,
  rows: readonly HistoryCase[],
  about: { office: string; by: string; idx: number },
): Promise<void> {
  await tx.query(
    `insert into access.cases (id, customer_id, purpose, office_id, origin, grade, external_id, source, opened_by, opened_at, closed_at, outcome, idx)
     select r.id, r.customer, $7, $8, 'dispatch', 'B', r.external, $9, $10, r.opened, r.closed, r.outcome, $11
     from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[]) as r (id, external, customer, opened, closed, outcome)`,
    [
      rows.map(({ id }) => id),
      rows.map(({ external }) => external),
      rows.map(({ customer }) => customer),
      rows.map(({ openedAt }) => openedAt),
      rows.map(({ closedAt }) => closedAt ?? null),
      rows.map(({ outcome }) => outcome ?? null),
      PURPOSE,
      about.office,
      SOURCE,
      about.by,
      about.idx,
    ],
  );
}

export async function insertClaims(tx: Writing, rows: readonly HistoryClaim[], idx: number): Promise<void> {
  await tx.query(
    `insert into access.claim (id, case_id, person_id, claimed_at, expires_at, released_at, outcome, outcome_at, idx)
     select r.id, r.case_id, r.person, r.claimed, r.claimed + interval '60 minutes', r.released, r.outcome, r.released, $7
     from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[]) as r (id, case_id, person, claimed, released, outcome)`,
    [
      rows.map(({ id }) => id),
      rows.map((row) => row.case),
      rows.map(({ person }) => person),
      rows.map(({ claimedAt }) => claimedAt),
      rows.map(({ releasedAt }) => releasedAt),
      rows.map(({ outcome }) => outcome),
      idx,
    ],
  );
}

export async function insertOutcomes(tx: Writing, rows: readonly HistoryOutcome[], idx: number): Promise<void> {
  await tx.query(
    `insert into watch.interaction (id, kind, person_id, customer_id, case_id, channel, starts_at, ends_at, result, source, external_id, grade, recorded_at, idx)
     select r.id, 'outcome', r.person, r.customer, r.case_id, 'case', r.at, r.at, r.result, $8, r.id, r.grade, r.at, $9
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[]) as r (id, person, customer, case_id, at, result, grade)`,
    [
      rows.map(({ id }) => id),
      rows.map(({ person }) => person),
      rows.map(({ customer }) => customer),
      rows.map((row) => row.case ?? null),
      rows.map(({ at }) => at),
      rows.map(({ result }) => result),
      rows.map(({ grade }) => grade),
      SOURCE,
      idx,
    ],
  );
}

/** The bank's own system takes a task away. */
export async function endCase(tx: Writing, id: string, at: Date): Promise<void> {
  await tx.query("update access.cases set closed_at = $2 where id = $1 and closed_at is null", [id, at]);
}

/** Journal indexes of looks that some evening explained. */
export async function explainedLooks(db: Reading): Promise<Set<number>> {
  const { rows } = await db.query<{ look_idx: number }>("select look_idx from review.explanation where template like 'T%'");
  return new Set(rows.map(({ look_idx }) => look_idx));
}

/** Under which template, and how strongly. */
export async function explanationCounts(db: Reading): Promise<Record<string, number>> {
  const { rows } = await db.query<{ key: string; n: number }>(
    "select template || ' ' || grade as key, count(*)::int as n from review.explanation group by 1 order by 1",
  );
  return Object.fromEntries(rows.map(({ key, n }) => [key, n]));
}

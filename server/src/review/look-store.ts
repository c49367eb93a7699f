import type { Database, Reading, Writing } from "../platform/database.ts";
import { type ExplainedLook, type LookFacts, SEEN, WITNESSED } from "../watch/index.ts";
import type { OfficeDay } from "./office-day.ts";
import { inTurns } from "./turns.ts";

/** A look that waits for its explanation. */
export interface PendingLook extends LookFacts {
  fields: readonly string[];
  watch: readonly string[];
  /** Made under emergency access: nothing explains it, a superior judges it. */
  breakGlass: boolean;
  cursor: After["at"];
  /** The desk row on which it lies already. */
  rowId: string | undefined;
  /** The log of another system that claims it; undefined for a sealed look. */
  observed: string | undefined;
}

/**
 * What counts as a look: an opening, or a comparison where the person did not also open this customer's data that day
 * (a listing is one look, see listing-store). $1 persons, $2 from, $3 until.
 */
export const IS_LOOK = `l.person_id = any($1) and l.at >= $2 and l.at < $3 and l.decision <> 'deny' and l.customer_id is not null
  and ((l.typ in ('look', 'use') and l.out = 'opened') or (l.typ = 'match' and l.out in ('match', 'nomatch') and not exists (
    select 1 from journal.look_index o where o.person_id = l.person_id and o.customer_id = l.customer_id and o.typ = 'look' and o.out = 'opened' and o.at >= $2 and o.at < $3)))`;

/** Where a chunk begins; `at` as the database has it, for it knows parts of a millisecond. */
export interface After {
  at: string;
  idx: number;
  row: number;
}

interface LookRow {
  idx: number;
  row: number;
  at: Date;
  cursor: string;
  person_id: string;
  customer_id: string;
  case_id: string | null;
  purpose: string | null;
  fields: string[];
  watch: string[];
  decision: string;
  desk_row_id: string | null;
  observed: string | null;
}

/**
 * Neither explained nor decided: joins of a look `l`, and what must hold. By `offset 0` each look asks an index for itself: else an engine reads all
 * that was ever explained for every portion of looks.
 */
const OPEN = `left join lateral (select d.desk_row_id, r.state from review.desk_look d join review.desk_row r on r.id = d.desk_row_id
       where d.look_idx = l.idx and d.look_row = l.row offset 0) d on true`;
const IS_OPEN = `not exists (select 1 from review.explanation e where e.look_idx = l.idx and e.look_row = l.row offset 0)
       and (d.desk_row_id is null or d.state in ('waiting', 'asked', 'answered'))`;

/**
 * Explains looks of these persons for which a witness vouches (T1), where they are: in one statement. Emergency access and honey records are
 * explained by nobody. Gives their number.
 */
export async function explainWitnessed(tx: Writing, day: OfficeDay, persons: readonly string[], now: Date): Promise<number> {
  const { rowCount } = await tx.query(
    `with witness as materialized (${WITNESSED}),
       seen as materialized (
         select l.idx, l.row, l.at, l.person_id, l.customer_id from ${SEEN} l ${OPEN}
         where ${IS_LOOK} and ${IS_OPEN} and l.decision <> 'breakglass' and not exists (select 1 from watch.honey_hit h where h.look_idx = l.idx))
     insert into review.explanation (look_idx, look_row, office_id, on_date, template, grade, evidence, explained_at)
     select distinct on (l.idx, l.row) l.idx, l.row, $4, $5::date, 'T1', 'A', w.id, $6::timestamptz
     from seen l join witness w on w.person_id = l.person_id and w.customer_id = l.customer_id and l.at between w.opens and w.closes
     order by l.idx, l.row, w.starts_at, w.id on conflict do nothing`,
    [persons, day.from, day.until, day.office.id, day.date, now],
  );
  return rowCount;
}

/** Looks of these persons on the day that nothing explains yet and nobody has decided, oldest first, so many at a time. */
export async function pendingLooks(
  db: Reading,
  day: OfficeDay,
  persons: readonly string[],
  after: After | undefined,
  limit: number,
): Promise<PendingLook[]> {
  const { rows } = await db.query<LookRow>(
    `select l.idx, l.row, l.at, l.at::text as cursor, l.person_id, l.customer_id, l.case_id, l.purpose, l.fields, l.watch, l.decision, l.observed, d.desk_row_id
     from ${SEEN} l ${OPEN}
     where ${IS_LOOK} and ${IS_OPEN}
       and ($4::timestamptz is null or (l.at, l.idx, l.row) > ($4, $5, $6))
     order by l.at, l.idx, l.row limit $7`,
    [persons, day.from, day.until, after?.at ?? null, after?.idx ?? null, after?.row ?? null, limit],
  );
  return rows.map((row) => ({
    idx: row.idx,
    row: row.row,
    at: row.at.getTime(),
    cursor: row.cursor,
    personId: row.person_id,
    customerId: row.customer_id,
    caseId: row.case_id ?? undefined,
    purpose: row.purpose ?? undefined,
    fields: row.fields,
    watch: row.watch,
    breakGlass: row.decision === "breakglass",
    rowId: row.desk_row_id ?? undefined,
    observed: row.observed ?? undefined,
  }));
}

export interface NewExplanation {
  idx: number;
  row: number;
  template: string;
  grade: string;
  evidence: string;
}

/** Writes explanations of one chunk; those that stand already stay. */
export async function addExplanations(tx: Writing, day: OfficeDay, list: readonly NewExplanation[], now: Date): Promise<void> {
  if (list.length === 0) return;
  await tx.query(
    `insert into review.explanation (look_idx, look_row, office_id, on_date, template, grade, evidence, explained_at)
     select e.idx, e.row, $1, $2, e.template, e.grade, e.evidence, $3 from unnest($4::bigint[], $5::int[], $6::text[], $7::text[], $8::text[]) as e (idx, row, template, grade, evidence)
     on conflict do nothing`,
    [
      day.office.id,
      day.date,
      now,
      list.map(({ idx }) => idx),
      list.map(({ row }) => row),
      list.map(({ template }) => template),
      list.map(({ grade }) => grade),
      list.map(({ evidence }) => evidence),
    ],
  );
}

/** Looks of each person of the office on its day. */
export async function looksByPerson(db: Database, { staff, from, until }: OfficeDay): Promise<Map<string, number>> {
  const text = `select l.person_id, count(*)::int as looks from ${SEEN} l where ${IS_LOOK} group by l.person_id`;
  const found = await inTurns(
    db,
    "persons",
    staff.keys(),
    async (some) => (await db.query<{ person_id: string; looks: number }>(text, [some, from, until])).rows,
  );
  return new Map(found.map(({ person_id, looks }) => [person_id, looks]));
}

/** Looks of a person before and after he filed his report, wrong clicks left out; all are "before" where there is no report. */
export interface LooksAround {
  personId: string;
  before: number;
  after: number;
}

export async function looksAroundReports(db: Database, { staff, from, until, date }: OfficeDay): Promise<Map<string, LooksAround>> {
  const text = `select l.person_id, count(*) filter (where r.id is null or l.at <= r.filed_at)::int as before, count(*) filter (where l.at > r.filed_at)::int as after
     from journal.look_index l
     left join watch.report r on r.person_id = l.person_id and r.on_date = $4
     where ${IS_LOOK} and not exists (select 1 from watch.mistake m where m.look_idx = l.idx) group by l.person_id`;
  const found = await inTurns(
    db,
    "persons",
    staff.keys(),
    async (some) => (await db.query<{ person_id: string; before: number; after: number }>(text, [some, from, until, date])).rows,
  );
  return new Map(found.map(({ person_id, before, after }) => [person_id, { personId: person_id, before, after }]));
}

export type Unexplained = ExplainedLook<PendingLook>;

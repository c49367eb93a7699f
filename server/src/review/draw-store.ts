import type { Database, Reading, Writing } from "../platform/database.ts";
import type { Drawable, Lane } from "./draw/index.ts";
import { holdRows } from "./hold-rows.ts";
import type { OfficeDay } from "./office-day.ts";
import { inPortions, portion } from "./turns.ts";

/** A look that a draw may take. Explained ones have no row: they stand for all looks of the day in the uniform lane. */
export interface Candidate extends Drawable {
  rowId: string | undefined;
  idx: number;
  row: number;
}

/** A draw of one office's day. `part`: 1, or a later one for looks that came after it. */
export interface StoredDraw {
  id: string;
  officeId: string;
  date: string;
  part: number;
  seed: string;
  listHash: string;
  everyone: number;
  budget: number;
  revealedAt: Date | undefined;
}

const DRAW = `select id, office_id as "officeId", on_date as date, part, seed, list_hash as "listHash", everyone, budget, revealed_at as "revealedAt" from review.draw`;

/** Draws of an office's day, in their order. */
export async function drawsOf(db: Reading, officeId: string, date: string): Promise<StoredDraw[]> {
  const { rows } = await db.query<StoredDraw>(`${DRAW} where office_id = $1 and on_date = $2 order by part`, [officeId, date]);
  return rows.map((row) => ({ ...row, revealedAt: row.revealedAt ?? undefined }));
}

export async function addDraw(tx: Writing, draw: StoredDraw & { seedHash: string }, candidates: number, at: Date): Promise<void> {
  await tx.query(
    `insert into review.draw (id, office_id, on_date, part, seed, seed_hash, list_hash, candidates, everyone, budget, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [draw.id, draw.officeId, draw.date, draw.part, draw.seed, draw.seedHash, draw.listHash, candidates, draw.everyone, draw.budget, at],
  );
}

/** Lays down a portion of the list of a draw, which begins at place `from`. */
export async function addCandidates(tx: Writing, drawId: string, list: readonly Candidate[], from: number): Promise<void> {
  await tx.query(
    `insert into review.draw_candidate (draw_id, n, row_id, look_idx, look_row, person_id, score, hard)
     select $1, * from unnest($2::int[], $3::text[], $4::bigint[], $5::int[], $6::text[], $7::int[], $8::bool[])`,
    [
      drawId,
      list.map((_, n) => from + n),
      list.map(({ rowId }) => rowId ?? null),
      list.map(({ idx }) => idx),
      list.map(({ row }) => row),
      list.map(({ personId }) => personId),
      list.map(({ score }) => Math.round(score * 1_000)),
      list.map(({ hard }) => hard),
    ],
  );
}

/** Of a list, as it is read. */
const A_PAGE = 1_000;

/** The list that a draw was made from, as it stood. */
export async function candidatesOf(db: Reading, drawId: string): Promise<Candidate[]> {
  const list: Candidate[] = [];
  for (;;) {
    const { rows } = await db.query<{ row_id: string | null; idx: number; row: number; person_id: string; score: number; hard: boolean }>(
      `select row_id, look_idx as idx, look_row as row, person_id, score, hard from review.draw_candidate
       where draw_id = $1 and n >= $2 and n < $2 + $3 order by n`,
      [drawId, list.length, A_PAGE],
    );
    for (const { row_id, idx, row, person_id, score, hard } of rows)
      list.push(candidate({ rowId: row_id ?? undefined, idx, row, personId: person_id, points: score, hard }));
    if (rows.length < A_PAGE) return list;
  }
}

/** `points`: thousandths. */
export function candidate(of: {
  rowId: string | undefined;
  idx: number;
  row: number;
  personId: string;
  points: number;
  hard: boolean;
}): Candidate {
  const { rowId, idx, row, personId, points, hard } = of;
  return { id: `${idx}.${row}`, rowId, idx, row, personId, score: points / 1_000, explained: rowId === undefined, hard };
}

/** A look with its lot in the order of a draw. */
interface Lot {
  idx: number;
  row: number;
  person_id: string;
  lot: string;
}

/**
 * Explained looks of the day, the first `most` in an order that nobody could know while he looked. A listing is none, nor what another system
 * claims: neither has a page that a reviewer could open.
 */
export async function explainedSample(db: Database, day: OfficeDay, salt: string, most: number): Promise<Candidate[]> {
  const text = `select * from (select l.idx, l.row, l.person_id, md5($6 || l.idx::text || '.' || l.row::text) as lot from journal.look_index l
     cross join lateral (select e.office_id, e.on_date from review.explanation e where e.look_idx = l.idx and e.look_row = l.row offset 0) e
     where l.person_id = any($1) and l.at >= $2 and l.at < $3 and l.typ <> 'listing' and e.office_id = $4 and e.on_date = $5) x
     where lot <= $8 order by lot, idx, row limit $7`;
  let first: Lot[] = [];
  for (const some of inPortions([...day.staff.keys()], portion(db, "persons"))) {
    // Beyond the last that is among the first so far nothing can count: little of a large day crosses to the program.
    const last = first.length === most ? (first.at(-1)?.lot ?? "") : BEYOND;
    const { rows } = await db.query<Lot>(text, [some, day.from, day.until, day.office.id, day.date, salt, most, last]);
    first = [...first, ...rows].sort((a, b) => (a.lot < b.lot ? -1 : 1)).slice(0, most);
  }
  return first.map(({ idx, row, person_id }) => candidate({ rowId: undefined, idx, row, personId: person_id, points: 0, hard: false }));
}

/** After any hash. */
const BEYOND = "g";

/** Sets the lane of each row of a draw. */
export async function setLanes(tx: Writing, lanes: ReadonlyArray<{ rowId: string; lane: Lane | "question" }>): Promise<void> {
  await holdRows(
    tx,
    lanes.map(({ rowId }) => rowId),
  );
  await tx.query("update review.desk_row r set lane = d.lane from unnest($1::text[], $2::text[]) as d (id, lane) where r.id = d.id", [
    lanes.map(({ rowId }) => rowId),
    lanes.map(({ lane }) => lane),
  ]);
}

export async function markRevealed(tx: Writing, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query("update review.draw set revealed_at = $2 where id = $1 and revealed_at is null", [id, at]);
  return rowCount > 0;
}

/** Reviews of the day that draws have taken from the budget already. */
export async function drawnBefore(db: Reading, day: OfficeDay): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    "select count(*)::int as count from review.desk_row where office_id = $1 and on_date = $2 and lane is not null and lane not in ('hard', 'question')",
    [day.office.id, day.date],
  );
  return rows[0]?.count ?? 0;
}

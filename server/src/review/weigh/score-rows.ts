import { setImmediate as breath } from "node:timers/promises";
import type { Writing } from "../../platform/database.ts";
import { type Flag, type Score, score, telling } from "../../watch/index.ts";
import { holdRows } from "../hold-rows.ts";
import { honeyAmong } from "../honey-among.ts";
import type { Unexplained } from "../look-store.ts";
import type { OfficeDay } from "../office-day.ts";
import type { ReviewParts } from "../parts.ts";
import { inPortions } from "../turns.ts";
import { type KnownFeatures, lookFeatures, lookKey } from "./look-features.ts";
import { modelBefore } from "./model-store.ts";

/** A row that waits for its draw. `idx` and `row` name the first of its looks that nothing explains: another may have found its explanation since. */
export interface Undrawn {
  id: string;
  kind: "look" | "listing";
  idx: number;
  row: number;
  personId: string;
  /** He has left since, or had left before: an account that somebody else may have used, and nobody who could be asked. */
  leaver: boolean;
  /** Under emergency access. */
  emergency: boolean;
}

/** A row with its weight: points in thousandths, so that a list of them is the same on every machine. */
export interface Weighed extends Undrawn {
  points: number;
  /** Reviewed always, beside the budget. */
  hard: boolean;
  parts: Score["parts"];
}

/** Rows that are weighed before whoever waits is served. */
const AT_ONCE = 200;
/** Rows with one of these lie on the desk whatever the draw says. */
const HARD: ReadonlySet<Flag> = new Set<Flag>(["honey", "self", "declared_party", "same_household", "same_address"]);
/** A search without work after it is no look at one customer: nothing but its missing outcome is known. */
const A_SEARCH: Score = { total: 3, parts: [{ id: "no_outcome_by_evening", points: 3, values: {} }] };

/** Rows of the day that no draw has seen: unexplained, and not yet decided. */
export async function undrawnRows({ db }: ReviewParts, day: OfficeDay): Promise<Undrawn[]> {
  const { rows } = await db.query<Omit<Undrawn, "idx"> & { idx: number }>(
    `select r.id, r.kind, r.person_id as "personId", d.look_idx as idx, d.look_row as row, d.emergency,
       exists (select 1 from people.person p where p.id = r.person_id and p.state = 'left') as leaver
     from review.desk_row r cross join lateral (
       select d.look_idx, d.look_row,
         exists (select 1 from journal.look_index l where l.idx = d.look_idx and l.decision = 'breakglass' offset 0) as emergency
       from review.desk_look d where d.desk_row_id = r.id
         and not exists (select 1 from review.explanation e where e.look_idx = d.look_idx and e.look_row = d.look_row offset 0)
       order by d.look_idx, d.look_row limit 1) d
     where r.office_id = $1 and r.on_date = $2 and r.kind in ('look', 'listing') and r.lane is null
       and r.state in ('waiting', 'asked', 'answered') order by d.look_idx, r.id`,
    [day.office.id, day.date],
  );
  return rows;
}

/** Weighs rows against what was usual before this day; `judged`: what evidence says of each look, by `IDX.ROW`. */
export async function weigh(
  parts: ReviewParts,
  day: OfficeDay,
  rows: readonly Undrawn[],
  judged: ReadonlyMap<string, Unexplained>,
): Promise<Weighed[]> {
  if (rows.length === 0) return [];
  const known = await lookFeatures(
    parts.db,
    day,
    rows.filter(({ kind }) => kind === "look"),
  );
  const all = [...known.values()];
  const model = await modelBefore(
    parts.db,
    day.date,
    [...new Set(all.map(({ job }) => job))],
    [...new Set(all.map(({ personId }) => personId))],
  );
  const touched = await honeyAmong(
    parts.db,
    rows.map(({ idx }) => idx),
  );
  const one = (row: Undrawn): Weighed => {
    const features = known.get(lookKey(row));
    const found = features ? score({ ...features, ...evidenceOf(judged.get(lookKey(row))) }, model) : A_SEARCH;
    return {
      ...row,
      points: Math.round(found.total * 1_000),
      // What cannot be weighed is reviewed.
      hard: row.leaver || row.emergency || touched.has(row.idx) || (row.kind === "look" && isHard(features)),
      parts: telling(found),
    };
  };
  const weighed: Weighed[] = [];
  for (const some of inPortions(rows, AT_ONCE)) {
    weighed.push(...some.map(one));
    await breath();
  }
  return weighed;
}

const isHard = (features: KnownFeatures | undefined): boolean => features?.flags.some((flag) => HARD.has(flag)) ?? true;

function evidenceOf(one: Unexplained | undefined): { explainedBefore: boolean; hasOutcome: boolean } {
  return { explainedBefore: one?.workBefore ?? false, hasOutcome: one?.hasOutcome ?? false };
}

/** Keeps weights and their parts beside the rows. */
export async function keepWeights(tx: Writing, rows: readonly Weighed[]): Promise<void> {
  await holdRows(
    tx,
    rows.map(({ id }) => id),
  );
  await tx.query(
    `update review.desk_row r set score = w.points / 1000.0, parts = w.parts from unnest($1::text[], $2::int[], $3::jsonb[]) as w (id, points, parts) where r.id = w.id`,
    [rows.map(({ id }) => id), rows.map(({ points }) => points), rows.map(({ parts }) => JSON.stringify(parts))],
  );
}

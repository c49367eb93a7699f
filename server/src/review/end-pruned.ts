import type { Derive, LookKey } from "../journal/index.ts";
import type { Database, Reading, Writing } from "../platform/database.ts";
import { dayBounds } from "../platform/local-day.ts";
import { problem } from "../platform/problem.ts";
import type { ReviewParts } from "./parts.ts";
import { words } from "./words.ts";

/**
 * Looks have ended with their term: what explained them, and on which row of a desk they lay, goes with them. The rows themselves stay, with who
 * judged them and how: their entries do too.
 */
export async function forgetLooks(tx: Writing, looks: readonly LookKey[]): Promise<void> {
  for (const table of ["explanation", "desk_look"])
    await tx.query(
      `delete from review.${table} e using unnest($1::bigint[], $2::int[]) as l (idx, row) where e.look_idx = l.idx and e.look_row = l.row`,
      [looks.map(({ idx }) => idx), looks.map(({ row }) => row)],
    );
}

const PAGE = 200;
const LISTS = `select d.id from review.draw d where d.id > $1 and d.on_date < $2
  and exists (select 1 from review.draw_candidate c where c.draw_id = d.id) order by d.id limit ${PAGE}`;
const POOLS = `select id from review.call_back_draw where id > $1 and on_date < $2 and pool <> '[]' order by id limit ${PAGE}`;

/**
 * Days before that instant are pruned: the lists of looks from which was drawn end. What was drawn stays, and of the lists the hash that stands in
 * the journal.
 */
export async function endDays({ db, derive }: { db: Database; derive: Derive }, before: Date): Promise<void> {
  const day = before.toISOString().slice(0, 10);
  for await (const ids of pages(db, LISTS, day))
    for (const id of ids) await derive((tx) => tx.query("delete from review.draw_candidate where draw_id = $1", [id]));
  for await (const ids of pages(db, POOLS, day))
    await derive((tx) => tx.query("update review.call_back_draw set pool = '[]' where id = any($1)", [ids]));
}

async function* pages(db: Reading, text: string, day: string): AsyncGenerator<string[]> {
  for (let after = ""; ; ) {
    const { rows } = await db.query<{ id: string }>(text, [after, day]);
    if (rows.length > 0) yield rows.map(({ id }) => id);
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? "";
  }
}

/** Whether looks of that day were pruned: an evening run anew would count none, and say so of the day. */
export async function isPrunedDay(
  { keeper }: Pick<ReviewParts, "keeper">,
  date: string,
  offices: ReadonlyArray<{ zone: string }>,
): Promise<boolean> {
  const { pruned } = await keeper.status();
  return pruned !== undefined && offices.some(({ zone }) => dayBounds(date, zone).from < new Date(pruned.before));
}

export const dayPruned = () => problem("pruned", words.dayPruned, { status: 410 });

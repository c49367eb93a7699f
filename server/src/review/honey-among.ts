import type { Reading } from "../platform/database.ts";

/** Looks among these that opened a honey record: no evidence explains them, for there is no work to be had there. */
export async function honeyAmong(db: Reading, looks: readonly number[]): Promise<Set<number>> {
  if (looks.length === 0) return new Set();
  const { rows } = await db.query<{ idx: number }>("select look_idx as idx from watch.honey_hit where look_idx = any($1)", [looks]);
  return new Set(rows.map(({ idx }) => Number(idx)));
}

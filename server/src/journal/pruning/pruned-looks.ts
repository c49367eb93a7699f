import type { PruneResult, StatusResult } from "@mercusuar/keeper";
import { PRUNED_KINDS } from "@mercusuar/proof";
import type { Reading, Writing } from "../../platform/database.ts";
import type { Derive } from "../act.ts";

/** A row of the projection by its key. */
export interface LookKey {
  idx: number;
  row: number;
}

/** What a keeper says of it: every entry of the kinds that end before `upto` is gone, or about to be. */
export type Pruned = NonNullable<StatusResult["pruned"]>;

/** Whether the entry has ended with its term: it may still lie in a file that the keeper has not come to yet, and counts as gone all the same. */
export const hasEnded = (pruned: Pick<PruneResult, "upto"> | undefined, index: number, typ: string): boolean =>
  pruned !== undefined && index < pruned.upto && PRUNED_KINDS.has(typ);

/** Kinds that end with their term, as SQL takes them. */
export const ENDING: readonly string[] = [...PRUNED_KINDS];

/** Looks that go in one transaction: whoever looks meanwhile waits for none of them. */
const PORTION = 500;

/**
 * Takes the looks that were pruned out of the projection, portion by portion; cut off at whatever moment, the next run goes on. Refused tasks,
 * consents and contact wishes stay, as their entries do.
 * @param forget takes out what later chapters keep of these looks, in the same transaction
 * @param stop it stops behind the portion under way, and throws
 * @returns how many rows went
 */
export async function endLooks(derive: Derive, { upto }: Pick<Pruned, "upto">, forget: Forget, stop: AbortSignal): Promise<number> {
  let ended = 0;
  for (let from: number | undefined = 0; from !== undefined; ) {
    stop.throwIfAborted();
    const looks: LookKey[] = await derive((tx) => endPortion(tx, from ?? 0, upto, forget));
    ended += looks.length;
    from = looks.length < PORTION ? undefined : Math.max(...looks.map(({ idx }) => idx));
  }
  return ended;
}

export type Forget = (tx: Writing, looks: readonly LookKey[]) => Promise<void>;

async function endPortion(tx: Writing, from: number, upto: number, forget: Forget): Promise<LookKey[]> {
  const { rows } = await tx.query<LookKey>(
    `delete from journal.look_index where (idx, row) in (
       select idx, row from journal.look_index where idx >= $1 and idx < $2 and typ = any($3) order by idx, row limit $4) returning idx, row`,
    [from, upto, ENDING, PORTION],
  );
  if (rows.length > 0) await forget(tx, rows);
  return rows;
}

/** How far these tables were brought to what the keeper says: a backup that was put back knows of an earlier one. */
export async function broughtTo(db: Reading, { upto, before }: Pruned): Promise<boolean> {
  const { rowCount } = await db.query("select 1 from journal.pruned where upto = $1 and before = $2", [upto, before]);
  return rowCount > 0;
}

export async function noteBrought(tx: Writing, { upto, before }: Pruned): Promise<void> {
  await tx.query(
    "insert into journal.pruned (single, upto, before) values (true, $1, $2) on conflict (single) do update set upto = excluded.upto, before = excluded.before",
    [upto, before],
  );
}

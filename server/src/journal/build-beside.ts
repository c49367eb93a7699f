import type { StatusResult } from "@mercusuar/keeper";
import type { Derive } from "./act.ts";
import { ENDING } from "./pruning/pruned-looks.ts";
import { NAMES } from "./store.ts";

/** An empty table of the projection's shape; what an interrupted rebuild left is dropped. */
export const beginBeside = (derive: Derive): Promise<void> =>
  derive(async (tx) => {
    await tx.query("drop table if exists journal.look_index_new");
    await tx.query("create table journal.look_index_new (like journal.look_index including defaults, primary key (idx, row))");
  });

/**
 * Puts the new rows in the place of the old ones, all in one transaction: whoever reads sees the one or the other, never fewer looks.
 * Rows that were written meanwhile stay.
 * @param upto entries below this were made anew
 * @param status asked while nobody can write: rows that claim a place beyond the journal are nobody's and go, and what was pruned meanwhile does not come back
 */
export const swapIn = (derive: Derive, upto: number, status: () => Promise<Pick<StatusResult, "size" | "pruned">>): Promise<void> =>
  derive(async (tx) => {
    await tx.query("lock table journal.look_index in share row exclusive mode");
    const { size, pruned } = await status();
    await tx.query("delete from journal.look_index where idx < $1 or idx >= $2", [upto, size]);
    await tx.query(
      `insert into journal.look_index (${NAMES}) select ${NAMES} from journal.look_index_new where idx < $1 and not (idx < $2 and typ = any($3))`,
      [upto, pruned?.upto ?? 0, ENDING],
    );
    await tx.query("drop table journal.look_index_new");
  });

import type { Derive } from "./act.ts";
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
 * @param size asked while nobody can write: rows that claim a place beyond the journal are nobody's and go
 */
export const swapIn = (derive: Derive, upto: number, size: () => Promise<number>): Promise<void> =>
  derive(async (tx) => {
    await tx.query("lock table journal.look_index in share row exclusive mode");
    await tx.query("delete from journal.look_index where idx < $1 or idx >= $2", [upto, await size()]);
    await tx.query(`insert into journal.look_index (${NAMES}) select ${NAMES} from journal.look_index_new where idx < $1`, [upto]);
    await tx.query("drop table journal.look_index_new");
  });

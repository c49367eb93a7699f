import type { Writing } from "../platform/database.ts";

/** Holds rows of the desk until the transaction ends, in the order of their ids: an evening and an answer that each held some would wait for each other. */
export async function holdRows(tx: Writing, ids: readonly string[]): Promise<void> {
  await tx.query("select 1 from review.desk_row where id = any($1) order by id for update", [ids]);
}

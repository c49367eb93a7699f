import { setImmediate as breath } from "node:timers/promises";
import type { Reading } from "../platform/database.ts";

const PAGE = 1_000;

/** Rows of a table one after the other, a page at a time; between pages whoever looks comes first. `text`: a statement with `$1`, the id after which to go on, and `$2`, how many. */
export async function* tablePages<Row extends { id: string }>(db: Reading, text: string): AsyncGenerator<Row> {
  let after = "";
  for (;;) {
    const { rows } = await db.query<Row>(text, [after, PAGE]);
    yield* rows;
    await breath();
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? "";
  }
}

import type { Reading } from "../platform/database.ts";

const PAGE = 1_000;

/** Rows of a table one after the other, a page at a time. `text`: a statement with `$1`, the id after which to go on, and `$2`, how many. */
export async function* tablePages<Row extends { id: string }>(db: Reading, text: string): AsyncGenerator<Row> {
  let after = "";
  for (;;) {
    const { rows } = await db.query<Row>(text, [after, PAGE]);
    yield* rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? "";
  }
}

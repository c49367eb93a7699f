import type { Keeper } from "../journal/index.ts";
import type { Reading } from "../platform/database.ts";
import type { StateFinding } from "./report.ts";
import { tablePages } from "./table-pages.ts";

const PAGE = 10_000;

/**
 * Customers who are said to be erased and whose key is not dead. Against whom: whoever marks a row as erased for the hour of the check,
 * so that what was done with it counts as something that nobody can tell any more.
 */
export async function erasedByNobody(db: Reading, keeper: Pick<Keeper, "erased">): Promise<StateFinding[]> {
  const rows = tablePages<{ id: string; key: string | null }>(
    db,
    `select c.id, (select d.key from records.destruction d where d.customer_id = c.id limit 1) as key
      from records.customer c where c.state = 'erased' and c.id > $1 order by c.id limit $2`,
  );
  const found: StateFinding[] = [];
  let dead: ReadonlySet<string> | undefined;
  for await (const { id, key } of rows) {
    dead ??= await deadKeys(keeper);
    if (key === null || !dead.has(key)) found.push({ code: "E_STATE", table: "records.customer", row: id, what: ["state"] });
  }
  return found;
}

async function deadKeys(keeper: Pick<Keeper, "erased">): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  for (let from = 0; ; from += PAGE) {
    const page = await keeper.erased(from);
    for (const { key } of page.keys) keys.add(key);
    if (from + PAGE >= page.of) return keys;
  }
}

import type { Writing } from "../platform/database.ts";

/** A row whose `idx` says at which journal entry it began to count. */
export interface Mark {
  table: MarkedTable;
  id: string;
}

/** Tables with widening rows, and the column that names a row. The relay writes nowhere else: an outbox row changed by SQL cannot aim it at other tables. */
const MARKED = {
  "people.person": "id",
  "people.grant_": "id",
  "people.terms_acceptance": "id",
  "people.screening": "id",
  "people.contract": "id",
  "people.pledge": "id",
  "people.duty": "id",
  "people.conflict": "id",
  "records.customer": "id",
  "records.purpose": "id",
  "records.consent": "id",
  "access.portfolio": "id",
  "access.cases": "id",
  "access.claim": "id",
  "access.policy": "hash",
  "watch.interaction": "id",
  "watch.report": "id",
  "watch.mistake": "id",
  "review.desk_row": "id",
} as const;

export type MarkedTable = keyof typeof MARKED;

/** What is wrong with a mark, or undefined. */
export function markFault({ table, id }: Mark): string | undefined {
  if (!Object.hasOwn(MARKED, table)) return "a mark names a table that is not marked";
  return typeof id === "string" && id.length > 0 ? undefined : "a mark names no row";
}

/** Sets `idx` of the rows, a statement a table. Later entries do not move an earlier one. */
export async function setMarks(tx: Writing, marks: Array<Mark & { idx: number }>): Promise<void> {
  const byTable = new Map<MarkedTable, Array<{ id: string; idx: number }>>();
  for (const mark of marks) {
    if (markFault(mark) !== undefined) continue;
    byTable.set(mark.table, [...(byTable.get(mark.table) ?? []), mark]);
  }
  for (const [table, rows] of byTable) {
    await tx.query(
      `update ${table} t set idx = m.idx from unnest($1::text[], $2::bigint[]) as m (id, idx) where t.${MARKED[table]} = m.id and t.idx is null`,
      [rows.map(({ id }) => id), rows.map(({ idx }) => idx)],
    );
  }
}

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
  "people.delegation": "id",
  "people.conflict": "id",
  "people.approval": "id",
  "people.approval_confirmation": "approval_id",
  "records.customer": "id",
  "records.purpose": "id",
  "records.consent": "id",
  "records.contact_choice": "id",
  "records.honey_batch": "id",
  "access.portfolio": "id",
  "access.cases": "id",
  "access.claim": "id",
  "access.break_glass": "id",
  "access.policy": "hash",
  "access.policy_mode": "id",
  "access.quota_more": "id",
  "watch.interaction": "id",
  "watch.report": "id",
  "watch.observed_batch": "id",
  "watch.mistake": "id",
  "watch.rota": "id",
  "watch.nudge": "id",
  "watch.honey_hit": "id",
  "review.desk_row": "id",
  "review.inquiry_step": "id",
  "customer.call_code": "id",
  "review.confirmation": "id",
  "review.call_back": "id",
  "review.call_back_draw": "id",
} as const;

export type MarkedTable = keyof typeof MARKED;

/** What is wrong with a mark, or undefined. */
export function markFault({ table, id }: Mark): string | undefined {
  if (!Object.hasOwn(MARKED, table)) return "a mark names a table that is not marked";
  return typeof id === "string" && id.length > 0 ? undefined : "a mark names no row";
}

/** Marks by the table that they name, each with the column that names a row. */
export function marksByTable(
  marks: Array<Mark & { idx: number }>,
): Array<{ table: MarkedTable; key: string; ids: string[]; idxs: number[] }> {
  const byTable = new Map<MarkedTable, { ids: string[]; idxs: number[] }>();
  for (const mark of marks) {
    if (markFault(mark) !== undefined) continue;
    const rows = byTable.get(mark.table) ?? { ids: [], idxs: [] };
    rows.ids.push(mark.id);
    rows.idxs.push(mark.idx);
    byTable.set(mark.table, rows);
  }
  return [...byTable].map(([table, rows]) => ({ table, key: MARKED[table], ...rows }));
}

import { setImmediate as breath } from "node:timers/promises";
import { casePrint, type PrintedCase, type PrintedShare, sharePrint } from "../access/index.ts";
import type { Reading } from "../platform/database.ts";
import { partsOfPrint } from "../platform/row-print.ts";
import type { BatchRows, CaseState, ShareState } from "./access-states.ts";
import type { Prints } from "./prints.ts";
import { tablePages } from "./table-pages.ts";

interface ShareRow extends PrintedShare {
  standIn: string | null;
  idx: number | null;
}
interface CaseRow extends PrintedCase {
  closesAt: Date | null;
  assignedTo: string | null;
  idx: number | null;
}
/** Changed rows whose old content is sought, a fingerprint for each person: of more, somebody rewrote the table, and each is told all the same. */
const MOST_SOUGHT = 5_000;

const SHARES = `select id, customer_id as customer, holder_id as holder, stand_in_id as "standIn", office_id as "officeId", from_at as "from", idx
  from access.portfolio where id > $1 order by id limit $2`;
const CASES = `select id, customer_id as customer, purpose, office_id as "officeId", origin, grade, opened_at as "openedAt", closes_at as "closesAt",
  assigned_to as "assignedTo", idx from access.cases where id > $1 order by id limit $2`;

/** Rows of lists, and which of them are other than they came. */
export interface ProvedRows extends BatchRows {
  /** By id; `column` and what stood there, where that was found out. */
  changed: Map<string, { table: string; index: number; column?: string; was?: string | null }>;
}

/** What may have stood in a column that fingerprints cover, to find what it was before it was changed. */
export interface Candidates {
  persons: readonly string[];
  offices: readonly string[];
  purposes: readonly string[];
}

/**
 * The rows of lists, as they came: read from their tables and proved by the fingerprints of their entries. Of a row that was changed the old
 * content is sought, one column after the other; where it is found, later looks are judged by it.
 */
export async function readBatchRows(db: Reading, prints: Prints, candidates: Candidates, from: number, into: ProvedRows): Promise<void> {
  const put = <Value>(rows: Map<number, Value[]>, index: number, value: Value): void => {
    const of = rows.get(index);
    if (of === undefined) rows.set(index, [value]);
    else of.push(value);
  };
  const holders = { holder: candidates.persons, standIn: [null, ...candidates.persons] };
  for await (const row of tablePages<ShareRow>(db, SHARES)) {
    const proved = await prove(prints, "access.portfolio", row, sharePrint, holders, into);
    if (proved && proved.index >= from) put(into.shares, proved.index, asShare(proved.row, proved.index, proved.unproved));
  }
  const might = {
    assignedTo: [null, ...candidates.persons],
    purpose: candidates.purposes,
    origin: ["import", "dispatch", "campaign", "api"],
    grade: ["A", "B", "C"],
    officeId: candidates.offices,
  };
  for await (const row of tablePages<CaseRow>(db, CASES)) {
    if (!prints.knows("access.cases", row.id) && !prints.old.has(row.idx ?? -1)) continue;
    const proved = await prove(prints, "access.cases", row, casePrint, might, into);
    if (proved && proved.index >= from) put(into.cases, proved.index, asCase(proved.row, proved.index, proved.unproved));
  }
}

interface Proved<Row> {
  row: Row;
  index: number;
  unproved: boolean;
}

/** Undefined where the journal does not know the row: the comparison of the tables says so. */
async function prove<Row extends { id: string; idx: number | null }>(
  prints: Prints,
  table: string,
  row: Row,
  printOf: (row: Row) => string,
  might: Partial<Record<keyof Row & string, ReadonlyArray<string | null>>>,
  into: ProvedRows,
): Promise<Proved<Row> | undefined> {
  const brought = prints.meet(table, row.id);
  if (brought === undefined) return prints.old.has(row.idx ?? -1) ? { row, index: row.idx ?? 0, unproved: true } : undefined;
  if (partsOfPrint(printOf(row)).content === brought.content) return { row, index: brought.index, unproved: false };
  const before = into.changed.size < MOST_SOUGHT ? original(row, brought.content, printOf, might) : undefined;
  // Thousands of fingerprints a row: whoever looks meanwhile comes first.
  await breath();
  into.changed.set(row.id, { table, index: brought.index, ...(before ? { column: before.column, was: before.was } : {}) });
  return { row: before?.row ?? row, index: brought.index, unproved: before === undefined };
}

function original<Row extends { id: string }>(
  row: Row,
  content: string,
  printOf: (row: Row) => string,
  might: Partial<Record<keyof Row & string, ReadonlyArray<string | null>>>,
): { row: Row; column: string; was: string | null } | undefined {
  for (const [column, values] of Object.entries(might) as Array<[string, ReadonlyArray<string | null>]>)
    for (const value of values) {
      const other = { ...row, [column]: value };
      if (partsOfPrint(printOf(other)).content === content) return { row: other, column, was: value };
    }
  return undefined;
}

const asShare = ({ id, customer, holder, standIn, officeId }: ShareRow, index: number, unproved: boolean): ShareState => ({
  ...{ index, id, customer, holder, standIn, office: officeId, ended: false },
  ...(unproved ? { unproved } : {}),
});

const asCase = (row: CaseRow, index: number, unproved: boolean): [string, CaseState] => [
  row.id,
  {
    ...{ index, customer: row.customer, purpose: row.purpose, origin: row.origin, office: row.officeId, grade: row.grade },
    ...{ assigned: row.assignedTo, closesAt: row.closesAt?.getTime(), closed: false, outcome: undefined },
    ...(unproved ? { unproved } : {}),
  },
];

import { type CsvRow, RowError } from "../platform/csv.ts";
import { newId } from "../platform/ids.ts";
import { addCases, type NewCase } from "./case-store.ts";
import { type CustomerKey, KEY_COLUMNS, type Known, keyOf, known } from "./import-known.ts";
import type { House } from "./parts.ts";
import { casePrint } from "./prints.ts";

/** Rows of one batch: one transaction, one journal entry. */
const BATCH = 500;
const ORIGINS: ReadonlySet<string> = new Set(["import", "dispatch", "campaign"]);

export interface ImportOptions {
  /** Names the file's system: with the row's `external` it makes a row the same row when it comes again. */
  source: string;
  /** Person on whose word the rows come in; absent: the operator. */
  by?: string | undefined;
  /** Whose keys stand in the column `customer_key`: `system` of the mapping with which the customers came in. */
  system?: string | undefined;
  dryRun?: boolean | undefined;
  onBad(fault: RowError): Promise<void> | void;
  onRow?(line: number): void;
}

export interface ImportCounts {
  rows: number;
  new: number;
  same: number;
  bad: number;
}

interface TaskRow extends CustomerKey {
  line: number;
  external: string;
  purpose: string;
  origin: string;
  office?: string;
  assignedTo?: string;
  openedAt?: Date;
}

/**
 * Tasks from a CSV file: `external`, `purpose`, one of the customer columns, and if wished `assigned_to` (login), `office`, `origin`,
 * `opened_at`. The same file twice changes nothing the second time; a row that tells a task otherwise than before is told as wrong. A bad row does not
 * stop the others.
 */
export async function importCases(house: House, rows: AsyncIterable<CsvRow>, options: ImportOptions): Promise<ImportCounts> {
  const counts: ImportCounts = { rows: 0, new: 0, same: 0, bad: 0 };
  let batch: TaskRow[] = [];
  for await (const row of rows) {
    counts.rows += 1;
    options.onRow?.(row.line);
    const read = row.fault ?? readTask(house, row);
    if (read instanceof RowError) await tell(counts, options, read);
    else batch.push(read);
    if (batch.length >= BATCH) batch = await keep(house, batch, options, counts);
  }
  if (batch.length > 0) await keep(house, batch, options, counts);
  return counts;
}

async function tell(counts: ImportCounts, options: ImportOptions, fault: RowError): Promise<void> {
  counts.bad += 1;
  await options.onBad(fault);
}

function readTask(house: House, { line, row }: CsvRow): TaskRow | RowError {
  const { external = "", purpose = "", origin = "import" } = row;
  const opened = row.opened_at ? new Date(row.opened_at) : undefined;
  const key = keyOf(row);
  if (external === "") return new RowError(line, "external", "empty", "the task's number in its own system");
  if (house.records.purpose(purpose) === undefined)
    return new RowError(
      line,
      "purpose",
      "not a known purpose",
      house.records
        .purposes()
        .map(({ id }) => id)
        .join(", "),
    );
  if (origin !== "" && !ORIGINS.has(origin)) return new RowError(line, "origin", "not a known origin", [...ORIGINS].join(", "));
  if (opened && Number.isNaN(opened.getTime()))
    return new RowError(line, "opened_at", "not an instant", "RFC 3339, like 2026-11-22T08:30:00+08:00");
  if (key === undefined)
    return new RowError(line, KEY_COLUMNS.join(", "), "no customer named", `one of the columns ${KEY_COLUMNS.join(", ")}`);
  return {
    ...key,
    line,
    external,
    purpose,
    origin: origin || "import",
    ...(row.office ? { office: row.office } : {}),
    ...(row.assigned_to ? { assignedTo: row.assigned_to } : {}),
    ...(opened ? { openedAt: opened } : {}),
  };
}

async function keep(house: House, rows: TaskRow[], options: ImportOptions, counts: ImportCounts): Promise<TaskRow[]> {
  const facts = await known(
    house,
    rows,
    rows.flatMap(({ assignedTo }) => assignedTo ?? []),
    rows.flatMap(({ office }) => office ?? []),
    options.system ?? "",
  );
  const before = await takenBefore(house, rows, options.source);
  const cases: NewCase[] = [];
  for (const row of rows) {
    const one = faultOf(row, facts) ?? asCase(house, row, facts, options);
    const fault = one instanceof RowError ? one : changedSince(row, one, before.get(row.external));
    if (fault) await tell(counts, options, fault);
    else if (!(one instanceof RowError)) cases.push(one);
  }
  const added = options.dryRun ? await countNew(house, cases, options.source) : await store(house, cases, options);
  counts.new += added;
  counts.same += cases.length - added;
  return [];
}

function faultOf(row: TaskRow, facts: Known): RowError | undefined {
  if (facts.customer(row) === undefined)
    return new RowError(row.line, row.column, "no such customer", "a customer who was imported before");
  if (row.assignedTo && facts.person(row.assignedTo) === undefined)
    return new RowError(row.line, "assigned_to", "no such person", "a login of the roster");
  if (row.office && !facts.offices.has(row.office)) return new RowError(row.line, "office", "no such office", "an office id");
  return undefined;
}

function asCase(house: House, row: TaskRow, facts: Known, { source, by }: ImportOptions): NewCase {
  const customer = facts.customer(row) as { id: string; officeId: string };
  const assignedTo = row.assignedTo ? facts.person(row.assignedTo) : undefined;
  return {
    id: newId("case"),
    customer: customer.id,
    purpose: row.purpose,
    officeId: row.office ?? customer.officeId,
    origin: row.origin,
    grade: assignedTo ? "A" : "B",
    external: row.external,
    source,
    openedBy: by,
    openedAt: row.openedAt ?? house.clock.now(),
    assignedTo,
  };
}

interface Before {
  external: string;
  customer: string;
  purpose: string;
  assigned_to: string | null;
}

async function takenBefore({ db }: House, rows: readonly TaskRow[], source: string): Promise<Map<string, Before>> {
  const found = await db.query<Before>(
    "select external_id as external, customer_id as customer, purpose, assigned_to from access.cases where source = $1 and external_id = any($2)",
    [source, rows.map(({ external }) => external)],
  );
  return new Map(found.rows.map((row) => [row.external, row]));
}

/** A task explains looks: whoever changes it afterwards in the file shall not think that it is changed here. Whom it was handed to since counts here. */
function changedSince({ line }: TaskRow, now: NewCase, before: Before | undefined): RowError | undefined {
  if (before === undefined) return undefined;
  const moved = before.assigned_to !== null && now.assignedTo !== undefined && before.assigned_to !== now.assignedTo;
  if (before.customer === now.customer && before.purpose === now.purpose && !moved) return undefined;
  return new RowError(
    line,
    "external",
    "here already, with another purpose, customer or person",
    "what it was before: a task that is here does not change; a changed one comes under another number",
  );
}

async function store(house: House, cases: NewCase[], { source, by }: ImportOptions): Promise<number> {
  if (cases.length === 0 || (await countNew(house, cases, source)) === 0) return 0;
  const id = newId("import");
  return house.act(
    async (tx, write) => {
      const added = await addCases(tx, cases);
      const fresh = new Set(added);
      await write({
        typ: "import",
        aggregate: `import:${source}`,
        ...(by ? { act: by } : {}),
        body: {
          change: "cases",
          id,
          source,
          kind: "cases",
          rows: cases.length,
          new: added.length,
          prints: cases.filter((one) => fresh.has(one.id)).map(casePrint),
        },
        marks: added.map((one) => ({ table: "access.cases" as const, id: one })),
      });
      return added.length;
    },
    { wait: false },
  );
}

async function countNew(house: House, cases: NewCase[], source: string): Promise<number> {
  const { rows } = await house.db.query<{ n: number }>(
    "select count(*)::int as n from (select distinct unnest($1::text[]) as external) g where not exists (select 1 from access.cases c where c.source = $2 and c.external_id = g.external)",
    [cases.map(({ external }) => external ?? ""), source],
  );
  return rows[0]?.n ?? 0;
}

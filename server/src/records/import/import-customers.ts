import { createHash } from "node:crypto";
import { type CsvRow, RowError, type RowErrors, readCsv, rowErrors } from "../../platform/csv.ts";
import { newId } from "../../platform/ids.ts";
import { refreshStatistics } from "../../platform/statistics.ts";
import { importGrant } from "../add-customers.ts";
import { PAIRED } from "../index-values.ts";
import type { House } from "../parts.ts";
import { GROWING } from "../store.ts";
import { Lane, SEALED_IN_VAIN } from "./lane.ts";
import { withLeanHeap } from "./lean-heap.ts";
import { columnsOf, readMap } from "./read-map.ts";
import { type ImportRow, rowReader } from "./row.ts";
import { finishImport, type ImportCounts, insertImport, knownOffices } from "./row-store.ts";
import type { Run } from "./sort-batch.ts";
import { surveyFile } from "./survey.ts";

export interface ImportAsk {
  /** A CSV file, packed with gzip where it ends in .gz. */
  file: string;
  /** The mapping as JSON text. */
  map: string;
  /** Where the file comes from; stands in each customer's provenance. */
  source: string;
  channel?: string | undefined;
  /** Office of every row, where the mapping names none. */
  officeId?: string | undefined;
  /** Reads and counts, keeps nothing. */
  dryRun?: boolean;
  /** Where row errors are written (0600). */
  errorsFile?: string | undefined;
  /** Who imports: person id, or `operator`. */
  by: string;
  /** Second person behind the import grant; the same one alone is accepted at assurance 0 only. */
  approver?: string | undefined;
  onProgress?: (done: number, of: number) => void;
  /** Told of each fault as it is found. */
  onFault?: (fault: RowError) => void;
}

export interface ImportReport extends ImportCounts {
  import?: string;
  /** Rows with something odd in them that came in all the same. */
  warnings: number;
  /** What was odd: in how many rows, and on which line first. */
  oddities: Record<string, { rows: number; first: number }>;
  /** One person alone stood behind the import grant. */
  solo: boolean;
  dryRun: boolean;
  /** Why the file could not be read to its end; the rows before it are in. */
  stopped?: { row: number; column: string; what: string; expected: string };
}

/**
 * Brings customers in from a file, batch by batch, in bounded memory. The same file again brings nothing twice; a run that was cut off
 * goes on where it stopped when the same command is given again.
 * @throws MapError · RowError (file missing, columns missing, unknown office) before anything is kept · KeeperDown
 */
export async function importCustomers(house: House, ask: ImportAsk): Promise<ImportReport> {
  const map = readMap(ask.map, house.fields);
  const survey = await surveyFile(ask.file);
  const mapped = Object.keys(map.fields);
  const indexes = indexesOf(house, mapped);
  const importId = newId("imp");
  const dryRun = ask.dryRun === true;
  await firstRow(ask.file, columnsOf(map));
  await officeOfAll(house, ask.officeId);
  const counts: ImportCounts = { rows: 0, new: 0, changed: 0, same: 0, bad: 0 };
  const report: ImportReport = {
    ...counts,
    warnings: 0,
    oddities: {},
    solo: (ask.approver ?? ask.by) === ask.by,
    dryRun,
    ...(dryRun ? {} : { import: importId }),
  };
  const max = (survey.lines + SEALED_IN_VAIN) * indexes.length;
  const grant =
    dryRun || indexes.length === 0
      ? undefined
      : await importGrant(house, { by: ask.by, ...(ask.approver ? { second: ask.approver } : {}), source: ask.source }, max);
  const run: Run = { house, importId, by: ask.by, system: map.system ?? "", grant, dryRun, underway: new Set(), mapped, indexes };
  if (!dryRun) await started(house, ask, importId, survey.hash, map.key);
  const read = rowReader(map, house.fields, { source: ask.source, channel: ask.channel, officeId: ask.officeId });
  const errors = ask.errorsFile ? rowErrors(ask.errorsFile) : undefined;
  try {
    await withLeanHeap(() => readAll(run, { ...ask, errors }, read, report, survey.lines, columnsOf(map)));
    if (!dryRun) await finished(house, ask, importId, report);
  } finally {
    // A file of errors that cannot be written undoes nothing: what came in is in, and written down as such.
    await errors?.end();
  }
  await refreshStatistics(house.db, GROWING, dryRun ? 0 : report.new);
  return report;
}

function indexesOf({ fields }: House, mapped: string[]): string[] {
  const own = fields.flatMap(({ id, index }) => (index && mapped.includes(id) ? [index as string] : []));
  return [...own, ...PAIRED.filter(({ of }) => of.every((id) => mapped.includes(id))).map(({ ix }) => ix)];
}

/** The header is wrong, or the file is none: nothing has been kept yet. */
async function firstRow(file: string, columns: string[]): Promise<void> {
  for await (const _ of readCsv(file, { columns })) return;
}

async function readAll(
  run: Run,
  ask: ImportAsk & { errors: RowErrors | undefined },
  read: ReturnType<typeof rowReader>,
  report: ImportReport,
  lines: number,
  columns: string[],
): Promise<void> {
  const bad = (...faults: RowError[]): void => {
    for (const fault of faults) {
      ask.errors?.add(fault);
      ask.onFault?.(fault);
    }
  };
  const offices = officeCheck(run.house);
  const lane = new Lane(run, (outcome) => {
    report.new += outcome.new;
    report.changed += outcome.changed;
    report.same += outcome.same;
    report.bad += outcome.faults.length;
    bad(...outcome.faults);
    ask.onProgress?.(report.rows, lines);
  });
  try {
    for await (const row of readCsv(ask.file, { columns })) {
      report.rows++;
      const said = understood(row, read);
      const whole = Array.isArray(said) || offices.known(said.officeId) || (await offices.ask(said.officeId));
      const made = whole ? said : [noOffice(row.line)];
      if (Array.isArray(made)) {
        report.bad++;
        bad(...made);
        continue;
      }
      noteOdd(report, made);
      const full = lane.add(made);
      if (full) await full;
    }
  } catch (error) {
    if (!(error instanceof RowError)) throw error;
    report.stopped = { row: error.row, column: error.column, what: error.what, expected: error.expected };
    report.bad++;
    bad(error);
  } finally {
    await lane.end();
  }
}

/** By the words of the field types, which never repeat a value: few, and the same for all rows. */
function noteOdd(report: ImportReport, { line, warnings }: ImportRow): void {
  if (warnings.length > 0) report.warnings++;
  for (const what of new Set(warnings)) {
    const { rows, first } = report.oddities[what] ?? { rows: 0, first: line };
    report.oddities[what] = { rows: rows + 1, first };
  }
}

const understood = ({ line, row, fault }: CsvRow, read: ReturnType<typeof rowReader>): ImportRow | RowError[] =>
  fault ? [fault] : read(line, row);

const noOffice = (line: number): RowError =>
  new RowError(line, "office", "no such office", "the id of an office: import the offices first");

/** One wrong id would be a fault of every row. */
async function officeOfAll({ db }: House, id: string | undefined): Promise<void> {
  if (id !== undefined && !(await knownOffices(db, [id])).has(id))
    throw new RowError(0, "--office", "no such office", "the id of an office: mercusuar people offices");
}

/** Asks for each office once; one that is known is told without waiting, row after row. */
function officeCheck({ db }: House) {
  const answers = new Map<string, boolean>();
  return {
    known: (id: string): boolean => answers.get(id) === true,
    async ask(id: string): Promise<boolean> {
      const answer = answers.get(id) ?? (await knownOffices(db, [id])).has(id);
      answers.set(id, answer);
      return answer;
    },
  };
}

async function started(house: House, ask: ImportAsk, id: string, hash: string, key: string): Promise<void> {
  const mapHash = createHash("sha256").update(ask.map).digest("hex");
  await house.act(async (tx, write) => {
    await insertImport(tx, { id, source: ask.source, fileHash: hash, mapHash, key, at: house.clock.now() });
    await write({
      typ: "import",
      aggregate: `import:${id}`,
      act: ask.by,
      body: { change: "started", id, kind: "customers", source: ask.source.slice(0, 200), file: hash },
    });
  });
}

async function finished(house: House, ask: ImportAsk, id: string, report: ImportReport): Promise<void> {
  const { rows, bad, new: fresh, changed, stopped } = report;
  await house.act(async (tx, write) => {
    await finishImport(tx, id, report, house.clock.now());
    await write({
      typ: "import",
      aggregate: `import:${id}`,
      act: ask.by,
      body: { change: "finished", id, kind: "customers", rows, bad, new: fresh, changed, state: stopped ? "stopped" : "whole" },
    });
  });
}

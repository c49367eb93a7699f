import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";
import { faultOf, RowError } from "./csv-faults.ts";
import { separatorOf, textOf } from "./csv-text.ts";

export { RowError } from "./csv-faults.ts";
export { type RowErrors, rowErrors } from "./csv-row-errors.ts";

/** Longest field of a row, bytes. */
export const MAX_FIELD = 64 * 1024;
const MAX_ROW = 1024 * 1024;
const MAX_COLUMNS = 500;

export interface CsvRow {
  /** Line of the file on which the row ends; the header is line 1. */
  line: number;
  row: Record<string, string>;
  /** This row cannot be read as a row; later rows can. Whoever imports writes it down and goes on. */
  fault?: RowError;
}

export interface CsvOptions {
  /** Packed with gzip; by default told by the name's ending. */
  gz?: boolean;
  /** Columns without which the file is not what it should be. */
  columns?: readonly string[];
  /** Columns that may be there as well. Given: any other column is an error, since a misspelt one would be overlooked. */
  optional?: readonly string[];
  /** A file without a header line: the names of its columns, by how many a row has. */
  order?: (count: number) => readonly string[] | undefined;
}

interface Parsed {
  record: string[];
  info: { lines: number };
}

/**
 * Rows of a CSV file, one after the other, by the names in the header line. UTF-8 (a byte order mark is fine), separated by `,` or `;`.
 * @throws RowError when the file cannot be read on: wrong encoding, open quotation mark, a row beyond 1 MB, missing columns
 */
export async function* readCsv(source: string | Readable, options: CsvOptions = {}): AsyncGenerator<CsvRow> {
  const packed = options.gz ?? (typeof source === "string" && source.endsWith(".gz"));
  let header: string[] | undefined;
  try {
    for await (const { record, info } of await parsed(textOf(source, packed))) {
      if (options.order) yield ordered(options.order, record, info.lines);
      else if (header) yield asRow(header, record, info.lines);
      else header = checkedHeader(record, options);
    }
  } catch (error) {
    throw ofFile(faultOf(error), source);
  }
  if (!header && !options.order) throw ofFile(new RowError(0, "", "the file is empty", "a header line and rows"), source);
}

/** Of a fault of the whole file, which file: somebody has typed several. */
function ofFile(error: unknown, source: string | Readable): unknown {
  if (error instanceof RowError && error.row === 0 && typeof source === "string") error.file = source;
  return error;
}

async function parsed(text: AsyncGenerator<string>): Promise<AsyncIterable<Parsed> | Parsed[]> {
  const first = await text.next();
  if (first.done) return [];
  const parser = parse({
    bom: true,
    delimiter: separatorOf(first.value),
    info: true,
    max_record_size: MAX_ROW,
    skip_empty_lines: true,
    relax_column_count: true,
  });
  const whole = async function* () {
    yield first.value;
    yield* text;
  };
  // The parser carries the error on to whoever reads it.
  pipeline(Readable.from(whole()), parser).catch(() => undefined);
  return parser as AsyncIterable<Parsed>;
}

function checkedHeader(names: string[], { columns: needed = [], optional }: CsvOptions): string[] {
  const header = names.map((name) => name.trim());
  if (header.length > MAX_COLUMNS) throw new RowError(1, "", `${header.length} columns`, `at most ${MAX_COLUMNS}`);
  const twice = header.find((name, at) => header.indexOf(name) !== at);
  if (twice !== undefined) throw new RowError(1, twice, "this column stands twice in the header", "each column once");
  const missing = needed.filter((name) => !header.includes(name));
  if (missing.length > 0) throw new RowError(1, missing.join(", "), "missing in the header", `the columns ${needed.join(", ")}`);
  const strange = optional ? header.filter((name) => !needed.includes(name) && !optional.includes(name)) : [];
  if (strange.length > 0)
    throw new RowError(1, strange.join(", "), "no column of this kind of file", `${[...needed, ...(optional ?? [])].join(", ")}`);
  return header;
}

function ordered(order: NonNullable<CsvOptions["order"]>, record: string[], line: number): CsvRow {
  const names = order(record.length);
  if (names) return asRow([...names], record, line);
  return { line, row: {}, fault: new RowError(line, "", `${record.length} fields`, "as many as this kind of file has") };
}

function asRow(header: string[], record: string[], line: number): CsvRow {
  const row = Object.fromEntries(header.map((name, at) => [name, record[at] ?? ""]));
  const long = record.findIndex((field) => field.length > MAX_FIELD);
  if (record.length !== header.length) {
    return { line, row, fault: new RowError(line, "", `${record.length} fields`, `${header.length} fields, as in the header`) };
  }
  return long < 0
    ? { line, row }
    : { line, row: {}, fault: new RowError(line, header[long] ?? "", "a field of more than 64 KB", "at most 64 KB") };
}

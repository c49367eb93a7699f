/** What is wrong with one row of a file, where, and what would be right. Never repeats the value: it may be personal. */
export class RowError extends Error {
  /** Line of the file; the header is 1; 0 when the whole file is meant. */
  readonly row: number;
  readonly column: string;
  readonly what: string;
  readonly expected: string;
  /** The path as it was given, where the whole file is meant. */
  file?: string;

  constructor(row: number, column: string, what: string, expected: string) {
    super(`row ${row}${column ? `, column ${column}` : ""}: ${what}; expected: ${expected}`);
    this.row = row;
    this.column = column;
    this.what = what;
    this.expected = expected;
  }
}

const FAULTS: Record<string, [what: string, expected: string]> = {
  CSV_MAX_RECORD_SIZE: ["a row of more than 1 MB", "rows below 1 MB; is a quotation mark missing?"],
  CSV_QUOTE_NOT_CLOSED: ["a quotation mark that is never closed", "each opening quotation mark closed, marks inside a field doubled"],
  CSV_INVALID_CLOSING_QUOTE: ["text after a closing quotation mark", "a separator after it, or the mark doubled"],
  INVALID_OPENING_QUOTE: [
    "a quotation mark inside a field without quotation marks",
    "the whole field in quotation marks, the inner mark doubled",
  ],
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: ["text after a closing quotation mark", "a separator after it, or the mark doubled"],
  ENOENT: ["the file does not exist", "the path of a CSV file"],
  EISDIR: ["this is a directory", "the path of a CSV file"],
  EACCES: ["the file may not be read", "read permission for this process"],
  Z_DATA_ERROR: ["not packed with gzip, or damaged", "a whole .gz file"],
  Z_BUF_ERROR: ["the packed file ends too early", "a whole .gz file"],
};

/** A fault of the reader or of the disk as a row error; what is unknown stays as it is. */
export function faultOf(error: unknown): unknown {
  if (error instanceof RowError) return error;
  const { code, lines } = error as { code?: string; lines?: number };
  const known = FAULTS[code ?? ""];
  return known ? new RowError(lines ?? 0, "", ...known) : error;
}

import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { stringify } from "csv-stringify";
import type { RowError } from "./csv-faults.ts";

export interface RowErrors {
  add(error: RowError): void;
  readonly count: number;
  /** Waits until all is written. */
  end(): Promise<void>;
}

/** A file (0600) of row errors: row, column, what, expected. Made with the first error; without errors there is no file. */
export function rowErrors(file: string): RowErrors {
  const rows = stringify({ header: true, columns: ["row", "column", "what", "expected"] });
  let out: ReturnType<typeof createWriteStream> | undefined;
  let count = 0;
  return {
    add({ row, column, what, expected }) {
      count += 1;
      out ??= rows.pipe(createWriteStream(file, { mode: 0o600 }));
      rows.write({ row, column, what, expected });
    },
    get count() {
      return count;
    },
    async end() {
      rows.end();
      if (out) await finished(out);
    },
  };
}

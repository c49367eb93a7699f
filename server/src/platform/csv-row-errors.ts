import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { stringify } from "csv-stringify";
import type { RowError } from "./csv-faults.ts";

export interface RowErrors {
  add(error: RowError): void;
  readonly count: number;
  /** Waits until all is written. @throws what the system says of a file that cannot be written; until then it is silent */
  end(): Promise<void>;
}

/** A file (0600) of row errors: row, column, what, expected. Made with the first error; without errors there is no file. */
export function rowErrors(file: string): RowErrors {
  const rows = stringify({ header: true, columns: ["row", "column", "what", "expected"] });
  let out: ReturnType<typeof createWriteStream> | undefined;
  let count = 0;
  const opened = () => {
    const stream = createWriteStream(file, { mode: 0o600 });
    // Whoever imports goes on and hears of it at the end; nobody listening would end the whole process. What comes after is let go.
    stream.once("error", () => rows.resume());
    return rows.pipe(stream);
  };
  return {
    add({ row, column, what, expected }) {
      count += 1;
      out ??= opened();
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

import { createWriteStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { stringify } from "csv-stringify";
import type { RowError } from "./csv-faults.ts";

export interface RowErrors {
  add(error: RowError): void;
  readonly count: number;
  /** Waits until all is written. @throws what the system says of a file that cannot be written; until then it is silent */
  end(): Promise<void>;
}

const COLUMNS = ["row", "column", "what", "expected"];

/**
 * A file (0600) of row errors: row, column, what, expected. Made with the first error; without errors there is no file, and one that an earlier
 * run left behind is taken away: it would tell of faults that are mended.
 */
export function rowErrors(file: string): RowErrors {
  const rows = stringify({ header: true, columns: COLUMNS });
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
      else if (await isOurs(file)) await rm(file);
    },
  };
}

/** Whoever names a file of his own by mistake keeps it. */
async function isOurs(file: string): Promise<boolean> {
  const header = `${COLUMNS.join(",")}\n`;
  const opened = await open(file, "r").catch(() => undefined);
  if (opened === undefined) return false;
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(header.length), 0, header.length, 0);
    return buffer.toString("utf8", 0, bytesRead) === header;
  } finally {
    await opened.close();
  }
}

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { RowError } from "../../platform/csv.ts";

export interface Survey {
  /** Lines behind the header: rows, or more where a field holds line breaks. */
  lines: number;
  /** Hex SHA-256 of the file as it lies on disk. */
  hash: string;
}

/** One quick pass over the file: how long the work will be, and which file it was. */
export async function surveyFile(file: string): Promise<Survey> {
  const hash = createHash("sha256");
  let breaks = 0;
  let last = 10;
  const counter = new Writable({
    write(chunk: Buffer, _, done) {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) breaks++;
      last = chunk.at(-1) ?? last;
      done();
    },
  });
  const disk = createReadStream(file).on("data", (chunk) => hash.update(chunk));
  try {
    if (file.endsWith(".gz")) await pipeline(disk, createGunzip(), counter);
    else await pipeline(disk, counter);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new RowError(0, "", "the file does not exist", "the path of a CSV file");
    if (code?.startsWith("Z_")) throw new RowError(0, "", "not packed with gzip, or damaged", "a whole .gz file");
    throw error;
  }
  return { lines: Math.max(0, breaks + (last === 10 ? 0 : 1) - 1), hash: hash.digest("hex") };
}

import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { RowError } from "./csv-faults.ts";

/** The file's text in pieces. Strict: a byte that is no UTF-8 is a named error, never a replacement character. */
export async function* textOf(source: string | Readable, packed: boolean): AsyncGenerator<string> {
  const raw = typeof source === "string" ? createReadStream(source) : source;
  const bytes = packed ? unpack(raw) : raw;
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  try {
    for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
      const piece = decode(decoder, chunk, line);
      line += piece.split("\n").length - 1;
      if (piece) yield piece;
    }
    decode(decoder, undefined, line);
  } finally {
    raw.destroy();
  }
}

function unpack(raw: Readable): Readable {
  const gunzip = createGunzip();
  raw.on("error", (error) => gunzip.destroy(error));
  return raw.pipe(gunzip);
}

type Decoder = InstanceType<typeof TextDecoder>;

function decode(decoder: Decoder, chunk: Uint8Array | undefined, line: number): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw new RowError(line, "", "bytes that are not UTF-8 on this line or later", "a file saved as UTF-8 (in a spreadsheet: CSV UTF-8)");
  }
}

/** `;` where the header has more of them than `,` (spreadsheets set to Indonesian write it so). */
export function separatorOf(head: string): "," | ";" {
  const header = head.split("\n", 1)[0] ?? "";
  return header.split(";").length > header.split(",").length ? ";" : ",";
}

import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { TextDecoder } from "node:util";
import { createGunzip } from "node:zlib";
import { TraceBuilder, XES_KEYS, type XesKeys } from "./trace-builder.ts";
import { XesError } from "./xes-error.ts";

/** One event of a log: who did which step on the case, and when. `resource` is absent where the log does not say. */
export interface XesEvent {
  name: string;
  transition: string;
  resource?: string;
  at: Date;
}
/** One case with its events, in the order of the file. */
export interface XesTrace {
  id: string;
  events: XesEvent[];
}

/**
 * Reads an XES log (plain or gzip, told by its first bytes), one case at a time: memory is bounded by the largest case, not by the file.
 * @throws XesError naming line and element
 */
export async function* readXes(path: string, keys: XesKeys = XES_KEYS): AsyncGenerator<XesTrace> {
  const builder = new TraceBuilder(keys);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of await bytesOf(path, builder)) {
    builder.write(decode(decoder, chunk, builder));
    yield* builder.taken();
  }
  builder.write(decode(decoder, undefined, builder));
  builder.close();
  yield* builder.taken();
}

function decode(decoder: TextDecoder, chunk: Uint8Array | undefined, builder: TraceBuilder): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw new XesError(builder.line, builder.element, "bytes that are no UTF-8", "a file in UTF-8");
  }
}

async function bytesOf(path: string, builder: TraceBuilder): Promise<AsyncIterable<Uint8Array>> {
  // Asked first: a stream over a file that is not there would fail while nobody listens yet.
  const packed = await isPacked(path);
  const file = createReadStream(path, { highWaterMark: 64 * 1024 });
  return packed ? unpacked(file, builder) : file;
}

async function* unpacked(file: Readable, builder: TraceBuilder): AsyncGenerator<Uint8Array> {
  const plain = createGunzip();
  file.on("error", (error) => plain.destroy(error));
  file.pipe(plain);
  try {
    for await (const chunk of plain) yield chunk as Uint8Array;
  } catch (error) {
    throw new XesError(builder.line, builder.element, `the packed file is damaged or cut off (${codeOf(error)})`, "a whole gzip file");
  } finally {
    file.destroy();
  }
}

async function isPacked(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "unreadable");

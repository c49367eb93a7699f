/** The files of a journal in a directory. Node only. */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import type { JournalReader } from "./reader.ts";

export function readJournalFiles(root: string): JournalReader {
  return { read: async (path) => plain(readIfThere(join(root, path))) };
}

/** The same into one buffer, again and again: what was read holds until the next file is read. For whoever reads gigabytes in little room. */
export function readJournalFilesInPlace(root: string): JournalReader {
  let room = new Uint8Array(1024 * 1024);
  const read = (path: string): Uint8Array | undefined => {
    const file = unlessMissing(() => openSync(path, "r"));
    if (file === undefined) return undefined;
    try {
      const { size } = fstatSync(file);
      if (size > room.length) room = new Uint8Array(size);
      let end = 0;
      for (let more = 1; more > 0 && end < size; end += more) more = readSync(file, room, end, size - end, end);
      return room.subarray(0, end);
    } finally {
      closeSync(file);
    }
  };
  return { read: async (path) => read(join(root, path)) };
}

/** Without what makes it a Buffer: parts of a Buffer are Buffers, which cost several times as much to make. */
function plain(bytes: Buffer | undefined): Uint8Array | undefined {
  return bytes && new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** In one go: four turns of the loop for a file of a few kilobytes would cost more than all that is done with it. */
export function readIfThere(path: string): Buffer | undefined {
  return unlessMissing(() => readFileSync(path));
}

function unlessMissing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || (error as NodeJS.ErrnoException).code === "ENOTDIR") return undefined;
    throw error;
  }
}

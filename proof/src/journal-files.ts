/** The files of a journal in a directory. Node only. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JournalReader } from "./reader.ts";

export function readJournalFiles(root: string): JournalReader {
  return { read: async (path) => plain(readIfThere(join(root, path))) };
}

/** Without what makes it a Buffer: parts of a Buffer are Buffers, which cost several times as much to make. */
function plain(bytes: Buffer | undefined): Uint8Array | undefined {
  return bytes && new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** In one go: four turns of the loop for a file of a few kilobytes would cost more than all that is done with it. */
export function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || (error as NodeJS.ErrnoException).code === "ENOTDIR") return undefined;
    throw error;
  }
}

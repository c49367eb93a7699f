/** The files of a journal in a directory. Node only. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JournalReader } from "./reader.ts";

export function readJournalFiles(root: string): JournalReader {
  return { read: async (path) => readIfThere(join(root, path)) };
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

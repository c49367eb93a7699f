/** The batches in a keeper's directory, read through a window: a file of them is larger than a verifier should hold. Node only. */
import { existsSync } from "node:fs";
import { type FileHandle, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { batchesOf, MAX_BATCH } from "./batch.ts";
import type { KeptBatch } from "./reader.ts";

const WINDOW = 1024 * 1024;

/** Batches of all files, oldest first. A file ends where no whole batch follows: it may be growing. */
export async function* keptBatches(dir: string): AsyncGenerator<KeptBatch> {
  const names = existsSync(dir) ? (await readdir(dir)).filter((name) => name.endsWith(".batch")).sort() : [];
  for (const name of names) {
    const file = await open(join(dir, name));
    try {
      yield* batchesIn(file);
    } finally {
      await file.close();
    }
  }
}

async function* batchesIn(file: FileHandle): AsyncGenerator<KeptBatch> {
  const { size } = await file.stat();
  let window = Buffer.allocUnsafe(WINDOW);
  for (let from = 0; from < size; ) {
    const { bytesRead } = await file.read(window, 0, window.length, from);
    const bytes = window.subarray(0, bytesRead);
    let at = 0;
    for (const { batch, end } of batchesOf(bytes)) {
      yield batch;
      at = end;
    }
    // Nothing whole in all that is left, or in as much as the longest batch takes: torn, zeros or damaged.
    if (at === 0 && (bytesRead === 0 || from + bytesRead >= size || window.length > 2 * MAX_BATCH)) return;
    if (at === 0) window = Buffer.allocUnsafe(window.length * 2);
    from += at;
  }
}

import { closeSync, existsSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";

/** Batches or a checkpoint: the journal had a first entry. */
export function hasBegun(root: string): boolean {
  const dir = join(root, "batches");
  return (
    existsSync(join(root, "checkpoint")) ||
    (existsSync(dir) && readdirSync(dir).some((name) => name.endsWith(".batch") && startsWithBytes(join(dir, name))))
  );
}

function startsWithBytes(path: string): boolean {
  const handle = openSync(path, "r");
  try {
    const start = Buffer.alloc(4);
    readSync(handle, start, 0, 4, 0);
    return start.some((byte) => byte !== 0);
  } finally {
    closeSync(handle);
  }
}

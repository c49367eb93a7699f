/**
 * Takes out of the files what has ended: first of the batches, which rule, then of the bundles. Each file takes the place of the one before
 * in one step, so that whoever reads meanwhile, or a keeper that is killed, finds every entry or its hash.
 */
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setImmediate as breath } from "node:timers/promises";
import {
  bundlePath,
  type EntryLeft,
  isWhole,
  kindOf,
  leafHash,
  leftBytes,
  PRUNED_KINDS,
  PrunedEntry,
  parseBundle,
  parseLeft,
  prunedPath,
  TILE_WIDTH,
} from "@mercusuar/proof";
import { type Batch, batchesOf, encodeBatch } from "@mercusuar/proof/node";
import { syncDirectory } from "../keys/key-file.ts";

/** What the umask leaves of it, as of the files whose place it takes. */
const MODE = 0o640;
/** Bytes of batches that are worked through while calls wait. */
const AT_ONCE = 256 * 1024;

const firstIn = (name: string): number => Number(name.slice(0, -".batch".length));
const ends = (entry: EntryLeft): entry is Uint8Array => isWhole(entry) && PRUNED_KINDS.has(kindOf(entry));
const leftOf = (entry: EntryLeft): EntryLeft => (ends(entry) ? new PrunedEntry(leafHash(entry)) : entry);

/**
 * Prunes every entry before `upto` in the batch files, but for the newest file: the pen has it.
 * @returns whether all were reached; else the newest one holds some of them, and a new one has to be begun first
 */
export async function pruneBatches(dir: string, upto: number): Promise<boolean> {
  const names = (await readdir(dir)).filter((name) => name.endsWith(".batch")).sort();
  for (const name of names.slice(0, -1)) if (firstIn(name) < upto) await pruneFile(dir, name, upto);
  return firstIn(names.at(-1) ?? "") >= upto;
}

async function pruneFile(dir: string, name: string, upto: number): Promise<void> {
  const file = await readFile(join(dir, name));
  const records: Buffer[] = [];
  let changed = false;
  let since = 0;
  let at = 0;
  for (const { batch, end } of batchesOf(file)) {
    const pruned = prunedBatch(batch, upto);
    changed ||= pruned !== undefined;
    records.push(pruned === undefined ? file.subarray(at, end) : encodeBatch(pruned));
    since += end - at;
    at = end;
    if (since < AT_ONCE) continue;
    since = 0;
    await breath();
  }
  // Behind a damaged record whole ones may follow: they would be lost with it.
  if (file.subarray(at).some((byte) => byte !== 0)) throw Object.assign(new Error(`${name} is damaged`), { code: `${name} is damaged` });
  if (changed) await replace(join(dir, name), Buffer.concat(records));
}

/** The batch without what ends before `upto`, and without the sealed details of that; undefined where nothing does. */
function prunedBatch(batch: Batch, upto: number): Batch | undefined {
  const left = batch.entries.map((entry, place) => (batch.first + place < upto ? leftOf(entry) : entry));
  if (left.every((entry, place) => entry === batch.entries[place])) return undefined;
  return { ...batch, entries: left, details: batch.details.filter(({ place }) => isWhole(left[place] as EntryLeft)) };
}

/**
 * The same of the bundles, all of them full: one from which an entry went lies in `pruned` from then on.
 * @returns whether all were there; else one is still to be published, from memory and as it was
 */
export async function pruneBundles(root: string, upto: number): Promise<boolean> {
  let there = true;
  for (let index = 0; index < upto / TILE_WIDTH; index++) there = (await pruneBundle(root, index)) && there;
  return there;
}

async function pruneBundle(root: string, index: number): Promise<boolean> {
  const [from, to] = [join(root, bundlePath(index)), join(root, prunedPath(index))];
  const whole = await readIfThere(from);
  const bytes = whole ?? (await readIfThere(to));
  const entries = bytes && (whole === undefined ? parseLeft(bytes) : parseBundle(bytes));
  const left = entries?.map(leftOf) ?? [];
  if (left.some((entry, place) => entry !== entries?.[place])) {
    await mkdir(dirname(to), { recursive: true });
    await replace(to, leftBytes(left));
  }
  if (left.some((entry) => !isWhole(entry))) {
    await rm(from, { force: true });
    // Of the time in which it was not full: a keeper that was killed leaves them.
    await rm(`${from}.p`, { recursive: true, force: true });
  }
  // One that cannot be read is made anew from the batches at the next start.
  return entries !== undefined;
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function replace(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.tmp`;
  const file = await open(temporary, "w", MODE);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  syncDirectory(dirname(path));
}

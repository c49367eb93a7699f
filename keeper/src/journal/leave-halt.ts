/**
 * Leaving HALT. What can still be read is written once more under a new origin, entry for entry at the same index, and what was signed and
 * is gone is filled with entries that say so: so that everything which names an index stays true. The old log is kept beside, as it was.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Edge, type Entry, type EntryLeft, fromLatin1, fromUtf8, hex, leafOf } from "@mercusuar/proof";
import { type Batch, batchesOf, encodeBatch, type SealedDetail } from "@mercusuar/proof/node";
import { newIid } from "../iid.ts";
import { readSecret, removeSecret, syncDirectory, writeSecret } from "../keys/key-file.ts";
import type { LogKeys } from "../keys/log-keys.ts";
import { BatchFile, batchFileName } from "./batch-file.ts";
import { PRUNED, type Remembered } from "./pruner.ts";
import type { KnownHead } from "./recover.ts";
import { entryBytes } from "./write-entry.ts";

/** What is about to be left, or was. */
export interface Leaving {
  /** Names of the old log and of the new. */
  from: string;
  to: string;
  why: string;
  /** Entries that are carried over: all before this index. */
  kept: number;
  /** Index after the last that was signed and is gone; `kept` where none is. */
  until: number;
  /** Directory of the old log, beside the new one. */
  left: string;
  /** What is gone of that which is carried over. */
  pruned?: Remembered;
}

/** What the next process finishes by. */
interface Note extends Leaving {
  passed: string[];
}

export interface LeavingParts {
  /** `DIR` */
  data: string;
  keys: string;
  /** Under the new name. */
  log: LogKeys;
  /** Pseudonyms of the two who decided. */
  act: string;
  psn: string;
  plan: Leaving;
  /** What the old log no longer tells of keys that are there or gone, and of what was pruned. */
  told: ReadonlyArray<Pick<Entry, "typ" | "body">>;
  now: number;
}

/** In the key directory, while one log takes the place of another: a process that dies meanwhile is finished by the next. */
const NOTE = "leaving";
/** Heads of logs that were left, `size root` a line: they are held against nobody any more. */
const PASSED = "passed";
/** Origin under which everything was ever sealed; absent where the log was never left. */
export const DOMAIN = "domain";
const FILLERS_A_BATCH = 1000;

/** Writes the new log beside the old one, then puts it in its place. */
export async function leaveLog(parts: LeavingParts, known: readonly KnownHead[]): Promise<void> {
  const fresh = join(parts.data, "journal.new");
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(join(fresh, "batches"), { recursive: true, mode: 0o700 });
  writeSecret(fresh, "vkey", `${parts.log.vkey}\n`);
  await writeBatches(parts, parts.log, join(fresh, "batches"));
  const passed = [...new Set([...passedHeads(parts.keys), ...known.map(({ size, root }) => `${size} ${root}`)])];
  // One file for both: were these heads passed and the old log still there, it could go on as if nothing were missing.
  writeSecret(parts.keys, NOTE, JSON.stringify({ ...parts.plan, passed } satisfies Note));
  finishLeaving(parts.data, parts.keys);
}

/** Puts a new log in the place of the old one, from wherever that was cut short. Nothing to do: nothing done. */
export function finishLeaving(data: string, keys: string): void {
  const text = readSecret(keys, NOTE);
  if (text === undefined) return;
  const { from, to, left, passed, pruned } = JSON.parse(text) as Note;
  const [old, fresh, beside] = [join(data, "journal"), join(data, "journal.new"), join(data, left)];
  if (existsSync(fresh)) {
    if (existsSync(old) && !existsSync(beside)) renameSync(old, beside);
    renameSync(fresh, old);
    syncDirectory(data);
  }
  writeSecret(keys, PASSED, passed.join("\n"));
  if (readSecret(keys, DOMAIN) === undefined) writeSecret(keys, DOMAIN, from);
  writeSecret(keys, "origin", to);
  if (pruned === undefined) removeSecret(keys, PRUNED);
  else writeSecret(keys, PRUNED, JSON.stringify(pruned));
  removeSecret(keys, "head");
  removeSecret(keys, NOTE);
}

const passedHeads = (keys: string): string[] => (readSecret(keys, PASSED) ?? "").split("\n").filter((line) => line !== "");

/** Heads that are still to be believed: those of a log that was left tell nothing about the one in its place. */
export function withoutPassed(keys: string, known: readonly KnownHead[]): KnownHead[] {
  const passed = new Set(passedHeads(keys));
  return known.filter(({ size, root }) => !passed.has(`${size} ${root}`));
}

async function writeBatches(parts: LeavingParts, key: LogKeys, dir: string): Promise<void> {
  const file = new BatchFile(dir, { name: batchFileName(0), offset: 0 });
  let edge = new Edge();
  const append = async (entries: EntryLeft[], details: SealedDetail[], time: number): Promise<void> => {
    const next = edge.copy();
    for (const entry of entries) next.push(leafOf(entry), () => {});
    const note = await key.sign({ origin: key.origin, size: next.size, root: next.root() });
    await file.append(encodeBatch({ first: edge.size, time, entries, note, details }), edge.size);
    edge = next;
  };
  for (const { entries, details, time } of batchesBefore(join(parts.data, "journal", "batches"), parts.plan.kept))
    await append(edge.size === 0 ? [firstEntry(entries[0] as Uint8Array, parts), ...entries.slice(1)] : entries, details, time);
  const fillers = fillersOf(parts);
  for (let at = 0; at < fillers.length; at += FILLERS_A_BATCH) await append(fillers.slice(at, at + FILLERS_A_BATCH), [], parts.now);
  await file.close();
}

/** Whole batches before an index, in order. */
function* batchesBefore(dir: string, upto: number): Generator<Batch> {
  const names = readdirSync(dir).filter((name) => name.endsWith(".batch"));
  for (const name of names.sort())
    for (const { batch } of batchesOf(readFileSync(join(dir, name)))) {
      if (batch.first + batch.entries.length > upto) return;
      yield batch;
    }
}

/** The first entry names its log: it is the one that cannot be carried over. It keeps its time, or all others would lie before it. */
function firstEntry(bytes: Uint8Array, { plan }: LeavingParts): Buffer {
  const entry = JSON.parse(fromUtf8(bytes)) as Entry;
  return entryBytes({ ...entry, body: { ...entry.body, origin: plan.to, lost: `${plan.from} ${plan.kept}-${plan.until}` } });
}

/** The link to the old log, and an entry for each that is gone. */
function fillersOf({ data, plan, act, psn, told, now }: LeavingParts): Buffer[] {
  const ts = new Date(now).toISOString();
  const link: Entry = {
    ...{ v: 1, typ: "checkpoint.link", ts, iid: newIid(now), act, psn, out: "done" },
    body: { origin: plan.from, size: plan.kept, root: rootBefore(data, plan.kept), why: plan.why.slice(0, 200), until: plan.until },
  };
  const lost = (): Entry => ({ v: 1, typ: "lost", ts, iid: newIid(now), out: "done" });
  const said = told.map((one): Entry => ({ ...lost(), ...one }));
  return [link, ...Array.from({ length: Math.max(0, plan.until - plan.kept - 1) }, lost), ...said].map(entryBytes);
}

/** Root of the first entries, as the old log signed them. */
function rootBefore(data: string, upto: number): string {
  const edge = new Edge();
  for (const { entries } of batchesBefore(join(data, "journal", "batches"), upto))
    for (const entry of entries) edge.push(leafOf(entry), () => {});
  return hex(fromLatin1(edge.root()));
}

/** Highest size that somebody says was signed. */
export function highest(known: readonly KnownHead[], kept: number): number {
  return known.reduce((most, { size }) => Math.max(most, size), kept);
}

/**
 * Reads the batches at start. The last complete batch rules: a torn tail is cut, for its callers got nothing. Bytes missing or
 * changed below a signed head are damage, and damage is never repaired in silence.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Checkpoint,
  Edge,
  type Entry,
  fromLatin1,
  fromUtf8,
  hex,
  isWhole,
  kindOf,
  leafOf,
  type Note,
  noteIsSignedByOneOf,
  type PruneSaid,
  Pruning,
  parseCheckpoint,
  parseNote,
  type VerifierKey,
} from "@mercusuar/proof";
import { type Batch, batchesOf, laterBatch } from "@mercusuar/proof/node";
import { batchFileName, type Place } from "./batch-file.ts";
import { TileStore } from "./tile-store.ts";

export interface Damage {
  /** First bad index. */ index: number;
  what: string;
  /** The entries that are there are whole, but some are gone that no entry names: none that is here yet. */
  unsaid?: true;
  /** The entries themselves are whole, but somebody keeps a head of another history. */
  fork?: true;
}
/** A signed head known from elsewhere than the batches. */
export interface KnownHead {
  size: number /** hex */;
  root: string;
  from: string;
}

export interface Recovered {
  edge: Edge;
  tiles: TileStore;
  place: Place;
  /** Bytes of a torn tail that are cut. */
  cut: number;
  /** Text of the last signed checkpoint; empty for a new journal. */
  note: string;
  /** What is gone of it, and what its own entries say of that. */
  pruning: Pruning;
  /** The entry that pruned it last. */
  pruned?: PruneSaid & { before: string; count: number };
  damage?: Damage;
}

/** @param detail gives what lies beside the entry in its batch */
export type EachEntry = (entry: Uint8Array, index: number, time: number, detail: () => Uint8Array | undefined) => void;

/**
 * Reads all batches of a journal; `each` sees every entry in order.
 * @param keys one of them has signed the last batch: those that are there, and none that was destroyed @param former signed before
 * @param pruned what the keeper remembers of the entry that pruned it last: it may lie behind a damage
 */
export async function recover(
  root: string,
  keys: readonly VerifierKey[],
  known: readonly KnownHead[],
  each: EachEntry,
  former: readonly VerifierKey[] = [],
  pruned?: PruneSaid & { bits?: string },
): Promise<Recovered> {
  const pruning = new Pruning();
  if (pruned !== undefined) pruning.hear(pruned);
  const place = { name: batchFileName(0), offset: 0 };
  const state: Recovered = { edge: new Edge(), tiles: new TileStore(root), place, cut: 0, note: "", pruning };
  const roots = new Map<number, string>();
  const dir = join(root, "batches");
  const names = existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => name.endsWith(".batch"))
        .sort()
    : [];
  // Of a part of the log no set can be told: what is gone of it is held against the bits that the keeper remembers.
  const partTakenOut = (index: number) =>
    pruned?.bits !== undefined && !pruning.strays(Buffer.from(pruned.bits, "base64")) ? undefined : takenOut(pruning, index);
  const found = async (upto: number, what: string): Promise<Damage> => {
    const index = await believed(upto, [...keys, ...former], dir, names);
    const before = known.filter(({ size }) => size <= index);
    return partTakenOut(index) ?? behind(state.edge, before, roots) ?? { index, what };
  };
  for (const [i, name] of names.entries()) {
    const file = readFileSync(join(dir, name));
    state.place = { name, offset: 0 };
    for (const { batch, end } of batchesOf(file)) {
      const what = take(state, batch, known, roots, each);
      if (what !== undefined) return { ...state, damage: await found(Math.min(batch.first, state.edge.size), what) };
      state.place = { name, offset: end, last: state.place.offset };
    }
    const rest = file.subarray(state.place.offset);
    state.cut = lastUsed(rest);
    if (state.cut > 0 && (i < names.length - 1 || laterBatch(file, state.place.offset)))
      return { ...state, damage: await found(state.edge.size, `${name} is damaged`) };
  }
  const damage = (await unsigned(state.note, keys, former, dir, names)) ?? takenOut(pruning) ?? behind(state.edge, known, roots);
  return damage === undefined ? state : { ...state, damage };
}

/** Against whom: somebody who takes an entry away and leaves its hash, so that every root still fits. */
function takenOut(pruning: Pruning, before = Number.POSITIVE_INFINITY): Damage | undefined {
  const fault = pruning.fault();
  return fault === undefined || fault.index >= before ? undefined : { ...fault, unsaid: true };
}

/** Adds a batch; what is wrong with it, where something is. The root is checked before anything of it is believed. */
function take(
  state: Recovered,
  batch: Batch,
  known: readonly KnownHead[],
  roots: Map<number, string>,
  each: EachEntry,
): string | undefined {
  if (batch.first !== state.edge.size) return "a batch is missing";
  const edge = state.edge.copy();
  const nodes: Array<[number, string]> = [];
  for (const entry of batch.entries) edge.push(leafOf(entry), (level, hash) => nodes.push([level, hash]));
  const head = headOf(batch.note)?.head;
  const root = edge.root();
  if (head?.size !== edge.size || head.root !== root) return "a batch does not fit its own checkpoint";
  const details = new Map(batch.details.map(({ place, bytes }) => [place, bytes]));
  batch.entries.forEach((entry, i) => {
    const index = batch.first + i;
    const kind = isWhole(entry) ? kindOf(entry) : undefined;
    state.pruning.see(index, kind);
    if (isWhole(entry)) each(entry, index, batch.time, () => details.get(i));
    if (isWhole(entry) && kind === "prune") {
      state.pruned = (JSON.parse(fromUtf8(entry)) as Entry).body as unknown as NonNullable<Recovered["pruned"]>;
      state.pruning.hear(state.pruned, index);
    }
    state.tiles.addEntry(entry);
  });
  for (const [level, hash] of nodes) state.tiles.addNode(level, hash);
  if (known.some(({ size }) => size === edge.size)) roots.set(edge.size, hex(fromLatin1(root)));
  state.edge = edge;
  state.note = batch.note;
  return undefined;
}

export function headOf(text: string): { note: Note; head: Checkpoint } | undefined {
  const note = parseNote(text);
  const head = note === undefined ? undefined : parseCheckpoint(note.text);
  return note === undefined || head === undefined ? undefined : { note, head };
}

/** Whether one of the keys has signed the note, and it names their log. */
export async function isSigned(text: string, keys: readonly VerifierKey[]): Promise<boolean> {
  const parsed = headOf(text);
  return parsed !== undefined && keys.some(({ name }) => name === parsed.head.origin) && (await noteIsSignedByOneOf(parsed.note, keys));
}

/** The last signature covers all; only where it is bad the others are asked, to name the first batch that we never signed. */
async function unsigned(
  last: string,
  keys: readonly VerifierKey[],
  former: readonly VerifierKey[],
  dir: string,
  names: readonly string[],
): Promise<Damage | undefined> {
  if (last === "" || (await isSigned(last, keys))) return undefined;
  let good = 0;
  // Behind the last one that a living key signed, whoever has a destroyed key may have written.
  for (const { first, end, note } of notesOf(dir, names))
    if (await isSigned(note, keys)) good = end;
    else if (!(await isSigned(note, former))) return { index: first, what: "a batch carries a checkpoint that this log did not sign" };
  return { index: good, what: "the last batch carries the signature of a log key that was destroyed before" };
}

/** Places and notes of all batches that can be read, in order. */
function* notesOf(dir: string, names: readonly string[]): Generator<{ first: number; end: number; note: string }> {
  for (const name of names)
    for (const { batch } of batchesOf(readFileSync(join(dir, name))))
      yield { first: batch.first, end: batch.first + batch.entries.length, note: batch.note };
}

/**
 * Entries before a damage that can be believed: up to the last batch that a key of ours signed, for its signature covers all before it.
 * Against whom: somebody who rewrites the beginning, and damages what follows so that no signature is asked for.
 */
async function believed(upto: number, keys: readonly VerifierKey[], dir: string, names: readonly string[]): Promise<number> {
  const notes = [...notesOf(dir, names)].filter(({ end }) => end <= upto);
  for (const { end, note } of notes.reverse()) if (await isSigned(note, keys)) return end;
  return 0;
}

/** A head that was signed and shown, and of which the batches know nothing any more. */
function behind(edge: Edge, known: readonly KnownHead[], roots: ReadonlyMap<number, string>): Damage | undefined {
  for (const head of known) {
    if (head.size > edge.size) return { index: edge.size, what: `entries up to ${head.size} were signed (${head.from}) but are not there` };
    if (head.size > 0 && roots.get(head.size) !== head.root)
      return { index: 0, what: `${head.from} shows another history of ${head.size} entries`, fork: true };
  }
  return undefined;
}

/** Length up to the last byte that is not zero: what was written ahead does not count. */
function lastUsed(rest: Buffer): number {
  let end = rest.length;
  while (end > 0 && rest[end - 1] === 0) end--;
  return end;
}

/** Published checkpoints: the one that all are shown, and beside it, where witnesses are asked, the newest, which they have not cosigned yet. */
export const HEAD_FILES = ["checkpoint", "checkpoint.latest"] as const;

/** A published checkpoint, where it carries our signature: a derived file that is not ours proves nothing. */
export async function publishedHead(
  root: string,
  keys: readonly VerifierKey[],
  name: (typeof HEAD_FILES)[number],
): Promise<KnownHead | undefined> {
  const path = join(root, name);
  if (!existsSync(path)) return undefined;
  const text = textOf(readFileSync(path));
  const parsed = headOf(text);
  if (parsed === undefined || !(await isSigned(text, keys))) return undefined;
  return { size: parsed.head.size, root: hex(fromLatin1(parsed.head.root)), from: `file ${name}` };
}

function textOf(bytes: Buffer): string {
  try {
    return fromUtf8(bytes);
  } catch {
    return "";
  }
}

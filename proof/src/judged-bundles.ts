/** Bundles whose entries were judged and hashed each by itself; what remains is their order and their tree. */
import type { Entry } from "./entry.ts";
import type { Hash } from "./hash.ts";
import { type JudgedEntry, judgeEntry, parsedEntry } from "./judge-entry.ts";
import { type EntryLeft, isWhole, leafOf } from "./pruned.ts";
import { bundlesOf } from "./read-bundles.ts";
import type { JournalReader } from "./reader.ts";
import { TILE_WIDTH } from "./tiles.ts";
import type { Finding } from "./verdict.ts";

/** What the verifier needs of a bundle of up to 256 entries. */
export interface JudgedBundle {
  entries: JudgedEntry[];
  leaves: Hash[];
  /** Of all subtrees of these leaves, in the order in which they come about, where another thread has hashed them. */
  nodes?: Hash[];
  /** The log's first entry, in its first bundle, where it is one. */
  opening?: Entry;
  /** Entries that say what was pruned, each with its place in the bundle. */
  prunes?: Array<[number, Entry]>;
  /** Why the journal cannot be read beyond these entries. */
  fault?: Finding;
}

/** From bundle `from` on, up to but not including `until`; ends after the first bundle with a fault. */
export async function* judgedBundles(reader: JournalReader, size: number, from = 0, until = size): AsyncGenerator<JudgedBundle> {
  let index = from;
  for await (const { entries, fault } of bundlesOf(reader, Math.min(size, until * TILE_WIDTH), from)) {
    const leaves = entries.map(leafOf);
    const judged: JudgedBundle = { entries: entries.map((entry) => (isWhole(entry) ? judgeEntry(entry) : { pruned: true })), leaves };
    const opening = index++ === 0 ? entryIn(entries[0]) : undefined;
    if (opening !== undefined) judged.opening = opening;
    const prunes = judged.entries.flatMap((seen, place) => ("typ" in seen && seen.typ === "prune" ? [place] : []));
    if (prunes.length > 0) judged.prunes = prunes.map((place) => [place, entryIn(entries[place]) as Entry]);
    yield fault === undefined ? judged : { ...judged, fault };
  }
}

function entryIn(bytes: EntryLeft | undefined): Entry | undefined {
  const entry = bytes !== undefined && isWhole(bytes) ? parsedEntry(bytes) : undefined;
  return entry !== undefined && !("fault" in entry) ? entry : undefined;
}

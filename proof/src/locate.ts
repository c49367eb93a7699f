/** Names the first bad entry after a root did not fit: by the leaf hashes in the tiles, else by kept batches. */

import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import type { Hash } from "./hash.ts";
import { type Note, noteIsSignedByOneOf, parseNote, type VerifierKey } from "./note.ts";
import { leafOf } from "./pruned.ts";
import { bundlesOf } from "./read-bundles.ts";
import { type JournalReader, readGrown } from "./reader.ts";
import { parseTile, TILE_WIDTH, tilePath } from "./tiles.ts";
import { Edge } from "./tree.ts";

export interface Damage {
  index?: number;
  upto?: number;
}

/** Reads the journal once more, whose entries do not give the root of the checkpoint. @param keys all of this log that the reader knows */
export async function locate(reader: JournalReader, keys: readonly VerifierKey[], { size, root }: Checkpoint): Promise<Damage> {
  const leaves: Hash[] = [];
  for await (const { entries } of bundlesOf(reader, size)) for (const entry of entries) leaves.push(leafOf(entry));
  return (await byTiles(reader, leaves, size, root)) ?? (await byBatches(reader, keys, leaves, size)) ?? {};
}

/** The tiles tell only if they themselves give the signed root: then no one has touched them. */
async function byTiles(reader: JournalReader, leaves: readonly Hash[], size: number, root: Hash): Promise<Damage | undefined> {
  const edge = new Edge();
  let first: number | undefined;
  for (let index = 0; index * TILE_WIDTH < size; index++) {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    const file = await readGrown(reader, (w) => tilePath(0, index, w), width);
    const hashes = file && parseTile(file.bytes);
    if (hashes === undefined || hashes.length < width) return undefined;
    for (const hash of hashes.slice(0, width)) {
      if (hash !== leaves[edge.size]) first ??= edge.size;
      edge.push(hash);
    }
  }
  return edge.root() === root && first !== undefined ? { index: first } : undefined;
}

async function byBatches(
  reader: JournalReader,
  keys: readonly VerifierKey[],
  leaves: readonly Hash[],
  size: number,
): Promise<Damage | undefined> {
  if (reader.kept === undefined) return undefined;
  const found = new Edge();
  const kept = new Edge();
  // Entries before this fit a root that a key signed which the reader knows.
  let sure = 0;
  for await (const batch of reader.kept()) {
    if (batch.first >= size) return undefined;
    for (const leaf of leaves.slice(found.size, batch.first + batch.entries.length)) found.push(leaf);
    const hashes = batch.entries.map(leafOf);
    for (const hash of hashes) kept.push(hash);
    const note = parseNote(batch.note);
    const signed = note === undefined ? undefined : parseCheckpoint(note.text);
    if (signed === undefined || note === undefined) return { index: batch.first };
    const known = await noteIsSignedByOneOf(note, keys);
    if (!known && !isOfAnotherKey(note, keys)) return { index: batch.first };
    if (signed.root === found.root() && signed.size === found.size) {
      if (known) sure = signed.size;
      continue;
    }
    if (!known || sure < batch.first) return { index: sure, upto: signed.size };
    const differs = hashes.findIndex((hash, i) => hash !== leaves[batch.first + i]);
    if (signed.root === kept.root() && differs >= 0) return { index: batch.first + differs };
    return { index: batch.first, upto: signed.size };
  }
  return undefined;
}

/** A log key that was rotated before the reader got his own looks like this, and so does a forger's: neither vouches for anything. */
function isOfAnotherKey({ signatures }: Note, keys: readonly VerifierKey[]): boolean {
  return signatures.some(({ name, id }) => keys.some((key) => key.name === name) && !keys.some((key) => key.id === id));
}

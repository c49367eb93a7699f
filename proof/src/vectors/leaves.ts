/** The made-up log of the vectors: entries by a rule, so that no file has to hold them; their hashes and proofs. */
import { fromLatin1, hex } from "../bytes.ts";
import { type Hash, leafHash } from "../hash.ts";
import { consistencyRanges, inclusionRanges, type Range } from "../proofs.ts";
import { rootOf } from "../tree.ts";

/** Entries of the largest tree. */
export const MOST = 130;
export const RULE = "entry i has i bytes; the byte at position j, counted from 0, is (i + j) modulo 256";

/** Entry `i` (see {@link RULE}). The first is empty; later ones take more than one block of SHA-256. */
export function entryOf(i: number): Uint8Array {
  return Uint8Array.from({ length: i }, (_, j) => (i + j) % 256);
}

export const LEAVES: readonly Hash[] = Array.from({ length: MOST }, (_, i) => leafHash(entryOf(i)));

const rangeRoot = ({ from, to }: Range): Hash => rootOf(LEAVES.slice(from, to));

/** Root of the first `size` entries. */
export const rootAt = (size: number): Hash => rangeRoot({ from: 0, to: size });
/** Siblings of entry `index` in the tree of `size` entries, from the leaf upward. */
export const inclusionPath = (index: number, size: number): Hash[] => inclusionRanges(index, size).map(rangeRoot);
/** What proves that the tree of `size` entries continues the one of `old`. */
export const consistencyPath = (old: number, size: number): Hash[] => consistencyRanges(old, size).map(rangeRoot);

/** A hash as the vectors spell it: hex. */
export const spelt = (hash: Hash): string => hex(fromLatin1(hash));

/** Inclusion and consistency proofs (RFC 9162, 2.1.3 and 2.1.4): which ranges to hash, and how to check the result. */
import { EMPTY_ROOT, type Hash, nodeHash } from "./hash.ts";

/** Leaves from `from` up to but not including `to`. */
export interface Range {
  from: number;
  to: number;
}

function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** The ranges whose roots prove that leaf `index` is in the tree of `size` leaves, lowest first. */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!(index >= 0 && index < size)) throw new RangeError("the leaf is not in the tree");
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    const left = index < middle;
    ranges.unshift(left ? { from: middle, to } : { from, to: middle });
    [from, to] = left ? [from, middle] : [middle, to];
  }
  return ranges;
}

/** The ranges whose roots prove that the tree of `size` leaves continues the one of `old` leaves. */
export function consistencyRanges(old: number, size: number): Range[] {
  if (!(old >= 0 && old <= size)) throw new RangeError("the older tree is larger");
  if (old === 0 || old === size) return [];
  const ranges: Range[] = [];
  let [from, to, whole] = [0, size, true];
  while (old !== to) {
    const middle = from + splitOf(to - from);
    if (old <= middle) {
      ranges.unshift({ from: middle, to });
      to = middle;
    } else {
      ranges.unshift({ from, to: middle });
      from = middle;
      whole = false;
    }
  }
  return whole ? ranges : [{ from, to }, ...ranges];
}

/** Whether `path` proves that `leaf` stands at `index` in the tree of `size` leaves with this root. */
export function checkInclusion(leaf: Hash, index: number, size: number, path: readonly Hash[], root: Hash): boolean {
  if (!(index >= 0 && index < size)) return false;
  const sides = inclusionRanges(index, size);
  if (sides.length !== path.length) return false;
  let hash = leaf;
  sides.forEach((side, i) => {
    const sibling = path[i] as Hash;
    hash = side.from > index ? nodeHash(hash, sibling) : nodeHash(sibling, hash);
  });
  return hash === root;
}

/** Whether `path` proves that the tree (size, root) continues the tree (old, oldRoot). */
export function checkConsistency(old: number, oldRoot: Hash, size: number, root: Hash, path: readonly Hash[]): boolean {
  if (!(old >= 0 && old <= size)) return false;
  if (old === size) return path.length === 0 && oldRoot === root;
  if (old === 0) return path.length === 0 && oldRoot === EMPTY_ROOT;
  const ranges = consistencyRanges(old, size);
  if (ranges.length !== path.length) return false;
  const first = ranges[0] as Range;
  const inside = first.to === old;
  let older = inside ? (path[0] as Hash) : oldRoot;
  let newer = older;
  for (let i = inside ? 1 : 0; i < ranges.length; i++) {
    const sibling = path[i] as Hash;
    if ((ranges[i] as Range).to <= old) {
      older = nodeHash(sibling, older);
      newer = nodeHash(sibling, newer);
    } else newer = nodeHash(newer, sibling);
  }
  return older === oldRoot && newer === root;
}

/** `vectors/trees.json`: roots of all trees up to 130 entries, and the proofs of those whose shape tells the most. */
import { hex } from "../bytes.ts";
import { consistencyPath, entryOf, inclusionPath, MOST, RULE, rootAt, spelt } from "./leaves.ts";

/** Every shape of up to three levels; then perfect trees, one less, one more, and two perfect trees side by side of unlike height. */
const SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17, 31, 33, 64, MOST];

const upTo = (size: number): number[] => Array.from({ length: size }, (_, i) => i);

/** The file, as a value. The position in a list is the number that is not written: size of a root, index of a leaf, older size. */
export function treeVectors(): object {
  return {
    rule: RULE,
    entries: upTo(4).map((i) => hex(entryOf(i))),
    roots: upTo(MOST + 1).map((size) => spelt(rootAt(size))),
    inclusion: SIZES.map((size) => ({ size, paths: upTo(size).map((index) => inclusionPath(index, size).map(spelt)) })),
    consistency: SIZES.map((size) => ({ size, paths: upTo(size + 1).map((old) => consistencyPath(old, size).map(spelt)) })),
  };
}

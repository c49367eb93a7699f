/** `vectors/proofs-refused.json`: sound proofs, each spoiled in one way. A checker that accepts one of them can be deceived. */
import { EMPTY_ROOT, type Hash, nodeHash } from "../hash.ts";
import { consistencyPath, inclusionPath, LEAVES, MOST, rootAt, spelt } from "./leaves.ts";

interface Inclusion {
  leaf: Hash;
  index: number;
  size: number;
  root: Hash;
  path: Hash[];
}
interface Consistency {
  old: number;
  oldRoot: Hash;
  size: number;
  root: Hash;
  path: Hash[];
}
/** What was done to a proof; undefined where it cannot be done to this one. */
type Spoil<Proof> = (proof: Proof) => Partial<Proof> | undefined;

const ZERO: Hash = "\0".repeat(32);
const flipped = (hash: Hash): Hash => String.fromCharCode(hash.charCodeAt(0) ^ 1) + hash.slice(1);
const leafAt = (index: number): Hash => LEAVES[index] as Hash;

/** Ways to spoil the path of either kind of proof. */
const PATH_SPOILS: Record<string, Spoil<{ path: Hash[] }>> = {
  "path: first two siblings swapped": ({ path: [a, b, ...rest] }) => (a && b ? { path: [b, a, ...rest] } : undefined),
  "path: first hash missing": ({ path }) => (path.length > 0 ? { path: path.slice(1) } : undefined),
  "path: last hash missing": ({ path }) => (path.length > 1 ? { path: path.slice(0, -1) } : undefined),
  "path: one hash too many, before": ({ path }) => ({ path: [ZERO, ...path] }),
  "path: one hash too many, behind": ({ path }) => ({ path: [...path, ZERO] }),
  "path: empty where one is needed": ({ path }) => (path.length > 1 ? { path: [] } : undefined),
  "path: one bit of the last hash changed": ({ path }) => {
    const last = path.at(-1);
    return last === undefined ? undefined : { path: [...path.slice(0, -1), flipped(last)] };
  },
};

const INCLUSION_SPOILS: Record<string, Spoil<Inclusion>> = {
  "root: one bit changed": ({ root }) => ({ root: flipped(root) }),
  "root: of the tree with one entry more": ({ size }) => (size < MOST ? { root: rootAt(size + 1) } : undefined),
  "index: the neighbour's": ({ index, size }) => ((index ^ 1) < size ? { index: index ^ 1 } : undefined),
  "index: beyond the tree": ({ size }) => ({ index: size }),
  "leaf: another entry's": ({ index }) => ({ leaf: leafAt((index + 1) % MOST) }),
  "leaf: the node above, with the rest of its path": ({ leaf, index, size, path: [sibling, ...rest] }) =>
    sibling !== undefined && (index | 1) < size ? { leaf: above(leaf, sibling, index), path: rest } : undefined,
  ...PATH_SPOILS,
};

function above(leaf: Hash, sibling: Hash, index: number): Hash {
  return index % 2 === 0 ? nodeHash(leaf, sibling) : nodeHash(sibling, leaf);
}

const CONSISTENCY_SPOILS: Record<string, Spoil<Consistency>> = {
  "root: one bit changed": ({ root }) => ({ root: flipped(root) }),
  "root: one bit of the older changed": ({ oldRoot }) => ({ oldRoot: flipped(oldRoot) }),
  "root: older and newer exchanged": ({ root, oldRoot }) => ({ root: oldRoot, oldRoot: root }),
  "size: the older is one less than its root says": ({ old }) => (old > 1 ? { old: old - 1 } : undefined),
  "size: the older tree is the larger": ({ old, size }) => ({ old: size, size: old }),
  "size: the older tree is the larger, with its root": ({ old, oldRoot, size, root }) => ({
    old: size,
    oldRoot: root,
    size: old,
    root: oldRoot,
  }),
  ...PATH_SPOILS,
};

const PLACES: readonly [index: number, size: number][] = [
  [0, 1],
  [0, 2],
  [2, 3],
  [5, 7],
  [4, 8],
  [8, 9],
  [100, MOST],
  [MOST - 1, MOST],
];
const GROWTHS: readonly [old: number, size: number][] = [
  [1, 2],
  [2, 3],
  [3, 7],
  [4, 7],
  [6, 8],
  [8, 9],
  [64, MOST],
  [65, MOST],
  [129, MOST],
];

function inclusionOf(index: number, size: number): Inclusion {
  return { leaf: leafAt(index), index, size, root: rootAt(size), path: inclusionPath(index, size) };
}

function consistencyOf(old: number, size: number): Consistency {
  return { old, oldRoot: rootAt(old), size, root: rootAt(size), path: consistencyPath(old, size) };
}

/** Trees of one size are consistent where they are the same tree, and the empty tree with every other: both without a path. */
const BORDERS: Record<string, Consistency> = {
  "same size: two roots": { ...consistencyOf(7, 7), oldRoot: rootAt(6) },
  "same size: with a path": { ...consistencyOf(7, 7), path: [rootAt(7)] },
  "empty tree: with a path": { ...consistencyOf(0, 7), path: [rootAt(7)] },
  "empty tree: with a root that is not the empty tree's": { ...consistencyOf(0, 7), oldRoot: rootAt(1) },
  "empty tree: as the newer one": { old: 1, oldRoot: rootAt(1), size: 0, root: EMPTY_ROOT, path: [] },
};

function spoiled<Proof extends { path: Hash[] }>(proof: Proof, spoils: Record<string, Spoil<Proof>>): object[] {
  return Object.entries(spoils).flatMap(([name, spoil]) => {
    const change = spoil(proof);
    return change === undefined ? [] : [written(name, { ...proof, ...change })];
  });
}

const written = (spoil: string, proof: object): object => ({
  spoil,
  ...Object.fromEntries(Object.entries(proof).map(([key, value]) => [key, spelling(value)])),
});

function spelling(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(spelling);
  return typeof value === "string" ? spelt(value) : value;
}

/** The file, as a value. */
export function refusedProofs(): object {
  return {
    inclusion: PLACES.flatMap(([index, size]) => spoiled(inclusionOf(index, size), INCLUSION_SPOILS)),
    consistency: [
      ...GROWTHS.flatMap(([old, size]) => spoiled(consistencyOf(old, size), CONSISTENCY_SPOILS)),
      ...Object.entries(BORDERS).map(([name, proof]) => written(name, proof)),
    ],
  };
}

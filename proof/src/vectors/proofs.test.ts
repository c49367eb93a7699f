import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fromLatin1, hex, toLatin1 } from "../bytes.ts";
import { leafHash } from "../hash.ts";
import { checkConsistency, checkInclusion } from "../proofs.ts";
import { rootOf } from "../tree.ts";

interface Paths {
  size: number;
  paths: string[][];
}
interface Trees {
  entries: string[];
  roots: string[];
  inclusion: Paths[];
  consistency: Paths[];
}
interface Inclusion {
  spoil: string;
  leaf: string;
  index: number;
  size: number;
  root: string;
  path: string[];
}
interface Consistency {
  spoil: string;
  old: number;
  oldRoot: string;
  size: number;
  root: string;
  path: string[];
}

const load = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), "utf8"));
const trees = load("trees") as Trees;
const refused = load("proofs-refused") as { inclusion: Inclusion[]; consistency: Consistency[] };

/** A second opinion, from the definitions of RFC 9162 alone and on other means: hex, recursion, `createHash`. */
const digest = (...parts: string[]): string =>
  createHash("sha256")
    .update(Buffer.from(parts.join(""), "hex"))
    .digest("hex");
/** 2.1.1: largest power of two smaller than n. */
const splitOf = (n: number): number => 2 ** Math.ceil(Math.log2(n) - 1);
const inner = (left: string, right: string): string => digest("01", left, right);

/** 2.1.1 */
function mth(d: string[]): string {
  if (d.length === 0) return digest();
  if (d.length === 1) return digest("00", d[0] ?? "");
  const k = splitOf(d.length);
  return inner(mth(d.slice(0, k)), mth(d.slice(k)));
}

/** 2.1.3.1 */
function pathOf(m: number, d: string[]): string[] {
  if (d.length === 1) return [];
  const k = splitOf(d.length);
  return m < k ? [...pathOf(m, d.slice(0, k)), mth(d.slice(k))] : [...pathOf(m - k, d.slice(k)), mth(d.slice(0, k))];
}

/** 2.1.4.1 */
function subproof(m: number, d: string[], b: boolean): string[] {
  if (m === d.length) return b ? [] : [mth(d)];
  const k = splitOf(d.length);
  return m <= k ? [...subproof(m, d.slice(0, k), b), mth(d.slice(k))] : [...subproof(m - k, d.slice(k), false), mth(d.slice(0, k))];
}

const odd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);

/** 2.1.3.2 */
function includes({ leaf, index, size, path, root }: Omit<Inclusion, "spoil">): boolean {
  if (index >= size) return false;
  let [fn, sn, r] = [index, size - 1, leaf];
  for (const p of path) {
    if (sn === 0) return false;
    if (odd(fn) || fn === sn) {
      r = inner(p, r);
      while (!odd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else r = inner(r, p);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && r === root;
}

/** 2.1.4.2, for an older tree that is smaller and not empty; else as the README of the vectors says. */
function continues({ old, oldRoot, size, root, path }: Omit<Consistency, "spoil">): boolean {
  if (old > size) return false;
  if (old === size || old === 0) return path.length === 0 && oldRoot === (old === 0 ? mth([]) : root);
  if (path.length === 0) return false;
  const [first, ...rest] = Number.isInteger(Math.log2(old)) ? [oldRoot, ...path] : path;
  let [fn, sn, fr, sr] = [old - 1, size - 1, first ?? "", first ?? ""];
  while (odd(fn)) [fn, sn] = [half(fn), half(sn)];
  for (const c of rest) {
    if (sn === 0) return false;
    if (odd(fn) || fn === sn) {
      [fr, sr] = [inner(c, fr), inner(c, sr)];
      while (!odd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else sr = inner(sr, c);
    [fn, sn] = [half(fn), half(sn)];
  }
  return fr === oldRoot && sr === root && sn === 0;
}

/** The rule of the README, spelt out a second time. */
const entries = Array.from({ length: 130 }, (_, i) => Buffer.from(Array.from({ length: i }, (_, j) => (i + j) % 256)).toString("hex"));
const hashOf = (text: string): string => toLatin1(Buffer.from(text, "hex"));
const hashesOf = (path: string[]): string[] => path.map(hashOf);
const leafAt = (index: number): string => digest("00", entries[index] ?? "");
const rootAt = (size: number): string => trees.roots[size] ?? "";

describe("the trees of the vectors", () => {
  it("have entries by the rule, and the roots that RFC 9162 defines for 0 to 130 of them", () => {
    expect(trees.entries).toEqual(entries.slice(0, trees.entries.length));
    expect(trees.roots).toEqual(Array.from({ length: 131 }, (_, size) => mth(entries.slice(0, size))));
  });

  it("have these roots by our own tree too", () => {
    const leaves = entries.map((entry) => leafHash(Buffer.from(entry, "hex")));
    expect(trees.roots).toEqual(trees.roots.map((_, size) => hex(fromLatin1(rootOf(leaves.slice(0, size))))));
  });

  it.each(trees.inclusion)("prove every entry of $size with the path that RFC 9162 defines", ({ size, paths }) => {
    expect(paths).toEqual(entries.slice(0, size).map((_, index) => pathOf(index, entries.slice(0, size))));
    for (const [index, path] of paths.entries()) {
      const proof = { leaf: leafAt(index), index, size, path, root: rootAt(size) };
      expect(includes(proof)).toBe(true);
      expect(checkInclusion(hashOf(proof.leaf), index, size, hashesOf(path), hashOf(proof.root))).toBe(true);
    }
  });

  it.each(trees.consistency)("prove that $size entries continue every smaller tree, as RFC 9162 defines", ({ size, paths }) => {
    expect(paths.length).toBe(size + 1);
    expect(paths.slice(1)).toEqual(entries.slice(0, size).map((_, i) => subproof(i + 1, entries.slice(0, size), true)));
    for (const [old, path] of paths.entries()) {
      const proof = { old, oldRoot: rootAt(old), size, root: rootAt(size), path };
      expect(continues(proof)).toBe(true);
      expect(checkConsistency(old, hashOf(proof.oldRoot), size, hashOf(proof.root), hashesOf(path))).toBe(true);
    }
  });
});

describe("the spoiled proofs of the vectors", () => {
  it.each(refused.inclusion)("do not prove entry $index of $size: $spoil", (proof) => {
    const { leaf, index, size, path, root } = proof;
    expect(checkInclusion(hashOf(leaf), index, size, hashesOf(path), hashOf(root))).toBe(false);
    expect(includes(proof)).toBe(false);
  });

  it.each(refused.consistency)("do not prove that $size continue $old: $spoil", (proof) => {
    const { old, oldRoot, size, root, path } = proof;
    expect(checkConsistency(old, hashOf(oldRoot), size, hashOf(root), hashesOf(path))).toBe(false);
    expect(continues(proof)).toBe(false);
  });
});

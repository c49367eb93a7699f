import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bundleBytes } from "./bundle.ts";
import { type Hash, leafHash } from "./hash.ts";
import { checkConsistency, checkInclusion } from "./proofs.ts";
import { publishedTree, TreeDamaged } from "./published-tree.ts";
import type { JournalReader } from "./reader.ts";
import { bundlePath, tilePath } from "./tiles.ts";
import { rootOf } from "./tree.ts";
import { published } from "./vectors/publish.ts";

const MOST = 66_000;
const entries = Array.from({ length: MOST }, (_, i) => Buffer.from(`{"i":${i}}`));
const leaves = entries.map((entry) => leafHash(entry));

const reading = (files: Map<string, Uint8Array>, read: string[] = []): JournalReader => ({
  read: async (path) => {
    read.push(path);
    return files.get(path);
  },
});

describe("a published tree", () => {
  const SIZES = [1, 2, 255, 256, 257, 511, 512, 600, 65_535, 65_536, 65_537, MOST];
  const logs = new Map(SIZES.map((size) => [size, published(entries.slice(0, size)).files]));
  const roots = new Map(SIZES.map((size) => [size, rootOf(leaves.slice(0, size))]));
  const anyLog = fc.constantFrom(...SIZES).chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)));

  it("proves each entry, and each earlier size, from its tiles alone", async () => {
    await fc.assert(
      fc.asyncProperty(anyLog, async ([size, at]) => {
        const tree = publishedTree(reading(logs.get(size) ?? new Map()), size);
        const root = roots.get(size) as Hash;
        expect(await tree.entry(at)).toEqual(new Uint8Array(entries[at] ?? []));
        expect(checkInclusion(leaves[at] as Hash, at, size, await tree.inclusion(at), root)).toBe(true);
        const old = at + 1;
        const oldRoot = rootOf(leaves.slice(0, old));
        expect(await tree.rootAt(old)).toBe(oldRoot);
        expect(checkConsistency(old, oldRoot, size, root, await tree.consistency(old))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it("reads few files, each once, however long the log is", async () => {
    const read: string[] = [];
    const tree = publishedTree(reading(logs.get(MOST) ?? new Map(), read), MOST);
    await tree.entry(40_000);
    await tree.inclusion(40_000);
    await tree.consistency(50_000);
    expect(read.length).toBeLessThan(20);
    expect(new Set(read).size).toBe(read.length);
  });

  it("names the tile or the entry that is missing or altered", async () => {
    const spoilt = new Map(logs.get(600));
    spoilt.delete(tilePath(0, 1, 256));
    spoilt.set(bundlePath(0, 256), bundleBytes(entries.slice(1, 257)));
    const tree = publishedTree(reading(spoilt), 600);
    await expect(tree.inclusion(300)).rejects.toThrow(new TreeDamaged("tile", "0/1"));
    await expect(tree.entry(7)).rejects.toThrow(new TreeDamaged("entry", "7"));
    await expect(publishedTree(reading(new Map(logs.get(600))), 700).inclusion(3)).rejects.toThrow(TreeDamaged);
  });
});

import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromLatin1, hex } from "./bytes.ts";
import { EMPTY_ROOT, type Hash, leafHash, sha256 } from "./hash.ts";
import { checkConsistency, checkInclusion, consistencyRanges, inclusionRanges } from "./proofs.ts";
import { plainSha256 } from "./sha256.ts";
import { Edge, rootOf } from "./tree.ts";

const spell = (hash: Hash): string => hex(fromLatin1(hash));

/** The eight entries of the RFC 6962 reference tests, and the roots of their first n. */
const ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"].map((text) =>
  leafHash(Buffer.from(text, "hex")),
);
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

describe("the tree", () => {
  it("gives the roots of the RFC 6962 reference tests", () => {
    expect(spell(EMPTY_ROOT)).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    ROOTS.forEach((root, i) => {
      expect(spell(rootOf(ENTRIES.slice(0, i + 1)))).toBe(root);
    });
  });

  it("hashes in browsers as in Node", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(hex(plainSha256(bytes))).toBe(createHash("sha256").update(bytes).digest("hex"));
        expect(spell(sha256(bytes))).toBe(hex(plainSha256(bytes)));
      }),
    );
  });

  const leaves = Array.from({ length: 300 }, (_, i) => leafHash(Buffer.from(String(i))));
  const rangeRoot = ({ from, to }: { from: number; to: number }): Hash => rootOf(leaves.slice(from, to));

  it("proves every leaf in every size, and no other leaf or place", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(299), fc.nat(299), (size, a, b) => {
        const index = a % size;
        const other = b % size;
        const path = inclusionRanges(index, size).map(rangeRoot);
        const root = rootOf(leaves.slice(0, size));
        expect(checkInclusion(leaves[index] as Hash, index, size, path, root)).toBe(true);
        if (other === index) return;
        expect(checkInclusion(leaves[other] as Hash, index, size, path, root)).toBe(false);
        expect(checkInclusion(leaves[index] as Hash, other, size, path, root)).toBe(false);
      }),
    );
  });

  it("proves that it only grew, and not that it changed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(300), (size, a) => {
        const old = a % (size + 1);
        const path = consistencyRanges(old, size).map(rangeRoot);
        const root = rootOf(leaves.slice(0, size));
        expect(checkConsistency(old, rootOf(leaves.slice(0, old)), size, root, path)).toBe(true);
        if (old > 0) expect(checkConsistency(old, sha256(Buffer.from("x")), size, root, path)).toBe(false);
      }),
    );
  });

  it("goes back to a copy without a trace", () => {
    const edge = new Edge();
    for (const leaf of leaves.slice(0, 77)) edge.push(leaf);
    const copy = edge.copy();
    for (const leaf of leaves.slice(77, 99)) edge.push(leaf);
    expect(copy.root()).toBe(rootOf(leaves.slice(0, 77)));
  });
});

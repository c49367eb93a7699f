import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fromLatin1, hex } from "../bytes.ts";
import { isWhole, leftBytes, PRUNED_KINDS, PrunedEntry, Pruning, parseLeft, prunedPath } from "../pruned.ts";

interface Vectors {
  kinds: string[];
  paths: { index: number; path: string }[];
  left: { hex: string; entries: ({ entry: string } | { leaf: string })[] }[];
  refused: { what: string; hex: string }[];
  sets: { rule: string; upto: number; gone: string; set: string }[];
}
const vectors = JSON.parse(readFileSync(new URL("../../vectors/pruned.json", import.meta.url), "utf8")) as Vectors;
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));

describe("the pruned entries of the vectors", () => {
  it("are of the kinds that end with their term", () => {
    expect(vectors.kinds).toEqual([...PRUNED_KINDS]);
  });

  it.each(vectors.paths)("of bundle $index lie at $path", ({ index, path }) => {
    expect(prunedPath(index)).toBe(path);
  });

  it.each(vectors.left)("are read and written so: $hex", ({ hex: text, entries }) => {
    const read = parseLeft(bytesOf(text)) ?? [];
    expect(read.map((one) => (isWhole(one) ? { entry: hex(one) } : { leaf: hex(fromLatin1(one.leaf)) }))).toEqual(entries);
    expect(hex(leftBytes(read))).toBe(text);
    // By other means: a length of 0 stands before 32 bytes.
    const again = entries.map((one) => {
      const body = "entry" in one ? one.entry : one.leaf;
      return ("entry" in one ? (body.length / 2).toString(16) : "").padStart(4, "0") + body;
    });
    expect(again.join("")).toBe(text);
  });

  it.each(vectors.refused)("are not these: $what", ({ hex: text }) => {
    expect(parseLeft(bytesOf(text))).toBeUndefined();
  });

  it.each(vectors.sets)("before $upto are told by their set: $rule", ({ upto, gone, set }) => {
    const pruning = new Pruning();
    for (const [index, bit] of [...gone].entries()) pruning.see(index, bit === "1" ? undefined : "consent");
    expect(pruning.setBefore(upto)).toBe(set);
    // By other means: eight at a time, the first one in the lowest bit.
    const bytes = (gone.match(/.{8}/g) ?? []).map((eight) => Number.parseInt([...eight].reverse().join(""), 2));
    expect(createHash("sha256").update(Buffer.from(bytes)).digest("hex")).toBe(set);
  });

  it("are known by the hash that stands in their place", () => {
    const [look] = vectors.left[1]?.entries ?? [];
    const entry = Buffer.from('\0{"typ":"look","v":1}');
    expect(look).toEqual({ leaf: createHash("sha256").update(entry).digest("hex") });
    expect(new PrunedEntry("x").leaf).toBe("x");
  });
});

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseBundle } from "../bundle.ts";
import { fromLatin1, hex } from "../bytes.ts";
import { leafHash } from "../hash.ts";
import { bundlePath, parseTile, tilePath } from "../tiles.ts";
import { rootOf } from "../tree.ts";
import { innerOf, leafOf } from "./second.ts";

interface File {
  path: string;
  bytes: number;
  sha256: string;
}
interface Vectors {
  width: number;
  paths: { level: number | "entries"; index: number; width: number; path: string }[];
  logs: { size: number; root: string; files: File[] }[];
  large: { size: number; root: string; count: number; list: string; some: File[] }[];
  three: { size: number; root: string; files: { path: string; hex: string }[] };
  refused: { what: string; size: number; path: string; hex: string }[];
}
const vectors = JSON.parse(readFileSync(new URL("../../vectors/tiles.json", import.meta.url), "utf8")) as Vectors;

/** A second opinion: rows of hashes halved again and again, cut into files. */
function publishedAgain(size: number): { root: string; files: Map<string, Buffer> } {
  const entries = Array.from({ length: size }, (_, i) => Buffer.from(`${i}`));
  const files = new Map<string, Buffer>();
  const cut = <T>(all: T[], name: string, made: (part: T[]) => Buffer): void => {
    for (let i = 0; i < all.length; i += 256) {
      const part = all.slice(i, i + 256);
      files.set(`tile/${name}/${numbered(i / 256)}${part.length < 256 ? `.p/${part.length}` : ""}`, made(part));
    }
  };
  cut(entries, "entries", (part) => Buffer.concat(part.flatMap((entry) => [Buffer.from([0, entry.length]), entry])));
  let row = entries.map((entry) => leafOf(entry.toString("hex")));
  const lone: string[] = [];
  for (let level = 0; row.length > 0; level++) {
    if (level % 8 === 0) cut(row, `${level / 8}`, (part) => Buffer.from(part.join(""), "hex"));
    if (row.length % 2 === 1) lone.push(row.at(-1) as string);
    row = Array.from({ length: Math.floor(row.length / 2) }, (_, i) => innerOf(row[2 * i] ?? "", row[2 * i + 1] ?? ""));
  }
  const root = lone.reduce((right, left) => (right === "" ? left : innerOf(left, right)), "");
  return { root: root === "" ? createHash("sha256").digest("hex") : root, files };
}

/** tlog-tiles, "Merkle Tree": three digits each, all but the last behind an x. */
function numbered(index: number): string {
  const digits = `${index}`.padStart(Math.ceil(`${index}`.length / 3) * 3, "0");
  const parts = digits.match(/.../g) ?? [];
  return parts.map((part, i) => (i < parts.length - 1 ? `x${part}` : part)).join("/");
}

const listed = (files: Map<string, Buffer>): File[] =>
  [...files.keys()].sort().map((path) => {
    const bytes = files.get(path) as Buffer;
    return { path, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
  });

describe("the tiles of the vectors", () => {
  it.each(vectors.paths)("lie at $path", ({ level, index, width, path }) => {
    expect(level === "entries" ? bundlePath(index, width) : tilePath(level, index, width)).toBe(path);
    expect(`tile/${level}/${numbered(index)}${width < vectors.width ? `.p/${width}` : ""}`).toBe(path);
  });

  it.each(vectors.logs)("of a log of $size are what the second implementation publishes too", ({ size, root, files }) => {
    const again = publishedAgain(size);
    expect([root, files]).toEqual([again.root, listed(again.files)]);
  });

  it.each(vectors.large)("of a log of $size are so too", ({ size, root, count, list, some }) => {
    const again = publishedAgain(size);
    const all = listed(again.files);
    const text = all.map(({ path, bytes, sha256 }) => `${path} ${bytes} ${sha256}\n`).join("");
    expect([root, count, list]).toEqual([again.root, all.length, createHash("sha256").update(text).digest("hex")]);
    expect(all).toEqual(expect.arrayContaining(some));
  });

  it("of a log of three stand there byte by byte", () => {
    const { files, root } = publishedAgain(vectors.three.size);
    expect(root).toBe(vectors.three.root);
    expect(vectors.three.files).toEqual([...files].map(([path, bytes]) => ({ path, hex: bytes.toString("hex") })));
  });

  it.each(vectors.refused)("are not these, at $path: $what", ({ size, path, hex: bytes }) => {
    const log = vectors.logs.find((one) => one.size === size) ?? vectors.three;
    const good = publishedAgain(size);
    expect(good.files.get(path)?.toString("hex")).not.toBe(bytes);
    const given = Uint8Array.from(Buffer.from(bytes, "hex"));
    if (path.startsWith("tile/entries/")) {
      const entries = parseBundle(given);
      const root = entries === undefined ? "" : hex(fromLatin1(rootOf(entries.map(leafHash))));
      expect(entries?.length === size && root === log.root).toBe(false);
      expect(rootAgain(given, size)).not.toBe(log.root);
    } else {
      expect(hex(fromLatin1((parseTile(given) ?? []).join("")))).not.toBe(good.files.get(path)?.toString("hex"));
    }
  });
});

/** The root of the bundle's entries, by other means; empty where they cannot be told apart or are not that many. */
function rootAgain(bundle: Uint8Array, size: number): string {
  const hashes: string[] = [];
  let rest = Buffer.from(bundle);
  while (rest.length >= 2 && rest.length >= 2 + rest.readUInt16BE()) {
    const end = 2 + rest.readUInt16BE();
    hashes.push(leafOf(rest.toString("hex", 2, end)));
    rest = rest.subarray(end);
  }
  const [a, b, c] = hashes;
  return rest.length > 0 || hashes.length !== size ? "" : innerOf(innerOf(a ?? "", b ?? ""), c ?? "");
}

/** `vectors/tiles.json`: the files of a published log (C2SP tlog-tiles), and files that must not pass for them. */
import { bundleBytes } from "../bundle.ts";
import { concat, fromLatin1, hex, utf8 } from "../bytes.ts";
import { leafHash, sha256 } from "../hash.ts";
import { bundlePath, TILE_WIDTH, tilePath } from "../tiles.ts";
import { spelt } from "./leaves.ts";
import { published } from "./publish.ts";

const SMALL = [0, 1, 2, 255, 256, 257, 511, 512, 513];
/** Three levels of tiles: one hash at the top, and more below than one tile holds. */
const LARGE = [65_535, 65_536, 65_537, 70_000];

/** The digits of `i`: of unlike lengths, and none that a table could be mistaken for. */
export const digitsOf = (i: number): Uint8Array => utf8(String(i));
const logOf = (size: number) => published(Array.from({ length: size }, (_, i) => digitsOf(i)));

interface File {
  path: string;
  bytes: number;
  sha256: string;
}
const filesOf = (files: ReadonlyMap<string, Uint8Array>): File[] =>
  [...files]
    .map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: spelt(sha256(bytes)) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));

/** Too many to list them all: the partial ones, those above the lowest level, and a hash over the list. */
function largeLog(size: number): object {
  const { files, root } = logOf(size);
  const all = filesOf(files);
  const list = all.map(({ path, bytes, sha256: hash }) => `${path} ${bytes} ${hash}\n`).join("");
  const some = all.filter(({ path }) => path.includes(".p/") || /^tile\/[1-9]/.test(path));
  return { size, root: spelt(root), count: all.length, list: spelt(sha256(utf8(list))), some };
}

/** Which file it is, by level ("entries" for bundles), index and width. */
const PATHS: readonly [level: number | "entries", index: number, width: number][] = [
  [0, 0, 256],
  [0, 0, 1],
  [0, 999, 255],
  [0, 1000, 256],
  [0, 1001, 7],
  [1, 67, 256],
  [2, 999_999, 256],
  [0, 1_000_000, 256],
  [0, 1_234_067, 42],
  [5, 35_184_372_088_831, 256],
  ["entries", 0, 256],
  ["entries", 273, 112],
  ["entries", 1_234_067, 255],
];

const pathOf = (level: number | "entries", index: number, width: number): string =>
  level === "entries" ? bundlePath(index, width) : tilePath(level, index, width);

interface Refused {
  what: string;
  size: number;
  path: string;
  bytes: Uint8Array;
}

/** The bundle of a log of three, spoiled. */
const THREE = [0, 1, 2].map(digitsOf);
const bundle = bundleBytes(THREE);
const [ZERO, ONE, TWO] = THREE as [Uint8Array, Uint8Array, Uint8Array];
const node = concat(fromLatin1(leafHash(ZERO)), fromLatin1(leafHash(ONE)));
const BUNDLES: readonly [what: string, bytes: Uint8Array][] = [
  ["an entry changed", bundleBytes([ZERO, TWO, TWO])],
  ["two entries swapped", bundleBytes([ONE, ZERO, TWO])],
  ["an entry taken out", bundleBytes([ZERO, TWO])],
  ["an entry taken out and the last repeated", bundleBytes([ZERO, TWO, TWO])],
  ["an entry more than its width says", bundleBytes([...THREE, utf8("3")])],
  ["an empty entry behind the last", concat(bundle, new Uint8Array(2))],
  ["the boundary of two entries shifted", bundleBytes([utf8("01"), new Uint8Array(0), TWO])],
  ["the two leaf hashes below a node in place of the entries", bundleBytes([node, TWO])],
  ["nothing", new Uint8Array(0)],
  ["cut in an entry", bundle.slice(0, -1)],
  ["cut in a length", concat(bundle.slice(0, -1), TWO, Uint8Array.of(0))],
  ["a length beyond the end", bundle.with(7, 2)],
  ["lengths of small end first", Uint8Array.from([1, 0, 48, 1, 0, 49, 1, 0, 50])],
  ["lengths of four bytes", Uint8Array.from([0, 0, 0, 1, 48, 0, 0, 0, 1, 49, 0, 0, 0, 1, 50])],
];

/** A tile of the same log, or of one with two levels. */
function spoiledTiles(): Refused[] {
  const low = tilePath(0, 0, 3);
  const good = logOf(3).files.get(low) as Uint8Array;
  const two = logOf(513).files;
  const high = tilePath(1, 0, 2);
  const upper = two.get(high) as Uint8Array;
  return [
    { what: "one bit changed", size: 3, path: low, bytes: good.with(95, (good[95] ?? 0) ^ 1) },
    { what: "two hashes swapped", size: 3, path: low, bytes: concat(good.slice(32, 64), good.slice(0, 32), good.slice(64)) },
    { what: "a hash more than its width says", size: 3, path: low, bytes: concat(good, good.slice(0, 32)) },
    { what: "a hash less than its width says", size: 3, path: low, bytes: good.slice(0, 64) },
    { what: "cut in a hash", size: 3, path: low, bytes: good.slice(0, -1) },
    { what: "a byte more", size: 3, path: low, bytes: concat(good, Uint8Array.of(0)) },
    { what: "nothing", size: 3, path: low, bytes: new Uint8Array(0) },
    { what: "in hex", size: 3, path: low, bytes: utf8(hex(good)) },
    { what: "the level above: one bit changed", size: 513, path: high, bytes: upper.with(0, (upper[0] ?? 0) ^ 1) },
    {
      what: "the level above: hashes of the level below",
      size: 513,
      path: high,
      bytes: (two.get(tilePath(0, 0)) as Uint8Array).slice(0, 64),
    },
  ];
}

/** The file, as a value. */
export function tileVectors(): object {
  const low = bundlePath(0, 3);
  return {
    rule: "entry i is its index i in decimal digits, ASCII",
    width: TILE_WIDTH,
    paths: PATHS.map(([level, index, width]) => ({ level, index, width, path: pathOf(level, index, width) })),
    logs: SMALL.map((size) => {
      const { files, root } = logOf(size);
      return { size, root: spelt(root), files: filesOf(files) };
    }),
    large: LARGE.map(largeLog),
    three: { size: 3, root: spelt(logOf(3).root), files: [...logOf(3).files].map(([path, bytes]) => ({ path, hex: hex(bytes) })) },
    refused: [...BUNDLES.map(([what, bytes]): Refused => ({ what, size: 3, path: low, bytes })), ...spoiledTiles()].map(
      ({ what, size, path, bytes }) => ({ what, size, path, hex: hex(bytes) }),
    ),
  };
}

/** C2SP tlog-tiles: paths, and tiles as bytes. A tile holds up to 256 hashes; a partial one of W hashes ends in `.p/W`. */
import { fromLatin1, toLatin1 } from "./bytes.ts";
import type { Hash } from "./hash.ts";

/** Hashes in a full tile, entries in a full bundle: C2SP tlog-tiles. */
export const TILE_WIDTH = 256;

function indexPath(index: number): string {
  const last = String(index % 1000).padStart(3, "0");
  return index < 1000 ? last : `${prefixOf(Math.floor(index / 1000))}/${last}`;
}

function prefixOf(index: number): string {
  const part = `x${String(index % 1000).padStart(3, "0")}`;
  return index < 1000 ? part : `${prefixOf(Math.floor(index / 1000))}/${part}`;
}

const partial = (width: number): string => (width === TILE_WIDTH ? "" : `.p/${width}`);

/** Path of a tile of hashes from the journal's root; with fewer than 256 hashes a partial one (`.p/width`). */
export function tilePath(level: number, index: number, width = TILE_WIDTH): string {
  return `tile/${level}/${indexPath(index)}${partial(width)}`;
}

/** Path of an entry bundle, the same way. */
export function bundlePath(index: number, width = TILE_WIDTH): string {
  return `tile/entries/${indexPath(index)}${partial(width)}`;
}

/** The file of a tile: its hashes of 32 bytes one behind the other. */
export function tileBytes(hashes: readonly Hash[]): Uint8Array {
  return fromLatin1(hashes.join(""));
}

/** Undefined where the bytes are no row of hashes. */
export function parseTile(bytes: Uint8Array): Hash[] | undefined {
  if (bytes.length === 0 || bytes.length % 32 !== 0 || bytes.length > TILE_WIDTH * 32) return undefined;
  const hashes: Hash[] = [];
  for (let at = 0; at < bytes.length; at += 32) hashes.push(toLatin1(bytes.subarray(at, at + 32)));
  return hashes;
}

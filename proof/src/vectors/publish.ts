/** Bundles and tiles of a log as C2SP tlog-tiles wants them published, full and partial, by their paths. */
import { bundleBytes } from "../bundle.ts";
import { type Hash, leafHash } from "../hash.ts";
import { bundlePath, TILE_WIDTH, tileBytes, tilePath } from "../tiles.ts";
import { Edge } from "../tree.ts";

export interface Published {
  files: Map<string, Uint8Array>;
  root: Hash;
}

export function published(entries: readonly Uint8Array[]): Published {
  const files = new Map<string, Uint8Array>();
  const edge = new Edge();
  const rows: Hash[][] = [];
  for (const entry of entries)
    edge.push(leafHash(entry), (level, hash) => {
      rows[level] ??= [];
      rows[level].push(hash);
    });
  for (const [index, part] of cut(entries)) files.set(bundlePath(index, part.length), bundleBytes(part));
  for (const [level, row] of rows.entries())
    for (const [index, part] of cut(row)) files.set(tilePath(level, index, part.length), tileBytes(part));
  return { files, root: edge.root() };
}

function cut<T>(all: readonly T[]): [index: number, part: T[]][] {
  return Array.from({ length: Math.ceil(all.length / TILE_WIDTH) }, (_, i) => [i, all.slice(i * TILE_WIDTH, (i + 1) * TILE_WIDTH)]);
}

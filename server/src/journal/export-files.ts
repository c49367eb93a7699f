import { bundleBytes, bundlePath, type JournalReader, parseBundle, prunedPath, readGrown, TILE_WIDTH, tilePath } from "@mercusuar/proof";

/** One file of an export: a bundle of entries, or a tile of the tree. */
export interface ExportFile {
  path: string;
  /** Entries or hashes in it. */
  width: number;
  /** Where it lies once entries of it were pruned: one of the two is there. */
  pruned?: string;
  /** The bytes as an export of this size holds them; undefined where the journal has lost them. */
  read(reader: JournalReader): Promise<Uint8Array | undefined>;
}

/** All files of a journal of this size, bundles first, in the order of the tree. */
export function* exportFiles(size: number): Generator<ExportFile> {
  for (const { index, width } of rowOf(size))
    yield {
      path: bundlePath(index, width),
      width,
      ...(width === TILE_WIDTH ? { pruned: prunedPath(index) } : {}),
      read: (reader) => bundle(reader, index, width),
    };
  for (let level = 0, nodes = size; nodes > 0; level++, nodes = Math.floor(nodes / TILE_WIDTH))
    for (const { index, width } of rowOf(nodes))
      yield { path: tilePath(level, index, width), width, read: (reader) => tile(reader, level, index, width) };
}

function* rowOf(nodes: number): Generator<{ index: number; width: number }> {
  for (let index = 0; index * TILE_WIDTH < nodes; index++) yield { index, width: Math.min(TILE_WIDTH, nodes - index * TILE_WIDTH) };
}

/** A journal that grew holds more in the file than was signed at this size; what cannot be cut is copied as it lies, so that the damage stays. */
async function bundle(reader: JournalReader, index: number, width: number): Promise<Uint8Array | undefined> {
  const file = await readGrown(reader, (w) => bundlePath(index, w), width);
  if (file === undefined || file.exact) return file?.bytes;
  const entries = parseBundle(file.bytes);
  return entries === undefined ? file.bytes : bundleBytes(entries.slice(0, width));
}

async function tile(reader: JournalReader, level: number, index: number, width: number): Promise<Uint8Array | undefined> {
  const file = await readGrown(reader, (w) => tilePath(level, index, w), width);
  return file?.exact ? file.bytes : file?.bytes.subarray(0, width * 32);
}

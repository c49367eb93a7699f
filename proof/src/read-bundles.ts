/** The entry bundles of a journal one after the other, up to a size. */
import { parseBundle } from "./bundle.ts";
import { type EntryLeft, parseLeft, prunedPath } from "./pruned.ts";
import { type JournalReader, readGrown } from "./reader.ts";
import { bundlePath, TILE_WIDTH } from "./tiles.ts";
import type { Finding } from "./verdict.ts";

export interface ReadBundle {
  entries: EntryLeft[];
  /** Why the journal cannot be read beyond these entries. */
  fault?: Finding;
}

/** From bundle `from` on; ends after the first bundle with a fault. */
export async function* bundlesOf(reader: JournalReader, size: number, from = 0): AsyncGenerator<ReadBundle> {
  for (let index = from; index * TILE_WIDTH < size; index++) {
    const bundle = await readBundle(reader, index, Math.min(TILE_WIDTH, size - index * TILE_WIDTH));
    yield bundle;
    if (bundle.fault !== undefined) return;
  }
}

/** Bundle `index`, of which `width` entries (1 to 256) are asked for. */
export async function readBundle(reader: JournalReader, index: number, width: number): Promise<ReadBundle> {
  const first = index * TILE_WIDTH;
  const where = bundlePath(index, width);
  const file = await readGrown(reader, (w) => bundlePath(index, w), width);
  if (file === undefined)
    return (await readLeft(reader, index, width)) ?? { entries: [], fault: { code: "E_MISSING", index: first, where } };
  const entries = parseBundle(file.bytes);
  if (entries === undefined) return { entries: [], fault: { code: "E_BUNDLE", index: first, where } };
  // Bytes beyond the count would be an entry that nobody signed.
  if (file.exact && entries.length > width)
    return { entries: entries.slice(0, width), fault: { code: "E_BUNDLE", index: first + width, where } };
  if (entries.length < width) return { entries, fault: { code: "E_MISSING", index: first + entries.length, where } };
  return { entries: entries.slice(0, width) };
}

/** What pruning has left of a full bundle. */
async function readLeft(reader: JournalReader, index: number, width: number): Promise<ReadBundle | undefined> {
  const bytes = width === TILE_WIDTH ? await reader.read(prunedPath(index)) : undefined;
  if (bytes === undefined) return undefined;
  const entries = parseLeft(bytes);
  if (entries?.length === TILE_WIDTH) return { entries };
  return { entries: [], fault: { code: "E_BUNDLE", index: index * TILE_WIDTH, where: prunedPath(index) } };
}

import { PRUNED_KINDS, TILE_WIDTH } from "@mercusuar/proof";
import { publishedSize, readEntries } from "@mercusuar/proof/node";

/** What pruning would end. */
export interface PrunePreview {
  /** Entries before this one; a multiple of 256, for only whole bundles end. 0: none. */
  upto: number;
  /** How many of them end, by kind. */
  kinds: Record<string, number>;
  count: number;
}

/**
 * Reads the journal's files, and changes nothing. The keeper, which alone decides, goes by its batches: it may end one bundle less.
 * @param dir the data directory
 */
export async function previewPruning(dir: string, before: Date, signal?: AbortSignal): Promise<PrunePreview> {
  const end = await firstFrom(dir, before.toISOString(), signal);
  const upto = end - (end % TILE_WIDTH);
  const kinds: Record<string, number> = {};
  let count = 0;
  for await (const { entry } of readEntries(dir, 0, upto)) {
    signal?.throwIfAborted();
    if (!PRUNED_KINDS.has(entry.typ)) continue;
    kinds[entry.typ] = (kinds[entry.typ] ?? 0) + 1;
    count++;
  }
  return { upto, kinds, count };
}

/** Index of the first entry from an instant on; the journal's size where there is none. */
async function firstFrom(dir: string, instant: string, signal?: AbortSignal): Promise<number> {
  for await (const { index, entry } of readEntries(dir)) {
    signal?.throwIfAborted();
    if (entry.ts >= instant) return index;
  }
  return publishedSize(dir);
}

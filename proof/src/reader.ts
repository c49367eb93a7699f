import type { EntryLeft } from "./pruned.ts";
import { TILE_WIDTH } from "./tiles.ts";

/** How the verifier sees a journal: files by their C2SP path, wherever they lie. */
export interface JournalReader {
  /** The file, or undefined where there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  /**
   * Batches with their own signed checkpoints, oldest first, where they are kept: they bound the damage. The entries of a batch hold until
   * the next one is asked for.
   */
  kept?(): AsyncIterable<KeptBatch>;
}

/** A batch of a keeper: index of its first entry, its entries, the signed note over the tree after the last of them. */
export interface KeptBatch {
  first: number;
  entries: EntryLeft[];
  note: string;
}

/** A file as it was found. */
export interface GrownFile {
  bytes: Uint8Array;
  /** Whether it is the very one: else the full one, which may hold more. */
  exact: boolean;
}

/**
 * A bundle or tile of a log that may have grown since its checkpoint was read: a partial file is then replaced by the full one.
 * @param path of the file with so many entries or hashes; without a number, of the full one
 * @param width entries or hashes that are asked for, 1 to 256
 */
export async function readGrown(reader: JournalReader, path: (width?: number) => string, width: number): Promise<GrownFile | undefined> {
  const exact = await reader.read(path(width));
  if (exact !== undefined) return { bytes: exact, exact: true };
  const full = width === TILE_WIDTH ? undefined : await reader.read(path());
  return full && { bytes: full, exact: false };
}

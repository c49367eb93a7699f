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

/** A batch of a keeper: index of its first entry, its entries as bytes, the signed note over the tree after the last of them. */
export interface KeptBatch {
  first: number;
  entries: Uint8Array[];
  note: string;
}

/** Entries of bundle `index`, at least `width` of them: a partial bundle may have been replaced by the full one of a grown log. */
export async function readGrown(reader: JournalReader, path: (width?: number) => string, width: number): Promise<Uint8Array | undefined> {
  return (await reader.read(path(width))) ?? (width === 256 ? undefined : await reader.read(path()));
}

import { Edge, type Hash, inclusionRanges, leafOf } from "@mercusuar/proof";
import { readJournalDir } from "@mercusuar/proof/node";

/**
 * RFC 6962 audit path of an entry in the tree of the first `size`, from the batches: of a tree that has grown since, the tiles at its right
 * edge are gone. Holds no more than a path, however long the journal is.
 */
export async function inclusionFromBatches(root: string, index: number, size: number): Promise<Hash[]> {
  const ranges = inclusionRanges(index, size).map((range) => ({ ...range, edge: new Edge() }));
  for await (const { first, entries } of readJournalDir(root).kept?.() ?? []) {
    if (first >= size) break;
    entries.forEach((entry, place) => {
      const at = first + place;
      ranges.find(({ from, to }) => from <= at && at < to)?.edge.push(leafOf(entry));
    });
  }
  return ranges.map(({ edge }) => edge.root());
}

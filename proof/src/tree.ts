/** RFC 6962 tree that only grows: it keeps the roots of its perfect subtrees ("peaks"), 32 bytes a level. */
import { EMPTY_ROOT, type Hash, nodeHash } from "./hash.ts";

/** Told of each finished subtree of 2^level leaves whose level is a multiple of 8: what tiles are made of. */
export type TileNode = (tileLevel: number, hash: Hash) => void;

/** The right edge of a Merkle tree (RFC 6962) that grows leaf by leaf: all that is kept of any number of leaves to know their root. */
export class Edge {
  size = 0;
  private peaks: Hash[] = [];

  /** @param join how two subtrees become one, where their hashes are known already */
  push(leaf: Hash, onTileNode?: TileNode, join: (left: Hash, right: Hash) => Hash = nodeHash): void {
    let level = 0;
    let hash = leaf;
    onTileNode?.(0, hash);
    for (let left = this.size; left % 2 === 1; left = (left - 1) / 2) {
      hash = join(this.peaks[level] as Hash, hash);
      level++;
      if (level % 8 === 0) onTileNode?.(level / 8, hash);
    }
    this.peaks[level] = hash;
    this.size++;
  }

  /** Root of all leaves so far. */
  root(): Hash {
    let acc: Hash | undefined;
    for (let level = 0, left = this.size; left > 0; level++, left = Math.floor(left / 2)) {
      if (left % 2 === 0) continue;
      const peak = this.peaks[level] as Hash;
      acc = acc === undefined ? peak : nodeHash(peak, acc);
    }
    return acc ?? EMPTY_ROOT;
  }

  /** A copy to go back to when a batch cannot be made durable. */
  copy(): Edge {
    const copy = new Edge();
    copy.size = this.size;
    copy.peaks = this.peaks.slice();
    return copy;
  }
}

/** Root of the leaves given. */
export function rootOf(leaves: readonly Hash[]): Hash {
  const edge = new Edge();
  for (const leaf of leaves) edge.push(leaf);
  return edge.root();
}

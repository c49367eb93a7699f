/** Consistency proofs and roots from the published tiles: a witness is shown what everybody can see. */
import {
  consistencyRanges,
  EMPTY_ROOT,
  type Hash,
  type JournalReader,
  nodeHash,
  parseTile,
  readGrown,
  rootOf,
  TILE_WIDTH,
  tilePath,
} from "@mercusuar/proof";

export class PublishedTree {
  private readonly reader: JournalReader;
  private readonly size: number;

  /** @param size of a tree that was published: all its tiles are there */
  constructor(reader: JournalReader, size: number) {
    this.reader = reader;
    this.size = size;
  }

  async proof(old: number): Promise<Hash[]> {
    const path: Hash[] = [];
    for (const { from, to } of consistencyRanges(old, this.size)) path.push(await this.root(from, to));
    return path;
  }

  /** Root of the first `size` leaves. */
  async rootAt(size: number): Promise<Hash> {
    return size === 0 ? EMPTY_ROOT : this.root(0, size);
  }

  /** RFC 6962: split at the largest power of two; what is perfect and lies in one tile is read at once. */
  private async root(from: number, to: number): Promise<Hash> {
    const count = to - from;
    let split = 1;
    while (split * 2 < count) split *= 2;
    if ((count === 1 || split * 2 === count) && from % count === 0) return this.perfect(from, count);
    return nodeHash(await this.root(from, from + split), await this.root(from + split, to));
  }

  private async perfect(from: number, count: number): Promise<Hash> {
    let level = 0;
    let width = 1;
    while (width * TILE_WIDTH <= count) {
      level++;
      width *= TILE_WIDTH;
    }
    const index = Math.floor(from / width / TILE_WIDTH);
    const row = await this.row(level, index, Math.floor(this.size / width) - index * TILE_WIDTH);
    const at = from / width - index * TILE_WIDTH;
    return rootOf(row.slice(at, at + count / width));
  }

  private async row(level: number, index: number, there: number): Promise<Hash[]> {
    const bytes = await readGrown(this.reader, (width) => tilePath(level, index, width), Math.min(TILE_WIDTH, there));
    const hashes = bytes === undefined ? undefined : parseTile(bytes);
    if (hashes === undefined || hashes.length < Math.min(TILE_WIDTH, there)) throw new Error(`tile ${level}/${index} is missing`);
    return hashes;
  }
}

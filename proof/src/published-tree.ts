/** A journal's tree, read from its tiles and not computed: a few files for each question, however long the journal is. */
import { EMPTY_ROOT, type Hash, nodeHash } from "./hash.ts";
import { consistencyRanges, inclusionRanges } from "./proofs.ts";
import { isWhole, leafOf } from "./pruned.ts";
import { readBundle } from "./read-bundles.ts";
import { type JournalReader, readGrown } from "./reader.ts";
import { parseTile, TILE_WIDTH, tilePath } from "./tiles.ts";
import { rootOf } from "./tree.ts";

/** A tile or an entry that a published tree must have is missing, or not what its tree says. */
export class TreeDamaged extends Error {
  readonly what: "tile" | "entry";
  /** `LEVEL/INDEX` of a tile, index of an entry. */
  readonly where: string;

  constructor(what: "tile" | "entry", where: string) {
    super(`${what} ${where} is missing or altered`);
    this.what = what;
    this.where = where;
  }
}

/** The term of an entry is over: its hash is all that is left of it. */
export class EntryPruned extends Error {
  readonly index: number;

  constructor(index: number) {
    super(`entry ${index} was pruned when its term was over: only its hash is left`);
    this.index = index;
  }
}

/** Nothing of it is believed because it could be read: the caller checks the proof. All throw {@link TreeDamaged}, `entry` also {@link EntryPruned}. */
export interface PublishedTree {
  /** Root of the first `size` leaves. */
  rootAt(size: number): Promise<Hash>;
  /** The bytes of an entry, compared with its leaf. */
  entry(index: number): Promise<Uint8Array>;
  /** RFC 6962 audit path of an entry. */
  inclusion(index: number): Promise<Hash[]>;
  /** RFC 6962 consistency proof with the tree of the first `old` leaves. */
  consistency(old: number): Promise<Hash[]>;
}

/** @param size of a tree that was published: all its tiles are there. Each tile is read once. */
export function publishedTree(reader: JournalReader, size: number): PublishedTree {
  const tile = tilesOf(reader, size);
  const root = (from: number, to: number) => rootOfRange(tile, from, to);
  const path = async (ranges: Iterable<{ from: number; to: number }>): Promise<Hash[]> => {
    const hashes: Hash[] = [];
    for (const { from, to } of ranges) hashes.push(await root(from, to));
    return hashes;
  };
  return {
    rootAt: async (at) => (at === 0 ? EMPTY_ROOT : root(0, at)),
    inclusion: (index) => path(inclusionRanges(index, size)),
    consistency: (old) => path(consistencyRanges(old, size)),
    async entry(index) {
      const of = Math.floor(index / TILE_WIDTH);
      const { entries } = await readBundle(reader, of, Math.min(TILE_WIDTH, size - of * TILE_WIDTH));
      const found = entries[index - of * TILE_WIDTH];
      if (found === undefined || leafOf(found) !== (await tile(0, of))[index - of * TILE_WIDTH])
        throw new TreeDamaged("entry", String(index));
      if (!isWhole(found)) throw new EntryPruned(index);
      return found;
    },
  };
}

type ReadTile = (level: number, index: number) => Promise<Hash[]>;

function tilesOf(reader: JournalReader, size: number): ReadTile {
  const seen = new Map<string, Promise<Hash[]>>();
  const read: ReadTile = async (level, index) => {
    const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH);
    const file = await readGrown(reader, (w) => tilePath(level, index, w), width);
    const hashes = file && parseTile(file.bytes);
    if (hashes === undefined || hashes.length < width) throw new TreeDamaged("tile", `${level}/${index}`);
    return hashes.slice(0, width);
  };
  return (level, index) => {
    const name = tilePath(level, index);
    const found = seen.get(name) ?? read(level, index);
    seen.set(name, found);
    return found;
  };
}

/** Root of the leaves `from` up to but not including `to`: a whole subtree, or a range that begins where one would. */
async function rootOfRange(tile: ReadTile, from: number, to: number): Promise<Hash> {
  const { level, width } = largestNodes(from, to);
  const end = to - ((to - from) % width);
  const nodes: Hash[] = [];
  for (let at = from / width; at < end / width; ) {
    const index = Math.floor(at / TILE_WIDTH);
    const until = Math.min(end / width, (index + 1) * TILE_WIDTH);
    nodes.push(...(await tile(level, index)).slice(at - index * TILE_WIDTH, until - index * TILE_WIDTH));
    at = until;
  }
  return end === to ? rootOf(nodes) : joinEdge(nodes, await rootOfRange(tile, end, to));
}

/** Level of the tiles whose nodes are the largest that fit the range, and how many leaves lie under each. */
function largestNodes(from: number, to: number): { level: number; width: number } {
  let level = 0;
  let width = 1;
  while (from % (width * TILE_WIDTH) === 0 && to - from >= width * TILE_WIDTH) {
    level++;
    width *= TILE_WIDTH;
  }
  return { level, width };
}

/** Nodes of one width and a smaller tree behind them, joined as RFC 6962 joins them: perfect subtrees from the left. */
function joinEdge(nodes: Hash[], tail: Hash): Hash {
  const peaks: Hash[] = [];
  for (let rest = nodes; rest.length > 0; ) {
    const take = 2 ** Math.floor(Math.log2(rest.length));
    peaks.push(rootOf(rest.slice(0, take)));
    rest = rest.slice(take);
  }
  return peaks.reduceRight((right, peak) => nodeHash(peak, right), tail);
}

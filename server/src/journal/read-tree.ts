import {
  bundlePath,
  type Hash,
  type JournalReader,
  leafHash,
  nodeHash,
  parseBundle,
  parseTile,
  readGrown,
  rootOf,
  TILE_WIDTH,
  tilePath,
} from "@mercusuar/proof";
import { type Problem, problem } from "../platform/problem.ts";

/** A journal's tree, read from its tiles and not computed: a few files for each question, however long the journal is. */
export interface ReadTree {
  /** Root of the leaves `from` up to but not including `to`: whole subtrees, or a range that ends at the tree's edge. */
  root(from: number, to: number): Promise<Hash>;
  /** The bytes of an entry, compared with its leaf. */
  entry(idx: number): Promise<Uint8Array>;
}

/** Nothing here is believed because it could be read: the caller checks the proof. Both throw `journal-damaged`. */
export function readTree(reader: JournalReader, size: number): ReadTree {
  const tile = tilesOf(reader, size);
  const root = async (from: number, to: number): Promise<Hash> => {
    const { level, width } = largestNodes(from, to);
    const end = to - ((to - from) % width);
    const nodes: Hash[] = [];
    for (let at = from / width; at < end / width; ) {
      const index = Math.floor(at / TILE_WIDTH);
      const until = Math.min(end / width, (index + 1) * TILE_WIDTH);
      nodes.push(...(await tile(level, index)).slice(at - index * TILE_WIDTH, until - index * TILE_WIDTH));
      at = until;
    }
    return end === to ? rootOf(nodes) : joinEdge(nodes, await root(end, to));
  };
  const entry = async (idx: number): Promise<Uint8Array> => {
    const index = Math.floor(idx / TILE_WIDTH);
    const bytes = await readGrown(reader, (w) => bundlePath(index, w ?? TILE_WIDTH), Math.min(TILE_WIDTH, size - index * TILE_WIDTH));
    const found = bytes && parseBundle(bytes)?.[idx - index * TILE_WIDTH];
    if (found === undefined || leafHash(found) !== (await tile(0, index))[idx - index * TILE_WIDTH])
      throw damaged(`catatan ${idx}`, `entry ${idx}`);
    return found;
  };
  return { root, entry };
}

/** Each tile is read once for a question. */
function tilesOf(reader: JournalReader, size: number) {
  const seen = new Map<string, Promise<Hash[]>>();
  const read = async (level: number, index: number): Promise<Hash[]> => {
    const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH);
    const bytes = await readGrown(reader, (w) => tilePath(level, index, w ?? TILE_WIDTH), width);
    const hashes = bytes && parseTile(bytes);
    if (hashes === undefined || hashes.length < width) throw damaged(`berkas pohon ${level}/${index}`, `tile ${level}/${index}`);
    return hashes.slice(0, width);
  };
  return (level: number, index: number): Promise<Hash[]> => {
    const name = tilePath(level, index);
    const found = seen.get(name) ?? read(level, index);
    seen.set(name, found);
    return found;
  };
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

/** `what` is missing or altered, in both languages: a number, never a value. */
export function damaged(id: string, en: string): Problem {
  return problem(
    "journal-damaged",
    { id: `Catatan akses rusak: ${id} tidak ada atau diubah.`, en: `The journal is damaged: ${en} is missing or altered.` },
    {
      status: 500,
      detail: { id: "Jalankan mercusuar journal verify.", en: 'Run "mercusuar journal verify".' },
    },
  );
}

import {
  bundlePath,
  fromLatin1,
  fromUtf8,
  type Hash,
  inclusionRanges,
  leafHash,
  nodeHash,
  parseBundle,
  parseCheckpoint,
  parseNote,
  parseTile,
  readGrown,
  rootOf,
  TILE_WIDTH,
  tilePath,
} from "@mercusuar/proof";
import { publishedSize, readJournalDir } from "@mercusuar/proof/node";

/**
 * Proof that an entry stands in the journal, as C2SP tlog-proof text: the entry in the extra line, its index, the inclusion
 * proof and the signed checkpoint. Anybody can check it offline.
 * @param dir the data directory or the journal in it
 * @returns undefined where the journal holds no such entry yet
 */
export async function receiptOf(dir: string, idx: number): Promise<string | undefined> {
  if (!Number.isSafeInteger(idx) || idx < 0 || idx >= (await publishedSize(dir))) return undefined;
  const reader = readJournalDir(dir);
  const checkpoint = fromUtf8((await reader.read("checkpoint")) ?? new Uint8Array());
  const size = parseCheckpoint(parseNote(checkpoint)?.text ?? "")?.size;
  if (size === undefined || idx >= size) return undefined;
  const tree = leavesOf(reader, size);
  const entry = await tree.entry(idx);
  const path: Hash[] = [];
  for (const { from, to } of inclusionRanges(idx, size)) path.push(await tree.root(from, to));
  const lines = ["c2sp.org/tlog-proof@v1", `extra ${base64(entry)}`, `index ${idx}`, ...path.map((hash) => base64(fromLatin1(hash)))];
  return `${lines.join("\n")}\n\n${checkpoint}`;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** Roots of ranges from the tiles: full subtrees of 256^n leaves are read, not computed. */
function leavesOf(reader: ReturnType<typeof readJournalDir>, size: number) {
  const tile = async (level: number, index: number): Promise<Hash[]> => {
    const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH);
    const bytes = await readGrown(reader, (w) => tilePath(level, index, w ?? TILE_WIDTH), width);
    const hashes = bytes && parseTile(bytes);
    if (hashes === undefined || hashes.length < width)
      throw new Error(`journal: tile ${level}/${index} is missing; run "mercusuar journal verify"`);
    return hashes.slice(0, width);
  };
  /** Ranges of a proof are whole subtrees or end at the tree's edge: cut into the largest tiles' nodes. */
  const root = async (from: number, to: number): Promise<Hash> => {
    let level = 0;
    let width = 1;
    while (from % (width * TILE_WIDTH) === 0 && to - from >= width * TILE_WIDTH) {
      level++;
      width *= TILE_WIDTH;
    }
    const end = to - ((to - from) % width);
    const nodes: Hash[] = [];
    for (let at = from / width; at < end / width; ) {
      const index = Math.floor(at / TILE_WIDTH);
      const row = await tile(level, index);
      const until = Math.min(end / width, (index + 1) * TILE_WIDTH);
      nodes.push(...row.slice(at - index * TILE_WIDTH, until - index * TILE_WIDTH));
      at = until;
    }
    return end === to ? rootOf(nodes) : joinEdge(nodes, await root(end, to));
  };
  const entry = async (idx: number): Promise<Uint8Array> => {
    const index = Math.floor(idx / TILE_WIDTH);
    const bytes = await readGrown(reader, (w) => bundlePath(index, w ?? TILE_WIDTH), Math.min(TILE_WIDTH, size - index * TILE_WIDTH));
    const found = bytes && parseBundle(bytes)?.[idx - index * TILE_WIDTH];
    if (found === undefined || leafHash(found) !== (await tile(0, index))[idx - index * TILE_WIDTH]) {
      throw new Error(`journal: entry ${idx} is missing or altered; run "mercusuar journal verify"`);
    }
    return found;
  };
  return { root, entry };
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

/** Compares the tiles on disk with the hashes that the entries give, each as soon as it is full. */
import type { Hash } from "./hash.ts";
import { type JournalReader, readGrown } from "./reader.ts";
import { parseTile, TILE_WIDTH, tilePath } from "./tiles.ts";
import type { Finding } from "./verdict.ts";

export class TileCheck {
  private readonly rows: Array<{ index: number; hashes: Hash[] }> = [];
  private readonly full: Array<{ level: number; index: number; hashes: Hash[] }> = [];
  private readonly reader: JournalReader;
  readonly findings: Finding[] = [];

  constructor(reader: JournalReader) {
    this.reader = reader;
  }

  /** A hash of the tree, in the order in which it comes about. */
  add(level: number, hash: Hash): void {
    this.rows[level] ??= { index: 0, hashes: [] };
    const row = this.rows[level];
    row.hashes.push(hash);
    if (row.hashes.length < TILE_WIDTH) return;
    this.full.push({ level, ...row });
    this.rows[level] = { index: row.index + 1, hashes: [] };
  }

  /** Compares the tiles that filled since the last call. */
  async settle(): Promise<void> {
    for (const { level, index, hashes } of this.full.splice(0)) await this.compare(level, index, hashes);
  }

  /** Compares what is left: the partial tiles at the right edge. */
  async finish(): Promise<void> {
    await this.settle();
    for (const [level, row] of this.rows.entries()) if (row.hashes.length > 0) await this.compare(level, row.index, row.hashes);
  }

  private async compare(level: number, index: number, hashes: Hash[]): Promise<void> {
    const where = tilePath(level, index, hashes.length);
    const file = await readGrown(this.reader, (width) => tilePath(level, index, width), hashes.length);
    if (file === undefined) {
      this.findings.push({ code: "E_MISSING", where });
      return;
    }
    const found = parseTile(file.bytes);
    // A file named after its width holds no more than that; the full one of a grown log does.
    const many = found?.length ?? 0;
    const wide = file.exact ? many === hashes.length : many >= hashes.length;
    if (found === undefined || !wide || hashes.some((hash, i) => found[i] !== hash)) this.findings.push({ code: "E_TILE", where });
  }
}

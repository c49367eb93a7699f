/** What is derived from the batches: tiles, entry bundles, checkpoint. Lags a little behind, and is rebuilt at start. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bundleBytes, bundlePath, type Hash, TILE_WIDTH, tileBytes, tilePath } from "@mercusuar/proof";

interface Row {
  index: number;
  hashes: Hash[];
}

export class TileStore {
  private readonly root: string;
  private readonly rows: Row[] = [];
  private bundle: { index: number; entries: Uint8Array[] } = { index: 0, entries: [] };
  private full: Array<{ path: string; bytes: Uint8Array }> = [];

  constructor(root: string) {
    this.root = root;
  }

  addNode(level: number, hash: Hash): void {
    this.rows[level] ??= { index: 0, hashes: [] };
    const row = this.rows[level];
    row.hashes.push(hash);
    if (row.hashes.length < TILE_WIDTH) return;
    this.full.push({ path: tilePath(level, row.index), bytes: tileBytes(row.hashes) });
    this.rows[level] = { index: row.index + 1, hashes: [] };
  }

  addEntry(entry: Uint8Array): void {
    this.bundle.entries.push(entry);
    if (this.bundle.entries.length < TILE_WIDTH) return;
    this.full.push({ path: bundlePath(this.bundle.index), bytes: bundleBytes(this.bundle.entries) });
    this.bundle = { index: this.bundle.index + 1, entries: [] };
  }

  /** Full tiles that are already on disk as they should be need no second writing: tells how many were not. */
  dropWritten(): number {
    this.full = this.full.filter(({ path, bytes }) => !sameFile(join(this.root, path), bytes));
    return this.full.filter(({ path }) => existsSync(join(this.root, path))).length;
  }

  /** Writes what is new, then the checkpoint. A failure leaves the rest for the next time. */
  publish(note: string): void {
    for (let next = this.full[0]; next !== undefined; next = this.full[0]) {
      this.put(next.path, next.bytes);
      rmSync(join(this.root, `${next.path}.p`), { recursive: true, force: true });
      this.full.shift();
    }
    for (const [level, row] of this.rows.entries())
      if (row.hashes.length > 0) this.put(tilePath(level, row.index, row.hashes.length), tileBytes(row.hashes));
    const { index, entries } = this.bundle;
    if (entries.length > 0) this.put(bundlePath(index, entries.length), bundleBytes(entries));
    this.put("checkpoint", Buffer.from(note));
  }

  private put(path: string, bytes: Uint8Array): void {
    const target = join(this.root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(`${target}.tmp`, bytes);
    renameSync(`${target}.tmp`, target);
  }
}

function sameFile(path: string, bytes: Uint8Array): boolean {
  return existsSync(path) && readFileSync(path).equals(bytes);
}

/** What is derived from the batches: tiles, entry bundles, checkpoint. Lags a little behind, and is rebuilt at start. */
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  bundleBytes,
  bundlePath,
  type EntryLeft,
  type Hash,
  isWhole,
  leftBytes,
  prunedPath,
  TILE_WIDTH,
  tileBytes,
  tilePath,
} from "@mercusuar/proof";

interface Row {
  index: number;
  hashes: Hash[];
}

interface File {
  path: string;
  bytes: Uint8Array;
  /** What it takes the place of. */
  instead?: string;
}

export class TileStore {
  private readonly root: string;
  private readonly rows: Row[] = [];
  private bundle: { index: number; entries: EntryLeft[] } = { index: 0, entries: [] };
  private full: File[] = [];
  private readonly made = new Set<string>();
  /** Which checkpoint goes into which file. Where there are witnesses, `checkpoint` is the one that they have cosigned. */
  heads: (note: string) => ReadonlyArray<readonly [path: string, text: string]> = (note) => [["checkpoint", note]];

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

  addEntry(entry: EntryLeft): void {
    this.bundle.entries.push(entry);
    if (this.bundle.entries.length < TILE_WIDTH) return;
    this.full.push(bundleFile(this.bundle));
    this.bundle = { index: this.bundle.index + 1, entries: [] };
  }

  /** Full tiles that are already on disk as they should be need no second writing: tells how many were not. */
  dropWritten(): number {
    const other = this.full.filter(({ path, bytes }) => !sameFile(join(this.root, path), bytes));
    const written = new Set(other);
    this.full = this.full.filter((file) => written.has(file) || this.isThere(file.instead));
    return other.filter(({ path }) => this.isThere(path)).length;
  }

  /**
   * Writes what there is at the time of the call, then the checkpoint. The files are awaited one by one, so that calls go on
   * meanwhile. A failure leaves the rest for the next time. Not to be called again before it has ended.
   */
  async publish(note: string): Promise<void> {
    const partial = this.partial();
    for (let left = this.full.length; left > 0; left--) {
      const { path, bytes, instead } = this.full[0] as File;
      await this.put(path, bytes);
      await rm(join(this.root, `${path}.p`), { recursive: true, force: true });
      if (instead !== undefined) await rm(join(this.root, instead), { force: true });
      this.full.shift();
    }
    for (const { path, bytes } of partial) await this.put(path, bytes);
    for (const [path, text] of this.heads(note)) await this.put(path, Buffer.from(text));
  }

  private isThere(path: string | undefined): boolean {
    return path !== undefined && existsSync(join(this.root, path));
  }

  /** The right edge as files. */
  private partial(): File[] {
    const files: File[] = [];
    for (const [level, { index, hashes }] of this.rows.entries())
      if (hashes.length > 0) files.push({ path: tilePath(level, index, hashes.length), bytes: tileBytes(hashes) });
    const { index, entries } = this.bundle;
    // Only full bundles are pruned.
    if (entries.length > 0) files.push({ path: bundlePath(index, entries.length), bytes: bundleBytes(entries.filter(isWhole)) });
    return files;
  }

  private async put(path: string, bytes: Uint8Array): Promise<void> {
    const target = join(this.root, path);
    const dir = dirname(target);
    if (!this.made.has(dir)) await mkdir(dir, { recursive: true });
    // Directories of partial tiles go again: only the others are worth remembering.
    if (!dir.endsWith(".p")) this.made.add(dir);
    await writeFile(`${target}.tmp`, bytes);
    await rename(`${target}.tmp`, target);
  }
}

function bundleFile({ index, entries }: { index: number; entries: EntryLeft[] }): File {
  if (entries.every(isWhole)) return { path: bundlePath(index), bytes: bundleBytes(entries) };
  return { path: prunedPath(index), bytes: leftBytes(entries), instead: bundlePath(index) };
}

function sameFile(path: string, bytes: Uint8Array): boolean {
  return existsSync(path) && readFileSync(path).equals(bytes);
}

/** A real disk that promises more than it has: its file system takes a write, and the kernel tells only at the sync that it is lost. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface ThinDisk {
  /** Takes the ground away under the blocks of the file that hold nothing yet, and all ground that is left: a sync of what is written there fails. */
  starve(file: string): void;
  feed(): void;
  /** As after a power cut: what was in memory only is gone. */
  forget(): boolean;
  remove(): void;
}

const MIB = 1024 * 1024;
const BLOCK = 4096;

/** Mounts one at `at`; undefined where the machine lets nobody do that (no root, no loop devices). */
export function thinDisk(home: string, at: string): ThinDisk | undefined {
  const ground = join(home, "ground");
  const image = join(ground, "image");
  const ballast = join(ground, "ballast");
  const run = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: "utf8" });
  const mount = () => run("mount", "-o", "loop", image, at).status === 0;
  for (const dir of [ground, at]) mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0 || run("mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", ground).status !== 0) return undefined;
  writeFileSync(image, Buffer.alloc(96 * MIB));
  // Without a journal of its own and without `discard`: all but the starved blocks keep their ground.
  const made = run("mke2fs", "-q", "-t", "ext2", "-b", String(BLOCK), "-E", "nodiscard", "-F", image).status === 0 && fill(image);
  if (!made || !mount()) {
    run("umount", ground);
    return undefined;
  }
  chmodSync(at, 0o700);
  const punch = (from: number, length: number) =>
    run("fallocate", "--punch-hole", "--offset", String(from), "--length", String(length), image);
  return {
    starve(file) {
      run("sync", "-f", file);
      const used = Math.ceil(usedBytes(readFileSync(file)) / BLOCK);
      for (const { logical, physical, count } of extentsOf(run("filefrag", "-e", file).stdout)) {
        const kept = Math.min(count, Math.max(0, used - logical));
        if (kept < count) punch((physical + kept) * BLOCK, (count - kept) * BLOCK);
      }
      const { bavail, bsize } = statfsSync(ground);
      writeFileSync(ballast, Buffer.alloc(bavail * bsize, 1));
    },
    feed: () => rmSync(ballast),
    forget: () => run("umount", at).status === 0 && mount(),
    remove() {
      run("umount", at);
      run("umount", ground);
    },
  };
}

/** mke2fs makes holes where it writes zeros; here they are filled. */
function fill(image: string): boolean {
  writeFileSync(image, readFileSync(image), { flag: "r+" });
  return true;
}

/** Rows of filefrag's table, in blocks. */
function extentsOf(table: string): Array<{ logical: number; physical: number; count: number }> {
  const rows = table.matchAll(/^\s*\d+:\s+(\d+)\.\.\s*\d+:\s+(\d+)\.\.\s*\d+:\s+(\d+):/gm);
  return [...rows].map(([, logical, physical, count]) => ({ logical: Number(logical), physical: Number(physical), count: Number(count) }));
}

/** Up to the last byte that is not zero: the rest was only written ahead. */
function usedBytes(bytes: Buffer): number {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return end;
}

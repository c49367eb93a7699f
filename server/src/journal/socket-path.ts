import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Longer paths are silently cut by the kernel, so that one client would reach another's keeper. */
const MAX_PATH = 100;

/**
 * Where the keeper of this data directory listens. Long directories get a short one under the system's temporary directory,
 * named by a hash of the real path.
 * @throws Error where somebody else owns the short directory
 */
export function socketPath(dataDir: string): string {
  mkdirSync(join(dataDir, "run"), { recursive: true, mode: 0o700 });
  const hash = createHash("sha256").update(realpathSync(dataDir)).digest("hex").slice(0, 24);
  if (process.platform === "win32") return `\\\\.\\pipe\\mercusuar-keeper-${hash}`;
  const near = join(dataDir, "run", "keeper.sock");
  return Buffer.byteLength(near) <= MAX_PATH ? near : join(shortDirectory(hash), "keeper.sock");
}

function shortDirectory(hash: string): string {
  const dir = join(tmpdir(), `mercusuar-${hash}`);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(dir);
  const mine = process.getuid === undefined || uid === process.getuid();
  // INVARIANT: nobody else may put a socket of his own where we look for the keeper.
  if (!mine || (mode & 0o077) !== 0)
    throw new Error(`${dir} belongs to somebody else or is open to others: remove it, or use a shorter --data path`);
  return dir;
}

import { createHash } from "node:crypto";
import { once } from "node:events";
import { realpathSync } from "node:fs";
import { createServer } from "node:net";

export class Locked extends Error {
  readonly code = "locked";
}

export interface Lock {
  release(): Promise<void>;
}

/**
 * Holds a directory for this process. The kernel releases the lock when the process dies, however it dies:
 * Linux abstract socket (exclusive per network namespace: containers that share a volume need one namespace), Windows named pipe.
 * @param dir an existing directory; its real path names the lock
 * @throws Locked when another process holds it
 */
export async function holdLock(dir: string, purpose = "server"): Promise<Lock> {
  const holder = createServer((socket) => socket.destroy());
  holder.listen(lockName(dir, purpose));
  try {
    await once(holder, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new Locked(`another Mercusuar process uses ${dir}: stop it first, or give this one another --data directory`);
  }
  holder.unref();
  return { release: () => new Promise((resolve) => holder.close(() => resolve())) };
}

function lockName(dir: string, purpose: string): string {
  const hash = createHash("sha256")
    .update(`${purpose}\0${realpathSync(dir)}`)
    .digest("hex")
    .slice(0, 40);
  if (process.platform === "win32") return `\\\\.\\pipe\\mercusuar-${hash}`;
  // Elsewhere than on Linux there is no abstract name: macOS is for trial, a path socket left by a crash is removed by hand.
  return process.platform === "linux" ? `\0mercusuar-${hash}` : `/tmp/mercusuar-${hash}.lock`;
}

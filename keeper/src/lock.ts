/**
 * A lock that the kernel releases when its process dies, however it dies. A lock file or a path socket would survive
 * kill -9, and removing it races with the next starter. Holds within one network namespace: two containers do not see each other.
 */
import { createHash } from "node:crypto";
import { createServer, type ListenOptions } from "node:net";

/** A lock that is held; the kernel gives it back when the process ends, however. */
export interface Lock {
  release(): Promise<void>;
}

/** Takes the lock of this name (best: a real path plus a word); undefined where another process holds it. */
export function holdLock(name: string): Promise<Lock | undefined> {
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => (error.code === "EADDRINUSE" ? resolve(undefined) : reject(error)));
    server.listen({ ...addressOf(name), exclusive: true }, () => {
      server.unref();
      resolve({ release: () => new Promise((done) => server.close(() => done())) });
    });
  });
}

function addressOf(name: string): ListenOptions {
  const hash = createHash("sha256").update(name).digest();
  const label = `mercusuar-${hash.toString("hex").slice(0, 32)}`;
  if (process.platform === "linux") return { path: `\0${label}` };
  if (process.platform === "win32") return { path: `\\\\.\\pipe\\${label}` };
  // Elsewhere only ports are released by the kernel; a stranger on the same port refuses us, which is the safe side.
  return { host: "127.0.0.1", port: 20_000 + (hash.readUInt32BE(0) % 29_000) };
}

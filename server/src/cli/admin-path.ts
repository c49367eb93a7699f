import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Longer socket paths are cut silently by the kernel, so that one caller would reach another's server. */
const LONGEST = 100;

/** Where a running server listens to its operator: `DIR/run/admin.sock`, or a short path named by a hash of the long one. */
export function adminPath(dataDir: string): string {
  if (process.platform === "win32") return `\\\\.\\pipe\\mercusuar-admin-${hashOf(dataDir)}`;
  const path = join(dataDir, "run", "admin.sock");
  if (Buffer.byteLength(path) <= LONGEST) return path;
  return join(tmpdir(), `mercusuar-${process.getuid?.() ?? 0}-${hashOf(dataDir)}`, "admin.sock");
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 24);

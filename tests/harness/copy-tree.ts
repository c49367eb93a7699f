import { chmodSync, cpSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** A copy with the rights of the original: from Node 24 on `cpSync` gives new directories the usual ones, and keys in an open one are refused. */
export function copyTree(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  for (const path of ["", ...readdirSync(from, { recursive: true, encoding: "utf8" })]) {
    const { mode } = statSync(join(from, path));
    chmodSync(join(to, path), mode & 0o777);
  }
}

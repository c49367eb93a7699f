import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout's root. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

const NOT_OURS = new Set(["node_modules", ".git", "dist", "coverage", ".mercusuar", ".mercusuar-keys", ".claude", ".vite"]);

/** Every file of ours below `folder`, as a path from the root. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : filesBelow(path);
    return entry.isFile() ? [relative(".", path)] : [];
  });
}

export const read = (path: string): string => readFileSync(join(root, path), "utf8");

export const readJson = <T>(path: string): T => JSON.parse(read(path)) as T;

/** Packages whose `src` is code of the product. */
export const packages = ["proof", "keeper", "server", "client", "web"];

export const sourceFiles = (): string[] =>
  packages.flatMap((name) => filesBelow(name)).filter((path) => /^[^/]+\/src\/.*\.tsx?$/.test(path) && !path.endsWith(".d.ts"));

/**
 * An empty cluster of the embedded database. Making one takes as long as the rest of a first start, so the build makes it
 * (`node server/bin/make-empty-cluster.js`) and each new data directory copies it. It holds nothing: no table, no key, no name.
 * Plain JavaScript, because the worker thread that copies it starts on bare Node.
 */
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";

const BUILT = fileURLToPath(new URL("../dist/empty-cluster", import.meta.url));

/** Another version of the engine may write other files. */
function versionOfEngine() {
  const entry = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  return JSON.parse(readFileSync(join(dirname(entry), "../package.json"), "utf8")).version;
}

/**
 * Copies it where no cluster stands yet; where none was built, the engine makes its own there. It is copied beside and moved in whole: a
 * copy killed half-way would be taken for a cluster. A directory that holds anything is left to the engine.
 */
export function copyEmptyCluster(dir) {
  const built = join(BUILT, versionOfEngine());
  if (!existsSync(built) || (existsSync(dir) && readdirSync(dir).length > 0)) return;
  const beside = `${dir}.copying`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true, mode: 0o700 });
  cpSync(built, beside, { recursive: true });
  // The original is open to all and holds nothing; what is about to hold something is its owner's alone.
  chmodSync(beside, 0o700);
  rmSync(dir, { recursive: true, force: true });
  renameSync(beside, dir);
}

/** Makes it unless it is there. */
export async function makeEmptyCluster() {
  const built = join(BUILT, versionOfEngine());
  if (!existsSync(built)) await make(built);
  openToAll(built);
}

/** The engine closes its files to others, but who installs is often not who serves. */
function openToAll(built) {
  for (const entry of [".", ...readdirSync(built, { recursive: true })]) {
    const path = join(built, entry);
    const stat = statSync(path);
    const wanted = stat.isDirectory() ? 0o755 : 0o644;
    if ((stat.mode & wanted) !== wanted) chmodSync(path, wanted);
  }
}

async function make(built) {
  mkdirSync(BUILT, { recursive: true });
  const making = mkdtempSync(join(BUILT, "making-"));
  try {
    const engine = await PGlite.create({ dataDir: making });
    await engine.close();
    renameSync(making, built);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    // Another build was quicker.
    if (!existsSync(built)) throw error;
  }
}

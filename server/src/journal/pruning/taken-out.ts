import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { bundlePath, kindOf, PRUNED_KINDS, parseBundle, prunedPath, TILE_WIDTH } from "@mercusuar/proof";

/**
 * Whether the keeper has taken out of its files all that ended before `upto`. It goes from the first bundle to the last: the last one from which
 * anything goes tells.
 * @param dir the data directory
 */
export async function isTakenOut(dir: string, upto: number): Promise<boolean> {
  const root = join(dir, "journal");
  for (let bundle = upto / TILE_WIDTH - 1; bundle >= 0; bundle--) {
    const whole = await readIfThere(join(root, bundlePath(bundle)));
    // One that is there as neither is still to be published.
    if (whole === undefined) return existsSync(join(root, prunedPath(bundle)));
    const entries = parseBundle(whole);
    // One that cannot be read is made anew at the keeper's next start, and pruned then.
    if (entries === undefined || entries.some((entry) => PRUNED_KINDS.has(kindOf(entry)))) return false;
  }
  return true;
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  return existsSync(path) ? readFile(path).catch(() => undefined) : undefined;
}

import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** A directory that somebody named cannot be made. */
export class CannotMake extends Error {
  constructor(dir: string, why = "") {
    super(
      `direktori ${dir} tidak dapat dibuat (${why}): periksa tempatnya atau sebut yang lain` +
        ` · the directory ${dir} cannot be made (${why}): check the place, or name another`,
    );
  }
}

/**
 * Makes a directory that somebody named, and those above it, closed to others. One after the other: Node's own recursive way never ends
 * where the system says that a place is not there and makes nothing in it either (`/proc/x`). @throws CannotMake
 */
export function makeDirectory(dir: string): void {
  const missing: string[] = [];
  for (let one = dir; !existsSync(one) && dirname(one) !== one; one = dirname(one)) missing.unshift(one);
  for (const one of missing) makeOne(one, dir);
  if (!statSync(dir).isDirectory()) throw new CannotMake(dir, "ENOTDIR");
}

function makeOne(one: string, dir: string): void {
  try {
    mkdirSync(one, { mode: 0o700 });
  } catch (error) {
    // Somebody else made it in this moment.
    if ((error as NodeJS.ErrnoException).code === "EEXIST" && existsSync(one)) return;
    throw new CannotMake(dir, (error as NodeJS.ErrnoException).code);
  }
}

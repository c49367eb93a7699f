/** Keys inside the data directory would travel with every copy of the data. */
import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";

/** Do the keys lie in the data directory, or would they, once both are made? Also by way of links. */
export function keysInside(data: string, keys: string): boolean {
  const way = relative(realPathOf(resolve(data)), realPathOf(resolve(keys)));
  return !isAbsolute(way) && way.split(/[/\\]/)[0] !== "..";
}

/** The real path of what may not be there yet. */
function realPathOf(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realPathOf(parent), basename(path));
}

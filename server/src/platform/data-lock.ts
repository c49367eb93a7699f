import { mkdirSync, realpathSync } from "node:fs";
import { holdLock, type Lock } from "@mercusuar/keeper";

/** Two processes on one embedded database silently lose committed rows: the second is refused. */
export class DataInUse extends Error {
  readonly code = "data-in-use";
}

/** Holds a data directory for this process; the kernel lets go of it when the process dies, however it dies. @throws DataInUse */
export async function lockData(dir: string): Promise<Lock> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const lock = await holdLock(`${realpathSync(dir)} server`);
  if (!lock) throw new DataInUse(`another Mercusuar process uses ${dir}: stop it first, or name another directory with --data`);
  return lock;
}

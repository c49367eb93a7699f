import { existsSync, realpathSync } from "node:fs";
import { holdDirectory, holdLock, type Lock, makeDirectory } from "@mercusuar/keeper";

/** Two processes on one embedded database silently lose committed rows: the second is refused. */
export class DataInUse extends Error {
  readonly code = "data-in-use";
}

/** A server that is still starting holds the directory and takes no commands yet: whoever gives one then reads this. */
const inUse = (dir: string): string =>
  `proses Mercusuar lain memakai ${dir}: hentikan dahulu, atau sebut direktori lain dengan --data; bila server sedang mulai, tunggu sampai siap lalu ulangi` +
  ` · another Mercusuar process uses ${dir}: stop it first, or name another directory with --data; if a server is just starting, wait until it is ready and try again`;

/** Two write, and neither sees the other's lock: this one goes at once, before it writes again. */
function leave(dir: string): void {
  process.stderr.write(`${inUse(dir)}\n`);
  process.exit(1);
}

/** Holds a data directory for this process; the kernel lets go of it when the process dies, however it dies. @throws DataInUse */
export async function lockData(dir: string): Promise<Lock> {
  makeDirectory(dir);
  const lock = await holdDirectory(dir, "server", `${realpathSync(dir)} server`, () => leave(dir));
  if (!lock) throw new DataInUse(inUse(dir));
  return lock;
}

const ITS_KEEPER =
  "server lain sudah memakai sistem kunci ini: satu sistem kunci melayani satu rumah; hentikan server itu, atau sebut --data miliknya" +
  " · another server uses this keeper already: a keeper serves one house; stop that server, or name its --data";

/** Holds the keeper that another user runs for this server alone. @throws DataInUse */
export async function lockKeeper(dir: string): Promise<Lock> {
  const lock = await holdLock(`${existsSync(dir) ? realpathSync(dir) : dir} server of the keeper`);
  if (!lock) throw new DataInUse(`${dir}: ${ITS_KEEPER}`);
  return lock;
}

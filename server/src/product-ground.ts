import { chmodSync, lstatSync } from "node:fs";
import { join } from "node:path";
import { keysInside, makeDirectory } from "@mercusuar/keeper";
import type { Clock, StoryClock } from "./platform/clock.ts";
import { lockData, lockKeeper } from "./platform/data-lock.ts";
import type { Database } from "./platform/database.ts";
import { known } from "./platform/known.ts";
import { type Log, silentLog } from "./platform/log.ts";
import { MarksFile } from "./platform/marks-file.ts";
import { migrate } from "./platform/migrate.ts";
import type { Migration } from "./platform/migration.ts";
import { openDatabase } from "./platform/open-database.ts";
import { serverKey } from "./platform/server-key.ts";
import { KEYS_APART, SettingsError } from "./platform/settings.ts";
import { houseClock } from "./platform/story-file.ts";
import { NOT_SIMULATED } from "./product-apart.ts";

export interface GroundOptions {
  /** The data directory of a keeper that another user runs; absent: it is a child of this process. */
  keeperApart?: string;
  /** `DIR/{journal,db,run}`; made if missing. */
  dataDir: string;
  /** Beside the data, never inside. Default: `DIR-keys`. */
  keysDir?: string;
  /** PostgreSQL; absent: embedded. */
  databaseUrl?: string;
  /** Where nothing was ever started: makes a simulated log whose story begins then. Later starts know by themselves. */
  simulatedFrom?: Date;
  log?: Log;
}

/** What all chapters stand on. */
export interface Ground {
  db: Database;
  clock: Clock;
  /** In a simulated house: sets the time. */
  story: StoryClock | undefined;
  simulated: boolean;
  dataDir: string;
  keysDir: string;
  /** Where a keeper that another user runs has its data. */
  keeperApart?: string;
  /** MACs on session and credential rows. */
  serverKey: Buffer;
  /** Sessions, links and passwords that have ended. */
  ended: MarksFile;
  log: Log;
}

/** Lock, directories, key, clock, database: in this order, so that nothing is touched that another process uses. @throws DataInUse */
export async function openGround(options: GroundOptions, migrations: Migration[], closers: Array<() => unknown>): Promise<Ground> {
  const { dataDir, keysDir = `${dataDir}-keys`, log = silentLog() } = options;
  if (keysInside(dataDir, keysDir)) throw new SettingsError([`keys ${keysDir}: ${KEYS_APART}`]);
  const { keeperApart } = options;
  // A link that leads nowhere now is a house all the same.
  const isNew = lstatSync(join(dataDir, "journal"), { throwIfNoEntry: false }) === undefined;
  if (keeperApart !== undefined && isNew && options.simulatedFrom !== undefined) throw new SettingsError([`--keeper: ${NOT_SIMULATED}`]);
  const lock = await lockData(dataDir);
  closers.push(() => lock.release());
  const other = keeperApart === undefined ? undefined : await lockKeeper(keeperApart);
  closers.push(() => other?.release());
  // The keys' too, before anything lies in the data: where it cannot be made nothing is begun.
  for (const dir of [dataDir, join(dataDir, "run"), keysDir]) closedDirectory(dir);
  const { clock, story, close: noteStory } = houseClock(dataDir, isNew ? options.simulatedFrom : undefined);
  closers.push(noteStory);
  const db = await openDatabase({ ...(options.databaseUrl ? { url: options.databaseUrl } : {}), dir: join(dataDir, "db") });
  closers.push(() => db.close());
  await migrate(db, migrations);
  const key = serverKey(keysDir);
  const ended = new MarksFile(join(keysDir, "ended"), clock.now());
  return { ...known({ keeperApart }), db, clock, story, simulated: story !== undefined, dataDir, keysDir, serverKey: key, ended, log };
}

function closedDirectory(dir: string): void {
  makeDirectory(dir);
  chmodSync(dir, 0o700);
}

import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Journal, journal0001, type KnownHolder, makeJournal, type RunningKeeper, startKeeper } from "./journal/index.ts";
import { defaultPeopleSettings, FIRST_TERMS, makePeople, type People, people0001 } from "./people/index.ts";
import type { Clock, StoryClock } from "./platform/clock.ts";
import { lockData } from "./platform/data-lock.ts";
import type { Database } from "./platform/database.ts";
import { type Log, silentLog } from "./platform/log.ts";
import { migrate } from "./platform/migrate.ts";
import { openDatabase } from "./platform/open-database.ts";
import { serverKey } from "./platform/server-key.ts";
import { houseClock } from "./platform/story-file.ts";

export interface ProductOptions {
  /** `DIR/{journal,db,run,log}`; made if missing. */
  dataDir: string;
  /** Beside the data, never inside. Default: `DIR-keys`. */
  keysDir?: string;
  /** PostgreSQL; absent: embedded. */
  databaseUrl?: string;
  /** Where nothing was ever started: makes a simulated log whose story begins then. Later starts know by themselves. */
  simulatedFrom?: Date;
  log?: Log;
  sessionHours?: number;
  quota?: number;
  /** Cost of the password hash; tests take less. */
  scryptCost?: number;
  /** Milliseconds until a keeper counts as slow. */
  keeperTimeout?: number;
}

export interface Product {
  db: Database;
  clock: Clock;
  /** In a simulated house: sets the time. */
  story: StoryClock | undefined;
  simulated: boolean;
  dataDir: string;
  keysDir: string;
  log: Log;
  keeper: RunningKeeper;
  journal: Journal;
  people: People;
  close(): Promise<void>;
}

/** Schemas of all chapters, in story order. */
const MIGRATIONS = [people0001, journal0001];

/** Puts the parts together in story order; the only file that knows them all. What was opened before a failure is closed again. */
export async function openProduct(options: ProductOptions): Promise<Product> {
  const closers: Array<() => unknown> = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    return { ...(await build(options, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function build(options: ProductOptions, closers: Array<() => unknown>): Promise<Omit<Product, "close">> {
  const { dataDir, keysDir = `${dataDir}-keys`, log = silentLog() } = options;
  const isNew = !existsSync(join(dataDir, "journal"));
  const lock = await lockData(dataDir);
  closers.push(() => lock.release());
  for (const dir of [dataDir, join(dataDir, "run"), join(dataDir, "log")]) closedDir(dir);
  const key = serverKey(keysDir);
  const { clock, story, close: noteStory } = houseClock(dataDir, isNew ? options.simulatedFrom : undefined);
  closers.push(noteStory);
  const db = await openDatabase({ ...(options.databaseUrl ? { url: options.databaseUrl } : {}), dir: join(dataDir, "db") });
  closers.push(() => db.close());
  await migrate(db, MIGRATIONS);
  const simulated = story !== undefined;
  const keeper = await startKeeper({
    dataDir,
    keysDir,
    clock,
    simulated,
    ...(options.keeperTimeout ? { timeout: options.keeperTimeout } : {}),
    onState: (state, reason) => log[state === "up" ? "info" : "error"]({ state, reason }, "keeper"),
  });
  closers.push(() => keeper.close());
  const journal = makeJournal({
    db,
    keeper,
    clock,
    dataDir,
    holders: () => knownHolders(db),
    onFault: (error) => log.error({ name: error.name }, "projection"),
  });
  closers.push(() => journal.close());
  const { act, derive } = journal;
  const people = makePeople({
    db,
    act,
    derive,
    keeper,
    clock,
    log,
    serverKey: key,
    settings: {
      ...defaultPeopleSettings,
      ...(options.sessionHours ? { sessionHours: options.sessionHours } : {}),
      ...(options.scryptCost ? { scryptCost: options.scryptCost } : {}),
    },
    ports: { indexValue: () => undefined, personEnded: async () => undefined, quota: async () => ({ used: 0, of: 60, warn: 48 }) },
  });
  await journal.start();
  if (!(await people.newestTerms())) await people.publishTerms({ text: FIRST_TERMS });
  return { db, clock, story, simulated, dataDir, keysDir, log, keeper, journal, people };
}

function closedDir(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
}

async function* knownHolders(db: Database): AsyncGenerator<KnownHolder[]> {
  const { rows } = await db.query<KnownHolder>("select 'person' as kind, id from people.person order by id");
  yield rows;
}

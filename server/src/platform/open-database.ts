import { chmodSync, mkdirSync } from "node:fs";
import pg from "pg";
import type { Database } from "./database.ts";
import { PgliteStream } from "./pglite-stream.ts";
import { startPglite } from "./pglite-thread.ts";
import { poolDatabase, types } from "./pool-database.ts";

/** A caller who waits longer than this for a connection asked from inside an open transaction, or the house is overrun. */
const CONNECTION_TIMEOUT = 15_000;
const POOL_SIZE = 20;

export interface OpenDatabase {
  /** `postgres://…`: a PostgreSQL server. Absent: the embedded engine in `dir`. */
  url?: string;
  /** Directory of the embedded engine; made if missing, closed to others. The caller holds the lock on the data directory. */
  dir: string;
}

/** Opens either engine behind the same port. */
export async function openDatabase({ url, dir }: OpenDatabase): Promise<Database> {
  return url ? openPostgres(url) : openPglite(dir);
}

async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
    types,
    // Disks without arms: with the default of 4 small tables are read whole at every look, row by row.
    options: "-c timezone=UTC -c random_page_cost=1.1",
    application_name: "mercusuar",
  });
  const database = poolDatabase("postgres", pool);
  await database.query("select 1").catch(async (error: Error) => {
    await database.close();
    throw new Error(`the PostgreSQL server does not answer: ${error.message}`);
  });
  return database;
}

/** The engine writes files that everybody may read: the directory around them is closed instead. */
async function openPglite(dir: string): Promise<Database> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
  const thread = await startPglite(dir);
  const pool = new pg.Pool({
    max: 1,
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
    idleTimeoutMillis: 0,
    types,
    stream: () => new PgliteStream(thread) as never,
  });
  const database = poolDatabase("pglite", pool, () => thread.close());
  return database;
}

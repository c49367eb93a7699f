/**
 * The tables of a house in the embedded database: half of what founding one takes, and every time the same. They are made once for each
 * list of migrations and copied. On the PostgreSQL server, where it is quick, and in a first start the migrations run as ever.
 */
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { migrate } from "../../server/src/platform/migrate.ts";
import type { Migration } from "../../server/src/platform/migration.ts";
import { openDatabase } from "../../server/src/platform/open-database.ts";

const LAID = fileURLToPath(new URL("../dist/tables", import.meta.url));
/** Its empty cluster bears the engine's version as its name. */
const CLUSTERS = fileURLToPath(new URL("../../server/dist/empty-cluster", import.meta.url));

/** Lays a database with these tables and nothing in them into `dir`, where nothing is yet. */
export async function layTables(dir: string, migrations: Migration[]): Promise<void> {
  const laid = join(LAID, nameOf(migrations));
  if (!existsSync(laid)) await make(laid, migrations);
  cpSync(laid, dir, { recursive: true });
}

function nameOf(migrations: Migration[]): string {
  const clusters = existsSync(CLUSTERS) ? readdirSync(CLUSTERS) : [];
  return createHash("sha256")
    .update(JSON.stringify([clusters, migrations]))
    .digest("hex");
}

/** Beside, and moved in whole; another test file may have been quicker. */
async function make(laid: string, migrations: Migration[]): Promise<void> {
  mkdirSync(LAID, { recursive: true });
  const making = mkdtempSync(join(LAID, "making-"));
  const db = await openDatabase({ dir: making });
  try {
    await migrate(db, migrations);
  } finally {
    await db.close();
  }
  try {
    renameSync(making, laid);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(laid)) throw error;
  }
}

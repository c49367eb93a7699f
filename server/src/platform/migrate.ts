import type { Database, Writing } from "./database.ts";
import type { Migration } from "./migration.ts";

const LEDGER = "create table if not exists public.mercusuar_migration (id text primary key, done_at timestamptz not null default now())";
/** One migrating process at a time, whichever machine it runs on. */
const LOCK = "select pg_advisory_xact_lock(71960412)";

/** Brings the schema up to date, in the order given, in one transaction: all steps or none. Gives the ids of the steps it took. */
export function migrate(db: Database, migrations: Migration[]): Promise<string[]> {
  return db.transaction(async (tx) => {
    await tx.query(LOCK);
    await tx.query(LEDGER);
    const { rows } = await tx.query<{ id: string }>("select id from public.mercusuar_migration");
    const done = new Set(rows.map(({ id }) => id));
    refuseNewer(done, migrations);
    const missing = migrations.filter(({ id }) => !done.has(id));
    for (const migration of missing) await step(tx, migration);
    return missing.map(({ id }) => id);
  });
}

async function step(tx: Writing, { id, sql }: Migration): Promise<void> {
  await tx.query(sql);
  await tx.query("insert into public.mercusuar_migration (id) values ($1)", [id]);
}

/** An older program on a newer database would write what the newer one cannot read. */
function refuseNewer(done: Set<string>, migrations: Migration[]): void {
  const known = new Set(migrations.map(({ id }) => id));
  const newer = [...done].filter((id) => !known.has(id));
  if (newer.length > 0) throw new Error(`the database was made by a newer version (steps ${newer.join(", ")}): install that version`);
}

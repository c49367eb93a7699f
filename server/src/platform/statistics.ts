import type { Database } from "./database.ts";

/** From so many new rows on the plans made for a smaller table go wrong. */
const MANY = 1_000;

/**
 * Gathers what the planner knows of tables that have just grown by `rows`. The embedded engine never does so by itself, and would walk over
 * all customers at each search; a server's autovacuum does it sooner or later.
 */
export async function refreshStatistics(db: Pick<Database, "query">, tables: readonly string[], rows: number): Promise<void> {
  if (rows >= MANY) await db.query(`analyze ${tables.join(", ")}`);
}

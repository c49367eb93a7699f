import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { makePlainTables } from "./plain-tables.ts";
import { startCluster } from "./postgres.ts";

/** A real PostgreSQL with fsync on, and a directory; both gone afterwards. */
export async function openGround() {
  const cluster = await startCluster({ fsync: true });
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-bench-"));
  let made = 0;
  return {
    database: () => cluster.createDatabase(),
    wish: (databaseUrl: string) => ({ databaseUrl, dataDir: join(dir, `house${++made}`) }),
    async plain(url: string, ids: string[]) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await makePlainTables(client, ids).finally(() => client.end());
    },
    async close() {
      await cluster.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

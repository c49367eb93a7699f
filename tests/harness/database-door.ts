import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Cluster, startCluster } from "./postgres-cluster.ts";

declare module "vitest" {
  export interface ProvidedContext {
    databaseDoor: string;
  }
}

export interface DatabaseDoor {
  url: string;
  close(): Promise<void>;
}

/** Test files run in processes of their own and share one PostgreSQL: they ask here, and the first to ask starts it. */
export async function openDatabaseDoor(): Promise<DatabaseDoor> {
  let cluster: Promise<Cluster> | undefined;
  const server = createServer(async (_request, response) => {
    try {
      cluster ??= startCluster();
      response.end(await (await cluster).createDatabase());
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.close();
      server.closeAllConnections();
      await (await cluster?.catch(() => undefined))?.stop();
    },
  };
}

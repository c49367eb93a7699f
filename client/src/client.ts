import { breakGlassRoutes } from "./break-glass.ts";
import { caseRoutes } from "./cases.ts";
import { catalogueRoutes } from "./catalogue.ts";
import { connectorRoutes } from "./connectors.ts";
import { customerRoutes } from "./customer.ts";
import { deskRoutes } from "./desk.ts";
import { evidenceRoutes } from "./evidence.ts";
import { journalRoutes } from "./journal.ts";
import { lookRoutes } from "./looks.ts";
import { mineRoutes } from "./mine.ts";
import { sessionRoutes } from "./session.ts";
import { type ClientOptions, transport } from "./transport.ts";
import { tryItRoutes } from "./try-it.ts";

export type Client = ReturnType<typeof createClient>;

/** One function per route of the HTTP API. Answers are the server's JSON; everything else is thrown as ProblemError. */
export function createClient(options: ClientOptions) {
  const send = transport(options);
  return {
    ...sessionRoutes(send),
    ...catalogueRoutes(send),
    ...caseRoutes(send),
    ...lookRoutes(send),
    ...breakGlassRoutes(send),
    ...connectorRoutes(send),
    ...customerRoutes(send),
    ...evidenceRoutes(send),
    ...deskRoutes(send),
    ...mineRoutes(send),
    ...journalRoutes(send),
    ...tryItRoutes(send),
    openApi: () => send.json<unknown>("GET", "/api/openapi.json"),
  };
}

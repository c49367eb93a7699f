import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { breakGlassRoutes } from "./break-glass/routes.ts";
import type { Access } from "./make-access.ts";
import { caseRoutes } from "./routes-cases.ts";
import { connectorRoutes } from "./routes-connectors.ts";
import { lookRoutes } from "./routes-looks.ts";

/** Everything that comes in over HTTP for this chapter. */
export const accessRoutes =
  ({ access }: { access: Access }): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(lookRoutes(access));
    await app.register(caseRoutes(access));
    await app.register(breakGlassRoutes(access));
    await app.register(connectorRoutes(access));
  };

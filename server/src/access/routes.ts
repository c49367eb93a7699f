import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { breakGlassRoutes } from "./break-glass/routes.ts";
import type { Access } from "./make-access.ts";
import { caseRoutes } from "./routes-cases.ts";
import { connectorRoutes } from "./routes-connectors.ts";
import { gateRoutes } from "./routes-gate.ts";
import { lookRoutes } from "./routes-looks.ts";
import { policyRoutes } from "./routes-policy.ts";

/** Everything that comes in over HTTP for this chapter. */
export const accessRoutes =
  ({ access }: { access: Access }): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(lookRoutes(access));
    await app.register(caseRoutes(access));
    await app.register(breakGlassRoutes(access));
    await app.register(connectorRoutes(access));
    await app.register(policyRoutes(access));
    await app.register(gateRoutes(access));
  };

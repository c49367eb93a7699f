import { randomBytes } from "node:crypto";
import cookie from "@fastify/cookie";
import swagger from "@fastify/swagger";
import { type FastifyPluginAsyncTypebox, Type, TypeBoxValidatorCompiler } from "@fastify/type-provider-typebox";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import type { Log } from "../platform/log.ts";
import type { CheckSession } from "../platform/signed-in.ts";
import { addHeaders } from "./headers.ts";
import { answerError } from "./problems.ts";
import { addRouteRules } from "./route-rules.ts";
import { addSessionHook } from "./session-hook.ts";
import { addWeb } from "./static-web.ts";

/** A request body larger than this is refused. */
const BODY_LIMIT = 1024 * 1024;

export interface AppParts {
  log: Log;
  checkSession: CheckSession;
  /** The chapters' routes, in story order. */
  routes: FastifyPluginAsyncTypebox[];
  /** Where the built web app lies; by default beside the server. */
  webDir?: string;
}

/** Tells requests of one run apart, and runs from each other; says nothing about who asks. */
function requestIds(): () => string {
  const run = randomBytes(9).toString("base64url");
  let count = 0;
  return () => `${run}-${(++count).toString(36)}`;
}

/** The whole outside over HTTP: closed bodies, described answers, problems in the asked language. Not yet listening. */
export async function openApp({ log, checkSession, routes, webDir }: AppParts): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestIdHeader: false,
    // Behind the TLS proxy on this machine everybody would be one address, and one stranger's tries would be everybody's.
    trustProxy: "loopback",
    genReqId: requestIds(),
    // A log of its own for every request costs more than the few lines that are ever written.
    childLoggerFactory: (logger) => logger,
    forceCloseConnections: true,
  });
  // Bodies are never coerced; text in addresses and query strings is.
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  app.setErrorHandler(answerError);
  addRouteRules(app);
  addHeaders(app);
  await app.register(cookie);
  addSessionHook(app, checkSession);
  await app.register(swagger, {
    openapi: { openapi: "3.1.0", info: { title: "Mercusuar", version: "1", description: "Every look is a transaction." } },
  });
  for (const plugin of routes) await app.register(plugin);
  app.get("/api/openapi.json", { schema: { hide: true, response: { 200: Type.Any() } } }, async () => app.swagger());
  await addWeb(app, webDir);
  return app;
}

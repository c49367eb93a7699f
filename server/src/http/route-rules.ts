import type { FastifyInstance } from "fastify";

interface Shape {
  type?: string;
  additionalProperties?: unknown;
}

/**
 * INVARIANT: no route without a described answer, no body that takes undeclared keys. Checked when the route is added, so that a
 * forgotten schema stops the start and not the evening.
 */
export function addRouteRules(app: FastifyInstance): void {
  app.addHook("onRoute", ({ url, method, schema }) => {
    if (!url.startsWith("/api/") || method === "HEAD") return;
    const name = `${String(method)} ${url}`;
    if (!schema?.response) throw new Error(`${name}: describe its answer (schema.response)`);
    const body = schema.body as Shape | undefined;
    if (body?.type === "object" && body.additionalProperties !== false)
      throw new Error(`${name}: its body must be closed (platform/schemas.ts)`);
  });
}

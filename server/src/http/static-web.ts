import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { notFound } from "./problems.ts";

/** The same place seen from `src` and from `dist`. */
const WEB = fileURLToPath(new URL("../../../web/dist", import.meta.url));
const NOT_BUILT =
  "<!doctype html><meta charset=utf-8><title>Mercusuar</title><p>Halaman web belum dibangun: jalankan <code>npm run build</code>.<p>The web pages are not built: run <code>npm run build</code>.";

/** The built web app; any page address that is no file answers its start page, which finds its way itself. */
export async function addWeb(app: FastifyInstance, dir = WEB): Promise<void> {
  const built = existsSync(`${dir}/index.html`);
  if (built) {
    const files = { root: dir, wildcard: false, index: false, cacheControl: false, setHeaders: cacheHashed } as const;
    await app.register(fastifyStatic, { ...files, globIgnore: [VERIFIER] });
    addVerifier(app, dir);
  }
  app.setNotFoundHandler((request, reply) => {
    const page = request.method === "GET" && !request.url.startsWith("/api") && !/\.\w+$/.test(request.url.split("?")[0] ?? "");
    if (!page) return notFound(request, reply);
    reply.header("cache-control", "no-cache");
    return built ? reply.sendFile("index.html") : reply.code(503).type("text/html").send(NOT_BUILT);
  });
}

const VERIFIER = "verify.html";

/** The verifier, where it is built, before every other file. */
function addVerifier(app: FastifyInstance, dir: string): void {
  const page = join(dir, VERIFIER);
  const own = existsSync(page) ? policyOf(readFileSync(page, "utf8")) : undefined;
  if (own === undefined) return;
  app.get(`/${VERIFIER}`, { schema: { hide: true } }, (_request, reply) =>
    reply.headers({ "content-security-policy": own, "cache-control": "no-cache" }).sendFile(VERIFIER),
  );
}

/** The verifier is one file, with script and style inside: it brings its own policy, which names both by their hashes and allows less than ours. */
function policyOf(page: string): string | undefined {
  const own = /http-equiv="Content-Security-Policy" content="(default-src 'none';[^"]*)"/.exec(page)?.[1];
  return own === undefined ? undefined : `${own}; frame-ancestors 'none'`;
}

/** Files named by their content never change. */
function cacheHashed(response: { setHeader(name: string, value: string): unknown }, path: string): void {
  response.setHeader("cache-control", /assets\/.+-[\w-]{8,}\.\w+$/.test(path) ? "public, max-age=31536000, immutable" : "no-cache");
}

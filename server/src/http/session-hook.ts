import { hash } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { languageOf } from "../platform/language.ts";
import { problem } from "../platform/problem.ts";
import type { CheckSession } from "../platform/signed-in.ts";

export const COOKIE = "mercusuar";
const READS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Hashes the token of each request and no more: the hot path checks the session in its own statement. */
export function addSessionHook(app: FastifyInstance, checkSession: CheckSession): void {
  app.decorate("checkSession", checkSession);
  app.decorateRequest("tokenHash", undefined);
  app.decorateRequest("language", "id");
  app.decorateRequest("whoAsks", undefined);
  app.addHook("onRequest", (request, _reply, next) => {
    request.language = languageOf(request.headers["accept-language"]);
    const bearer = bearerOf(request);
    const cookie = bearer ? undefined : request.cookies[COOKIE];
    // A page of another origin can send our cookie, but not this header (CSRF).
    if (cookie && !READS.has(request.method) && request.headers["x-mercusuar"] !== "1") return next(forged());
    const token = bearer ?? cookie;
    request.tokenHash = token && token.length <= 200 ? hashToken(token) : undefined;
    next();
  });
}

/** Only the hash is stored: whoever reads the table cannot sign in with what he finds. */
export function hashToken(token: string): string {
  return hash("sha256", token, "hex");
}

function bearerOf({ headers }: FastifyRequest): string | undefined {
  const given = headers.authorization;
  return given?.startsWith("Bearer ") ? given.slice(7).trim() : undefined;
}

function forged() {
  return problem(
    "csrf",
    { id: "Permintaan ini tidak datang dari halaman Mercusuar.", en: "This request did not come from a page of Mercusuar." },
    {
      status: 403,
      detail: { id: "Sertakan header x-mercusuar: 1.", en: "Send the header x-mercusuar: 1." },
    },
  );
}

import type { FastifyInstance } from "fastify";

const CONTENT_SECURITY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const ALWAYS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
};

/** A page may load what is ours. */
const PAGE = {
  ...ALWAYS,
  "content-security-policy": CONTENT_SECURITY,
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
};

/** Data is no page: whoever opens it as one gets nothing to run, and no browser or proxy keeps it (OWASP REST Security Cheat Sheet). */
const DATA = { ...ALWAYS, "content-security-policy": "default-src 'none'; frame-ancestors 'none'", "cache-control": "no-store" };

/** No page around ours, no script of others, nothing of an answer kept by a browser or a proxy. */
export function addHeaders(app: FastifyInstance): void {
  app.addHook("onRequest", (request, reply, next) => {
    reply.headers(request.url.startsWith("/api") ? DATA : PAGE);
    next();
  });
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import pino from "pino";
import { Type } from "typebox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { silentLog } from "../platform/log.ts";
import { problem } from "../platform/problem.ts";
import { closed } from "../platform/schemas.ts";
import { notSignedIn } from "../platform/signed-in.ts";
import { type AppParts, openApp } from "./app.ts";

const dir = mkdtempSync(join(tmpdir(), "mercusuar-web-"));
const answer = closed({ word: Type.String() });

const parts: AppParts = {
  log: silentLog(),
  webDir: dir,
  checkSession: async () => {
    throw notSignedIn();
  },
  routes: [
    async (app) => {
      app.post(
        "/api/word",
        { schema: { body: closed({ word: Type.String(), n: Type.Optional(Type.Integer()) }), response: { 200: answer } } },
        async (request) => ({
          word: request.body.word,
          secret: "081234567890",
        }),
      );
      app.get(
        "/api/count",
        { schema: { querystring: closed({ n: Type.Integer() }), response: { 200: closed({ n: Type.Integer() }) } } },
        async ({ query }) => query,
      );
      app.get("/api/refused", { schema: { response: { 200: answer } } }, async () => {
        throw problem("refused", { id: "Ditolak.", en: "Refused." }, { rules: [{ id: "R1" }], entry: 7 });
      });
      app.get("/api/broken", { schema: { response: { 200: answer } } }, async () => {
        throw new Error('duplicate key: "Siti Aminah"');
      });
      app.get("/api/no-database", { schema: { response: { 200: answer } } }, async () => {
        throw Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
      });
    },
  ],
};

describe("the HTTP door", () => {
  let app: FastifyInstance;
  beforeAll(async () => {
    mkdirSync(join(dir, "assets"));
    writeFileSync(join(dir, "index.html"), "<p>Tutup Hari");
    writeFileSync(join(dir, "assets", "main-Ab3dEf9h.js"), "1");
    const policy = "default-src 'none'; script-src 'sha256-AA=='";
    writeFileSync(join(dir, "verify.html"), `<meta http-equiv="Content-Security-Policy" content="${policy}" /><p>Periksa`);
    app = await openApp(parts);
  });
  afterAll(async () => {
    await app.close();
    rmSync(dir, { recursive: true });
  });

  const send = (payload: string, headers = {}) =>
    app.inject({ method: "POST", url: "/api/word", payload, headers: { "content-type": "application/json", ...headers } });

  it("drops what an answer does not declare", async () => {
    expect((await send('{"word":"a"}')).json()).toEqual({ word: "a" });
  });

  it.each([
    ["an unknown key, which it names", '{"word":"a","word2":"b"}', 400, "bad-request", /word2/],
    ["a number where text is asked, without turning it into text", '{"word":1}', 400, "bad-request", /body\/word/],
    ["half a JSON", '{"word":', 400, "bad-json", /JSON/],
    ["nothing", "", 400, "bad-json", /kosong/],
    ["two megabytes", JSON.stringify({ word: "x".repeat(2 * 1024 * 1024) }), 413, "too-large", /1 MB/],
  ])("refuses %s", async (_, payload, status, code, says) => {
    const refused = await send(payload);
    expect([refused.statusCode, refused.json().code, refused.headers["content-type"]]).toEqual([
      status,
      code,
      expect.stringContaining("application/problem+json"),
    ]);
    expect(refused.payload).toMatch(says);
  });

  it("reads numbers from query strings", async () => {
    expect((await app.inject("/api/count?n=7")).json()).toEqual({ n: 7 });
  });

  it("answers in the asked language", async () => {
    const ask = async (language: string) => (await app.inject({ url: "/api/refused", headers: { "accept-language": language } })).json();
    expect(await ask("en-GB,en;q=0.9")).toMatchObject({ title: "Refused.", status: 403, rules: [{ id: "R1" }], entry: 7 });
    expect(await ask("fr")).toMatchObject({ title: "Ditolak.", type: "urn:mercusuar:problem:refused" });
  });

  it("says nothing of its inside when it breaks, and tells a lost database from a fault", async () => {
    const broken = await app.inject("/api/broken");
    expect([broken.statusCode, broken.payload]).toEqual([500, expect.not.stringContaining("Siti")]);
    expect((await app.inject("/api/no-database")).json()).toMatchObject({ status: 503, code: "database-down" });
  });

  it("names the request that broke by the same number in the log as in the answer, and repeats no value there", async () => {
    const lines: string[] = [];
    const log = pino({ level: "error", base: null }, { write: (line) => void lines.push(line) });
    const logged = await openApp({ ...parts, log });
    const broken = [await logged.inject("/api/broken"), await logged.inject("/api/no-database")];
    await logged.inject("/api/refused");
    await logged.close();
    const told = lines.map((line) => JSON.parse(line) as { msg: string; reqId: string; code: string });
    expect(told.map(({ msg, code }) => [msg, code])).toEqual([
      ["request failed", "internal"],
      ["request failed", "database-down"],
    ]);
    expect(told.map(({ reqId }) => `urn:request:${reqId}`)).toEqual(broken.map((answer) => answer.json().instance));
    expect(new Set(told.map(({ reqId }) => reqId)).size).toBe(2);
    expect(lines.join("")).not.toContain("Siti");
  });

  it("lets no page frame ours, no other script run, no answer be kept", async () => {
    const { headers } = await app.inject("/api/count?n=1");
    expect(headers).toMatchObject({ "x-frame-options": "DENY", "cache-control": "no-store", "referrer-policy": "no-referrer" });
    expect(headers["content-security-policy"]).toBe("default-src 'none'; frame-ancestors 'none'");
    const page = (await app.inject("/tutup-hari")).headers;
    expect(page["content-security-policy"]).toMatch(/script-src 'self';.*frame-ancestors 'none'/);
    expect(page["permissions-policy"]).toContain("camera=()");
  });

  it("serves the web app for page addresses, problems for unknown API addresses", async () => {
    expect((await app.inject("/tutup-hari/2026-07-13")).payload).toContain("Tutup Hari");
    expect((await app.inject("/assets/main-Ab3dEf9h.js")).headers["cache-control"]).toContain("immutable");
    expect((await app.inject("/api/nowhere")).json()).toMatchObject({ status: 404, code: "not-found" });
    expect((await app.inject("/nothing.png")).statusCode).toBe(404);
  });

  it("serves the verifier under its own policy, which allows it nothing but itself", async () => {
    const { headers, payload } = await app.inject("/verify.html");
    expect(payload).toContain("Periksa");
    expect(headers["content-security-policy"]).toBe("default-src 'none'; script-src 'sha256-AA=='; frame-ancestors 'none'");
    expect((await app.inject("/index.html")).headers["content-security-policy"]).toContain("script-src 'self'");
  });

  it("says plainly that the web app is not built", async () => {
    const bare = await openApp({ ...parts, routes: [], webDir: join(dir, "none") });
    const page = await bare.inject("/");
    await bare.close();
    expect([page.statusCode, page.payload]).toEqual([503, expect.stringContaining("npm run build")]);
  });

  it("does not start with a route whose answer is not described, or whose body takes anything", async () => {
    const open = Type.Object({ a: Type.String() });
    await expect(openApp({ ...parts, routes: [async (one) => void one.get("/api/x", async () => "x")] })).rejects.toThrow(
      /describe its answer/,
    );
    await expect(
      openApp({
        ...parts,
        routes: [async (one) => void one.post("/api/x", { schema: { body: open, response: { 200: answer } } }, async () => ({ word: "" }))],
      }),
    ).rejects.toThrow(/closed/);
  });

  it("describes itself as OpenAPI 3.1", async () => {
    const described = (await app.inject("/api/openapi.json")).json();
    expect([described.openapi, Object.keys(described.paths)]).toEqual(["3.1.0", expect.arrayContaining(["/api/word", "/api/count"])]);
  });
});

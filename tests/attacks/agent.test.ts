import { createHash, randomBytes, scryptSync } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appOf } from "../../server/src/http/app-of.ts";
import { newId } from "../../server/src/platform/ids.ts";
import { engines } from "../harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld, type Worker } from "../world/evening-world.ts";

const [engine] = engines as [(typeof engines)[number]];
const MOTHER = "Rahayu Ningsih Wibisono";
/** Ids of the right form that nobody has. */
const nobody = (prefix: string) => newId(prefix);
const READS = new Set(["get", "head"]);
/** Routes that open a session: nobody has a cookie yet when he comes there. */
const BEFORE_SESSION = new Set(["/api/session", "/api/session/link", "/api/lamp", "/api/openapi.json"]);

interface Described {
  paths: Record<string, Record<string, { requestBody?: object }>>;
}

describe("an agent with a session and bad intent", () => {
  let world: EveningWorld;
  let served: FastifyInstance;
  let port = 0;
  let routes: Array<{ method: "GET" | "POST" | "DELETE"; url: string; body: boolean }>;
  let secret: string;
  let siti: string;
  const web = mkdtempSync(join(tmpdir(), "mercusuar-web-"));

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    world.at("09:00");
    mkdirSync(join(web, "dist", "assets"), { recursive: true });
    writeFileSync(join(web, "dist", "index.html"), "<p>Tutup Hari");
    secret = randomBytes(12).toString("hex");
    writeFileSync(join(web, "key.txt"), secret);
    served = await appOf(world.product, { webDir: join(web, "dist") });
    port = Number(new URL(await served.listen({ host: "127.0.0.1", port: 0 })).port);
    const described = (await served.inject("/api/openapi.json")).json() as Described;
    routes = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { requestBody }]) => ({
        method: method.toUpperCase() as "GET" | "POST" | "DELETE",
        url: path.replace("{entry}", "3").replace("{id}", "x_0000"),
        body: requestBody !== undefined,
      })),
    );
    siti = await person("Siti Maesaroh Handayani", "081200007777");
  }, 180_000);
  afterAll(async () => {
    await served?.close();
    await world?.close();
    rmSync(web, { recursive: true, force: true });
  });

  async function person(name: string, phone: string): Promise<string> {
    const [id = ""] = await world.product.records.addCustomers(
      [
        {
          officeId: world.office.id,
          values: { name, phone, mother_name: MOTHER },
          provenance: { channel: "registration", source: "test" },
        },
      ],
      { by: "operator", source: "test" },
    );
    return id;
  }
  /** Opens a task on the spot and looks. */
  async function lookOnHisOwn(who: Worker, customer: string): Promise<{ entry: number; case: string }> {
    const opened = await world.call(who, "POST", "/api/cases", { customer, purpose: "care", origin: "agent_call" });
    const look = await world.call(who, "POST", "/api/looks", { customer, purpose: "care", case: opened.body.case.id });
    expect(look.status, JSON.stringify(look.body)).toBe(200);
    return { entry: look.body.entry, case: opened.body.case.id };
  }
  const told = ({ status, body }: { status: number; body: { code?: string; title?: string; detail?: string } }) => ({
    status,
    code: body?.code,
    title: body?.title,
    detail: body?.detail,
  });
  /** What lies on a desk about this look. */
  async function rowAbout(entry: number): Promise<string> {
    const { rows } = await world.product.db.query<{ id: string }>("select id from review.desk_row where look_idx = $1", [entry]);
    return rows[0]?.id ?? "";
  }
  /** Bytes as they are, without a client that would tidy them. */
  const raw = (bytes: string) =>
    new Promise<string>((resolve, reject) => {
      let text = "";
      const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
      socket.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      socket.once("close", () => resolve(text)).once("error", reject);
    });

  it("gets nothing without a session, whatever the route", async () => {
    expect(routes.length).toBeGreaterThan(25);
    for (const { method, url, body } of routes.filter((route) => !BEFORE_SESSION.has(route.url) || route.method === "DELETE")) {
      for (const headers of [
        {},
        { authorization: `Bearer ${randomBytes(32).toString("base64url")}` },
        { cookie: "mercusuar=x", "x-mercusuar": "1" },
      ]) {
        const answer = await served.inject({ method, url, headers, ...(body ? { payload: {} } : {}) });
        expect([400, 401, 404], `${method} ${url} says ${answer.statusCode}`).toContain(answer.statusCode);
      }
    }
  });

  it("cannot pass a token where it would end in a log or a history: address and body open nothing", async () => {
    const { token } = world.rina;
    for (const url of [`/api/me?token=${token}`, `/api/me?mercusuar=${token}`, `/api/me?access_token=${token}`])
      expect((await served.inject({ url })).statusCode).not.toBe(200);
  });

  it("cannot make a colleague's browser act: no route that changes anything takes the cookie alone", async () => {
    for (const { method, url, body } of routes.filter((route) => !READS.has(route.method.toLowerCase()))) {
      const answer = await served.inject({
        method,
        url,
        headers: { cookie: `mercusuar=${world.yosua.token}`, origin: "https://jahat.example" },
        ...(body ? { payload: {} } : {}),
      });
      expect([answer.statusCode, answer.json().code], `${method} ${url}`).toEqual([403, "csrf"]);
    }
    expect((await world.call(world.yosua, "GET", "/api/me")).status).toBe(200);
  });

  it("cannot slip in what a form does not ask for: every body is closed, and the key is named", async () => {
    for (const { method, url } of routes.filter(({ body }) => body)) {
      const answer = await served.inject({
        method,
        url,
        headers: { authorization: `Bearer ${world.rina.token}` },
        payload: { functions: ["officer"], person: world.arman.id, own: true },
      });
      expect(answer.statusCode, `${method} ${url} says ${answer.payload}`).toBe(400);
      // A form may ask for functions (whoever hands on a right does); none asks whether something is one's own.
      expect(answer.payload, `${method} ${url}`).toContain('"own"');
    }
  });

  it.each([
    ["no JSON", "{", "bad-json"],
    ["an array", "[]", "bad-request"],
    ["a word", '"x"', "bad-request"],
    ["two megabytes", `{"x":"${"x".repeat(2 * 1024 * 1024)}"}`, "too-large"],
    ["a prototype", '{"__proto__":{"functions":["officer"]}}', "bad-json"],
  ])("and every route that takes a body names %s as what it is", async (_, payload, code) => {
    for (const { method, url } of routes.filter(({ body }) => body)) {
      const headers = { authorization: `Bearer ${world.rina.token}`, "content-type": "application/json" };
      const answer = await served.inject({ method, url, headers, payload });
      expect([answer.statusCode >= 400 && answer.statusCode < 500, answer.json().code], `${method} ${url}`).toEqual([true, code]);
    }
  });

  it("is told the same of a colleague's task as of one that does not exist", async () => {
    const customer = await person("Budi Hartono Setiabudi", "081200007778");
    const { case: task } = await lookOnHisOwn(world.yosua, customer);
    const tries = (id: string) =>
      Promise.all([
        world.call(world.rina, "POST", `/api/cases/${id}/outcome`, { outcome: "done" }),
        world.call(world.rina, "DELETE", `/api/cases/${id}/claim`),
      ]);
    const [theirs, none] = [await tries(task), await tries(nobody("case"))];
    expect(theirs.map(told)).toEqual(none.map(told));
    const { rows } = await world.product.db.query("select closed_at from access.cases where id = $1", [task]);
    expect(rows).toEqual([{ closed_at: null }]);
    const look = await world.call(world.rina, "POST", "/api/looks", { customer, purpose: "care", case: task });
    expect([look.status, look.body.rules.map(({ id }: { id: string }) => id)]).toEqual([403, expect.arrayContaining(["R40"])]);
  });

  it("is told the same of another's desk row, question, look and receipt as of what does not exist", async () => {
    const customer = await person("Dewi Anggraini Puspita", "081200007779");
    const { entry } = await lookOnHisOwn(world.yosua, customer);
    world.at("10:05");
    await world.evening();
    const row = await rowAbout(entry);
    const tries = (id: string, at: number) =>
      Promise.all([
        world.call(world.rina, "GET", `/api/desk/rows/${id}/picture`),
        world.call(world.rina, "POST", `/api/desk/rows/${id}/decisions`, { act: "accept" }),
        world.call(world.rina, "POST", `/api/questions/${id}`, { pick: "visit" }),
        world.call(world.rina, "POST", "/api/mistakes", { entry: at }),
        world.call(world.rina, "GET", `/api/journal/receipts/${at}`),
      ]);
    expect(row).not.toBe("");
    const [theirs, none] = [await tries(row, entry), await tries(nobody("row"), 9_000_000)];
    expect(theirs.map(told)).toEqual(none.map(told));
    expect(theirs.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    const { rows } = await world.product.db.query("select state, answer from review.desk_row where id = $1", [row]);
    expect(rows).toEqual([{ state: "waiting", answer: null }]);
  });

  it("has the receipt of his own look, and his supervisor has it, and nobody may leaf through the journal", async () => {
    const { entry } = await lookOnHisOwn(world.rina, await person("Kartika Sari Purnama", "081200007780"));
    const ask = async (who: Worker, at: number) =>
      (await served.inject({ url: `/api/journal/receipts/${at}`, headers: { authorization: `Bearer ${who.token}` } })).statusCode;
    await world.product.journal.flush();
    const published = async () => {
      while ((await world.product.journal.receipt(entry)) === undefined) await new Promise((done) => setTimeout(done, 20));
    };
    await published();
    expect([await ask(world.rina, entry), await ask(world.arman, entry), await ask(world.yosua, entry)]).toEqual([200, 200, 404]);
    const all = await Promise.all(Array.from({ length: 20 }, (_, at) => ask(world.yosua, at)));
    expect(new Set(all)).toEqual(new Set([404]));
  });

  it("does not learn whom his supervisor looked at, nor who looked at a customer", async () => {
    const query = `from=${DAY}T00:00:00Z&to=${DAY}T23:00:00Z`;
    const ask = (url: string) => world.call(world.rina, "GET", `${url}?${query}`);
    expect((await ask(`/api/trail/people/${world.arman.id}`)).status).toBe(403);
    expect(told(await ask(`/api/trail/people/${world.yosua.id}`))).toEqual(told(await ask(`/api/trail/people/${nobody("per")}`)));
    expect(told(await ask(`/api/trail/customers/${siti}`))).toEqual(told(await ask(`/api/trail/customers/${nobody("cus")}`)));
    expect((await world.call(world.rina, "GET", "/api/desk")).status).toBe(403);
    expect((await world.call(world.rina, "POST", "/api/desk/run")).status).toBe(403);
  });

  it("cannot decide about himself, whoever he is", async () => {
    const chief = await world.hire("kepala", { supervisorId: world.sri.id, superiorId: world.sri.id });
    await world.product.people.grantAccess({ personId: chief.id, function: "supervisor", scope: "branch", endsAt: new Date("2027-06-01") });
    const looks = [
      await lookOnHisOwn(world.rina, siti),
      await lookOnHisOwn(chief, await person("Galih Prakoso Wicaksono", "081200007781")),
    ];
    world.at("11:10");
    await world.evening();
    for (const [who, look] of [
      [world.rina, looks[0]],
      [chief, looks[1]],
    ] as const) {
      const row = await rowAbout(look?.entry ?? -1);
      expect(row).not.toBe("");
      for (const act of ["accept", "mistake", "follow", "ask"])
        expect((await world.call(who, "POST", `/api/desk/rows/${row}/decisions`, { act })).status).toBe(403);
      const { rows } = await world.product.db.query<{ state: string; to_person: string }>(
        "select state, to_person from review.desk_row where id = $1",
        [row],
      );
      expect(rows[0]?.state).toBe("waiting");
      expect(rows[0]?.to_person).not.toBe(who.id);
    }
    // His own answer is heard, and does not close the row.
    const row = await rowAbout(looks[0]?.entry ?? -1);
    expect((await world.call(world.rina, "POST", `/api/questions/${row}`, { pick: "visit" })).status).toBe(204);
    await world.evening();
    const { rows } = await world.product.db.query<{ state: string }>("select state from review.desk_row where id = $1", [row]);
    expect(rows[0]?.state).toBe("answered");
  });

  it("does not read a mother's name by any route", async () => {
    const seen: string[] = [];
    let opened = 0;
    const ask = async (url: string, body: object) => {
      const answer = await world.call(world.rina, "POST", url, body);
      seen.push(JSON.stringify(answer.body));
      if (url === "/api/looks" && answer.status === 200) opened++;
      return answer;
    };
    const customer = await person("Intan Permatasari Lestari", "081200007782");
    const task = await world.ticket(customer);
    await world.call(world.rina, "POST", `/api/cases/${task}/claim`, {});
    for (const purpose of ["care", "service", "billing", "verification", "order", "offer", "interest", "rights"])
      for (const ways of [
        {},
        { fields: ["mother_name"] },
        { reveal: ["mother_name"] },
        { fields: ["name", "mother_name"], reveal: ["mother_name"] },
      ])
        await ask("/api/looks", { customer, purpose, case: task, ...ways });
    await ask("/api/purpose-changes", { from: 1, customer, purpose: "verification", case: task, fields: ["mother_name"] });
    await ask("/api/search", { by: "phone", value: "081200007782", purpose: "care" });
    await ask("/api/listings", { of: "queue" });
    expect((await ask("/api/search", { by: "mother_name", value: MOTHER, purpose: "care" })).status).toBe(400);
    for (const given of ["R", "Rahayu", MOTHER.slice(0, -1), "%"])
      await ask("/api/matches", { customer, purpose: "verification", case: task, field: "mother_name", given });
    expect(opened).toBeGreaterThan(0);
    for (const text of seen) for (const part of MOTHER.split(" ")) expect(text).not.toContain(part);
  });

  it("cannot ask for more than a page", async () => {
    const query = `from=${DAY}T00:00:00Z&to=${DAY}T23:00:00Z`;
    const officer = await world.hire("petugas-data", { function: "officer" });
    for (const limit of ["501", "100000000", "-1", "0", "1e9", "NaN"])
      expect((await world.call(officer, "GET", `/api/trail/people/${world.rina.id}?${query}&limit=${limit}`)).status).toBe(400);
    const tooMany: Array<[string, object]> = [
      ["/api/looks", { customer: siti, purpose: "care", fields: Array.from({ length: 61 }, () => "name") }],
      ["/api/looks", { customer: siti, purpose: "care", reveal: Array.from({ length: 11 }, () => "name") }],
      ["/api/search", { by: "phone", value: "0".repeat(201), purpose: "care" }],
      ["/api/listings", { of: "queue", cursor: "x".repeat(401) }],
      ["/api/reports", { date: DAY, rows: Array.from({ length: 501 }, () => ({ customer: siti, channel: "phone", result: "done" })) }],
    ];
    for (const [url, body] of tooMany) expect((await world.call(world.rina, "POST", url, body)).status, url).toBe(400);
    for (const cursor of ["x", "1", "eyJhIjoxfQ", "' or 1=1 --"])
      expect((await world.call(world.rina, "POST", "/api/listings", { of: "queue", cursor })).status).toBeLessThan(500);
  });

  it("cannot make the house stumble over what no database keeps: an odd character, a number, a day, a page mark is refused by name", async () => {
    const officer = await world.hire("petugas-tanggal", { function: "officer" });
    const mark = (...parts: unknown[]) => encodeURIComponent(Buffer.from(JSON.stringify(parts)).toString("base64url"));
    const trail = `/api/trail/people/${world.rina.id}?from=${DAY}T00:00:00Z`;
    const asked: Array<[Worker, "GET" | "POST", string, object?]> = [
      ...["\u0000", "R\ud800"].flatMap((odd): typeof asked => [
        [world.rina, "POST", "/api/session", { login: odd, password: "x" }],
        [world.rina, "POST", "/api/search", { by: "customer_number", value: `LN1${odd}`, purpose: "care" }],
        [
          world.rina,
          "POST",
          "/api/listings",
          { of: "queue", cursor: Buffer.from(JSON.stringify([`${DAY}T00:00:00Z`, odd])).toString("base64url") },
        ],
        [world.arman, "GET", `/api/desk?cursor=${mark(0, `${DAY}T00:00:00Z`, odd)}`],
      ]),
      ...["-200000-01-01T00:00:00Z", 1e300].flatMap((odd): typeof asked => [
        [
          world.rina,
          "POST",
          "/api/listings",
          { of: "portfolio", cursor: Buffer.from(JSON.stringify([odd, "cus_1"])).toString("base64url") },
        ],
        [world.arman, "GET", `/api/desk?cursor=${mark(0, odd, "row_1")}`],
        [officer, "GET", `${trail}&to=${DAY}T23:00:00Z&cursor=${mark(odd, 1, 1)}`],
      ]),
      ...[2 ** 53, 1e308].flatMap((odd): typeof asked => [
        [world.rina, "POST", "/api/looks", { customer: siti, purpose: "care", re: odd }],
        [world.rina, "POST", "/api/purpose-changes", { customer: siti, purpose: "care", from: odd }],
        [world.rina, "POST", "/api/mistakes", { entry: odd }],
        [world.rina, "GET", `/api/journal/receipts/${odd}`],
      ]),
      ...["2026-02-31", "0000-01-01", "2026-13-01"].map((odd): (typeof asked)[number] => [world.arman, "GET", `/api/desk?date=${odd}`]),
      [officer, "GET", `${trail}&to=9999-12-31T23:59:60Z`],
    ];
    for (const [who, method, url, body] of asked) {
      const answer = await world.call(who, method, url, body);
      expect([answer.status, answer.body.code], `${method} ${url} ${JSON.stringify(body)}`).toEqual([
        400,
        expect.stringMatching(/^bad-(request|cursor)$/),
      ]);
    }
  });

  it("guessing numbers one after the other is stopped by the day's quota, and the tries are written down", async () => {
    const guesser = await world.hire("penebak", { supervisorId: world.arman.id });
    const codes: number[] = [];
    let last: { status: number; body: { rules?: Array<{ id: string }> } } = { status: 0, body: {} };
    for (let n = 0; n < 62; n++) {
      last = await world.call(guesser, "POST", "/api/search", { by: "phone", value: `0812000${String(10_000 + n)}`, purpose: "care" });
      codes.push(last.status);
    }
    expect(codes.filter((status) => status === 200)).toHaveLength(60);
    expect([last.status, last.body.rules?.[0]?.id]).toEqual([403, "R34"]);
    await world.product.journal.flush();
    const { rows } = await world.product.db.query(
      "select count(*)::int as n from journal.look_index where person_id = $1 and typ = 'search'",
      [guesser.id],
    );
    expect(rows).toEqual([{ n: 62 }]);
  });

  it("reads no file beside the web app", async () => {
    const paths = [
      "/../key.txt",
      "/assets/../../key.txt",
      "/%2e%2e/key.txt",
      "/assets/%2e%2e%2f%2e%2e%2fkey.txt",
      "/..%5ckey.txt",
      "/%252e%252e%252fkey.txt",
      "/....//key.txt",
      "//key.txt",
      "/assets/..;/..;/key.txt",
      "/key.txt%00.html",
      join(web, "key.txt"),
    ];
    for (const path of paths) {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(answer, path).toMatch(/^HTTP\/1\.1 /);
      expect(answer, path).not.toContain(secret);
    }
  });

  it("cannot write a header of the answer", async () => {
    const body = JSON.stringify({ login: "rina\r\nSet-Cookie: mercusuar=jahat", password: "x\r\nX-Jahat: 1" });
    const head = "Host: x\r\nContent-Type: application/json\r\nAccept-Language: en\tX-Jahat: 1\r\nOrigin: https://jahat.example";
    const answer = await raw(`POST /api/session HTTP/1.1\r\n${head}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`);
    const [headers = ""] = answer.split("\r\n\r\n");
    expect(headers).toMatch(/^HTTP\/1\.1 401 /);
    expect(headers.toLowerCase()).not.toMatch(/x-jahat|set-cookie|access-control-allow/);
    const twice = await raw(
      `POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    );
    expect(twice).toMatch(/^HTTP\/1\.1 400 /);
    expect(twice.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  it("with a stolen session cannot guess the password, and is out when its owner changes it", async () => {
    const owner = await world.hire("pemilik", {});
    await world.product.people.setPassword(owner.id, "kata sandi yang panjang");
    const sign = async () =>
      (
        await served.inject({ method: "POST", url: "/api/session", payload: { login: "pemilik", password: "kata sandi yang panjang" } })
      ).json();
    const [own, stolen] = [
      { ...owner, token: (await sign()).token },
      { ...owner, token: (await sign()).token },
    ];
    const change = (who: Worker, current: string) =>
      world.call(who, "POST", "/api/password", { password: "kata sandi yang baru", current });
    expect((await world.call(owner, "GET", "/api/me")).status).toBe(401);
    expect((await change(own, "kata sandi yang panjang")).status).toBe(204);
    expect([(await world.call(own, "GET", "/api/me")).status, (await world.call(stolen, "GET", "/api/me")).status]).toEqual([200, 401]);
    const guesses = [];
    for (let n = 0; n < 8; n++) guesses.push((await change(own, `tebakan ${n}`)).status);
    expect([guesses[0], guesses.at(-1)]).toEqual([403, 429]);
  });

  it("row 44: with the DBA's help has no session: a row written by SQL is a 401, an alarm and an entry", async () => {
    const target = await world.hire("sasaran", { function: "officer", supervisorId: world.arman.id });
    const token = randomBytes(32).toString("base64url");
    await world.product.db.query(
      `insert into people.session (id, token_hash, person_id, method, created_at, expires_at, mac)
       select $1, $2, person_id, method, created_at, expires_at, mac from people.session where person_id = $3`,
      [newId("ses"), createHash("sha256").update(token).digest("hex"), target.id],
    );
    const forged = { id: target.id, token };
    expect((await world.call(forged, "GET", "/api/me")).status).toBe(401);
    expect((await world.call(forged, "POST", "/api/looks", { customer: siti, purpose: "care" })).status).toBe(401);
    await world.product.journal.drain();
    const { rows } = await world.product.db.query(
      "select r.why, o.entry->>'dec' as dec, o.idx > 0 as sealed from people.sign_in_refusal r join journal.outbox o on o.entry->'rsn' ? r.why and o.entry->>'psn' = r.person_id where r.person_id = $1",
      [target.id],
    );
    expect(rows).toEqual([{ why: "FORGED", dec: "deny", sealed: true }]);
  });

  it("and what was tried at the door lies on the supervisor's desk by evening: a forged session, and a leaver's try", async () => {
    const leaver = await world.hire("mantan", { supervisorId: world.arman.id });
    await world.product.people.endPerson(leaver.id, "resigned");
    expect((await world.call(leaver, "GET", "/api/me")).status).toBe(401);
    await world.evening();
    const { body } = await world.call(world.arman, "GET", `/api/desk?date=${DAY}`);
    const rows = body.rows as Array<{ kind: string; person: { name: string }; why: string[]; sentence: string }>;
    const whyOf = (name: string) => rows.find((row) => row.kind === "refusal" && row.person.name === name)?.why;
    expect(whyOf("Mantan")).toEqual([expect.stringContaining("sudah berhenti")]);
    expect(whyOf("Sasaran")).toEqual([expect.stringContaining("ditulis langsung ke basis data")]);
    const before = rows.length;
    await world.evening();
    expect((await world.call(world.arman, "GET", `/api/desk?date=${DAY}`)).body.rows).toHaveLength(before);
  });

  it("row 44: with the DBA's help has no password: one written by SQL opens nothing and is told", async () => {
    const target = await world.hire("korban", { function: "officer" });
    await world.product.people.setPassword(target.id, "kata sandi yang panjang");
    const sign = (password: string) => served.inject({ method: "POST", url: "/api/session", payload: { login: "korban", password } });
    expect((await sign("kata sandi yang panjang")).statusCode).toBe(200);
    const { rows } = await world.product.db.query<{ secret: string }>("select secret from people.credential where person_id = $1", [
      target.id,
    ]);
    const salt = randomBytes(16);
    const own = rows[0]?.secret.split("$") ?? [];
    const mine = [...own.slice(0, -2), salt.toString("base64url"), scryptSync("milik saya sendiri", salt, 32).toString("base64url")].join(
      "$",
    );
    await world.product.db.query("update people.credential set secret = $2 where person_id = $1", [target.id, mine]);
    expect([(await sign("milik saya sendiri")).statusCode, (await sign("kata sandi yang panjang")).statusCode]).toEqual([401, 401]);
    const refused = await world.product.db.query("select why from people.sign_in_refusal where person_id = $1", [target.id]);
    expect(refused.rows).toEqual([{ why: "FORGED" }]);
  });
});

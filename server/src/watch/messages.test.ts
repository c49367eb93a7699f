import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld } from "../../../tests/world/evening-world.ts";
import { readFeeds } from "./read-feeds.ts";

const SECRET = "a-secret-of-this-test-alone";
const FEEDS = {
  feeds: [
    { name: "pbx-live", uses: "live-contacts", zone: "Asia/Makassar", secretFile: "secret" },
    { name: "zammad", uses: "zammad", zone: "Asia/Makassar", secretFile: "secret", persons: { "rina@perusahaan.example": "rina" } },
    { name: "chatwoot", uses: "chatwoot", zone: "Asia/Makassar", secretFile: "secret", persons: { "7": "yosua" } },
    { name: "dialler", uses: "dispatcher", zone: "Asia/Makassar", secretFile: "secret" },
    { name: "tickets", uses: "ticket-webhook", zone: "Asia/Makassar", secretFile: "secret" },
  ],
};

function feedsFile(): string {
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-feeds-"));
  writeFileSync(join(dir, "secret"), `${SECRET}\n`, { mode: 0o600 });
  writeFileSync(join(dir, "feeds.json"), JSON.stringify(FEEDS));
  return dir;
}

describe.each(engines)("messages of other systems on $name", (engine) => {
  let world: EveningWorld;
  let dir: string;
  let budi: string;

  beforeAll(async () => {
    dir = feedsFile();
    world = await openEveningWorld(engine, { feeds: join(dir, "feeds.json") });
    budi = await world.customer("Budi", { phone: "0812-0000-9001" });
  }, 180_000);
  afterAll(async () => {
    await world?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  async function post(feed: string, message: object, signed: (body: string) => Record<string, string>) {
    const payload = JSON.stringify(message);
    const headers = { "content-type": "application/json", ...signed(payload) };
    const answer = await world.app.inject({ method: "POST", url: `/api/evidence/${feed}`, headers, payload });
    return { status: answer.statusCode, body: JSON.parse(answer.payload) };
  }
  const seconds = (): string => String(Math.floor(world.product.clock.now().getTime() / 1000));
  const token = () => ({ authorization: `Bearer ${SECRET}` });
  const hub = (body: string) => ({ "x-hub-signature": `sha1=${createHmac("sha1", SECRET).update(body).digest("hex")}` });
  const chat = (body: string, at = seconds()) => ({
    "x-chatwoot-timestamp": at,
    "x-chatwoot-signature": `sha256=${createHmac("sha256", SECRET).update(`${at}.${body}`).digest("hex")}`,
  });
  const standard = (body: string) => {
    const at = seconds();
    const signature = createHmac("sha256", SECRET).update(`msg_1.${at}.${body}`).digest("base64");
    return { "webhook-id": "msg_1", "webhook-timestamp": at, "webhook-signature": `v1,AAAA v1,${signature}` };
  };
  const call = (change: object = {}) => ({
    id: "c-1",
    kind: "call",
    startedAt: `${DAY}T01:00:00Z`,
    extension: "2104",
    phone: "+62 812 0000 9001",
    ...change,
  });

  it("R40: a contact is live from the moment at which its call starts until it ends, and the same message changes nothing", async () => {
    world.at("09:01");
    expect(await post("pbx-live", call(), token)).toEqual({ status: 200, body: { new: 1, same: 0, unbound: 0, others: 0, bad: [] } });
    expect((await post("pbx-live", call(), token)).body).toMatchObject({ new: 0, same: 1 });
    const live = (time: string) => world.product.watch.liveContact(world.rina.id, budi, world.at(time));
    expect(await live("11:30")).toBe(true);
    world.at("09:20");
    expect((await post("pbx-live", call({ endedAt: `${DAY}T01:20:00Z` }), token)).body).toMatchObject({ new: 1 });
    expect([await live("09:30"), await live("11:30")]).toEqual([true, false]);
  });

  it("answers alike for a feed that is not there, a wrong secret, an old signature and none", async () => {
    const old = (body: string) => chat(body, String(Number(seconds()) - 301));
    const answers = [
      await post("nobody", call(), token),
      await post("pbx-live", call(), () => ({ authorization: "Bearer another-secret-of-somebody" })),
      await post("pbx-live", call(), () => ({})),
      await post("zammad", {}, (body) => hub(`${body} `)),
      await post("chatwoot", {}, old),
      await post("tickets", {}, token),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
    expect(new Set(answers.map(({ body }) => body.title)).size).toBe(1);
  });

  it("names what is wrong with a message, and says of one that is no JSON that it is none", async () => {
    expect((await post("pbx-live", call({ id: "c-2", extension: "9999" }), token)).body.bad).toMatchObject([
      { row: 0, column: "extension" },
    ]);
    expect((await post("pbx-live", call({ kind: "chat" }), token)).body.bad).toMatchObject([{ column: "kind" }]);
    const headers = { "content-type": "application/json", ...token() };
    expect((await world.app.inject({ method: "POST", url: "/api/evidence/pbx-live", headers, payload: "{" })).statusCode).toBe(400);
  });

  it("an integrator's session writes under no name of a signed feed, nor of the house", async () => {
    const send = (source: string) => {
      const row = { external: "c-9", kind: "call", person: world.rina.id, customer: budi, channel: "phone", startsAt: `${DAY}T02:00:00Z` };
      return world.call(world.exchange, "POST", "/api/interactions", { source, rows: [row] });
    };
    for (const source of ["pbx-live", "mercusuar", "mercusuar-confirmation"]) expect((await send(source)).status).toBe(403);
  });

  it("explains a look by the customer's own ticket that its owner answered, and not by one that the owner wrote down himself", async () => {
    const siti = await world.customer("Siti", { phone: "0812-0000-9002" });
    const rina = { id: 5, login: "rina@perusahaan.example" };
    const payload = (id: number, phone: string, by: { id: number; login: string }, sender: string, at: string) => ({
      ticket: { id: 81, customer_id: 8, customer: { id: 8, phone }, owner_id: 5, owner: rina },
      article: { id, sender, internal: false, created_at: at, created_by_id: by.id, created_by: by },
    });
    const entries: number[] = [];
    for (const [phone, customer, author, id] of [
      ["0812-0000-9001", budi, { id: 8, login: "budi" }, 10],
      ["0812-0000-9002", siti, rina, 20],
    ] as const) {
      world.at("10:00");
      expect((await post("zammad", payload(id, phone, author, "Customer", `${DAY}T02:00:00Z`), hub)).body).toMatchObject({
        new: 1,
        bad: [],
      });
      world.at("13:00");
      const opened = await world.call(world.rina, "POST", "/api/cases", { customer, purpose: "care", origin: "agent_call" });
      entries.push(
        (await world.call(world.rina, "POST", "/api/looks", { customer, purpose: "care", case: opened.body.case.id })).body.entry,
      );
      world.at("13:10");
      expect((await post("zammad", payload(id + 1, phone, rina, "Agent", `${DAY}T05:10:00Z`), hub)).body).toMatchObject({
        new: 1,
        bad: [],
      });
    }
    world.at("18:00");
    await world.evening();
    const { rows } = await world.product.db.query("select look_idx, template, grade from review.explanation where look_idx = any($1)", [
      entries,
    ]);
    expect(rows).toEqual([{ look_idx: entries[0], template: "T4X", grade: "B" }]);
  });

  it("takes Chatwoot's messages, a dispatcher's items and signed tickets", async () => {
    world.at("14:00");
    const meta = { sender: { id: 3, phone_number: "+6281200009001" }, assignee: { id: 7 } };
    const message = {
      event: "message_created",
      id: 1,
      message_type: "incoming",
      created_at: `${DAY}T06:00:00Z`,
      sender: { type: "contact" },
      conversation: { id: 4, meta },
    };
    expect((await post("chatwoot", message, chat)).body).toMatchObject({ new: 1, bad: [] });
    expect((await post("chatwoot", { event: "conversation_created", id: 4 }, chat)).body).toMatchObject({ new: 0, others: 1 });
    const item = { item: "row-9", event: "handed_out", at: `${DAY}T06:00:00Z`, login: "yosua", phone: "081200009001" };
    expect(
      (await post("dialler", [item, { ...item, event: "ended", outcome: "done", at: `${DAY}T06:05:00Z` }], standard)).body,
    ).toMatchObject({ new: 2, bad: [] });
    const ticket = { ticket: "7", event: "request", at: `${DAY}T06:00:00Z`, author: "customer", owner: "yosua", phone: "081200009001" };
    expect((await post("tickets", ticket, standard)).body).toMatchObject({ new: 1, bad: [] });
    const { rows } = await world.product.db.query<{ kind: string; person_id: string; customer_id: string; grade: string }>(
      "select kind, person_id, customer_id, grade from watch.interaction where source in ('chatwoot', 'dialler', 'tickets') order by source, kind",
    );
    expect(rows.map(({ kind, grade }) => `${kind} ${grade}`)).toEqual(["customer_event A", "dispatch A", "outcome B", "customer_event A"]);
    expect(rows.every((row) => row.person_id === world.yosua.id && row.customer_id === budi)).toBe(true);
  });

  it("leaves neither number nor address nor secret in the database", async () => {
    const { rows } = await world.product.db.query<{ all: string }>("select json_agg(i)::text as all from watch.interaction i");
    expect(rows[0]?.all).not.toMatch(/8120000|perusahaan|secret/);
  });

  it("shows announced feeds that have not delivered yet", async () => {
    const states = await world.product.watch.feedStates();
    expect(states.map(({ source }) => source)).toEqual(["chatwoot", "dialler", "pbx-live", "tickets", "zammad"]);
  });
});

describe("the file of feeds", () => {
  it("names all mistakes at once", () => {
    const dir = feedsFile();
    writeFileSync(
      join(dir, "wrong.json"),
      JSON.stringify({
        feeds: [
          { name: "a", uses: "exchange-csv", zone: "Asia/Jakarta", secretFile: "secret" },
          { name: "b", uses: "zammad", zone: "Asia/Nowhere", secretFile: "secret" },
          { name: "c", uses: "zammad", zone: "Asia/Jakarta", secretFile: "missing" },
          { name: "d", uses: "zammad", zone: "Asia/Jakarta", secretFile: "secret", colour: "red" },
        ],
      }),
    );
    expect(() => readFeeds(join(dir, "wrong.json"))).toThrow(
      /feeds\[0\]: uses.*feeds\[1\]: "zone".*feeds\[2\]: secretFile: missing.*feeds\[3\]: "colour"/s,
    );
    expect(() => readFeeds(join(dir, "nowhere.json"))).toThrow(/cannot be read/);
    expect(readFeeds(join(dir, "feeds.json")).get("zammad")?.secret).toBe(SECRET);
    rmSync(dir, { recursive: true, force: true });
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../harness/engines.ts";
import { type HttpPeer, startHttpPeer } from "../harness/http-peer.ts";
import { DAY, type EveningWorld, openEveningWorld } from "../world/evening-world.ts";
import { stateOf } from "../world/state-of.ts";

/** A row changed by SQL, and how it is put back as it was. */
interface Forged {
  table: string;
  there: string;
  back: string;
}
const column = (table: string, name: string, there: string, where = "true"): Forged => ({
  table,
  there: `create table forged_${table.replace(".", "_")} as select * from ${table} where ${where}; update ${table} set ${name} = ${there} where ${where}`,
  back: `update ${table} t set ${name} = f.${name} from forged_${table.replace(".", "_")} f where to_jsonb(f) - '${name}' = to_jsonb(t) - '${name}'`,
});

/** Small tables that decide who watches whom, who may lift what, when a customer may be called: all of them are told by their entries. */
describe.each(engines)("a database administrator who changes what is told row by row, on $name", (engine) => {
  const dir = mkdtempSync(join(tmpdir(), "told-"));
  let world: EveningWorld;
  let peer: HttpPeer;
  let siti = "";

  beforeAll(async () => {
    peer = await startHttpPeer(202);
    writeFileSync(join(dir, "token"), "rahasia");
    const connectors = [{ name: "telepon", uses: "call_http", url: `${peer.url}/originate`, secretFile: "token" }];
    writeFileSync(join(dir, "connectors.json"), JSON.stringify({ connectors }));
    world = await openEveningWorld(engine, { connectors: join(dir, "connectors.json") });
    const { rina, yosua, arman, sri, product } = world;
    world.at("09:00");
    siti = await world.customer("Siti Maesaroh", { phone: "081200007123" });
    await work();
    const [watched] = (await world.call(rina, "GET", "/api/rota")).body.watching;
    await world.call(rina, "POST", "/api/rota/nudges", { person: watched.id, about: "pledge" });
    const lapsed = await world.hire("lapsed", { supervisorId: arman.id });
    await product.people.suspendPerson(lapsed.id, "precaution", { by: arman.id });
    await product.people.liftSuspension(lapsed.id, { by: sri.id });
    await product.people.suspendPerson((await world.hire("away", { supervisorId: arman.id })).id, "inquiry", { by: arman.id });
    await product.records.setContactChoice(siti, ["visit"], yosua.id);
    await product.access.importHolidays(days(), "holidays.csv");
    world.at("17:30");
    await world.evening();
    product.story?.set(new Date(world.at("09:00").getTime() + 86_400_000));
    expect((await world.call(arman, "POST", "/api/call-backs/draw", { date: DAY })).body.drawn).toMatchObject([{ drawn: 1 }]);
    await product.journal.drain();
  }, 240_000);
  afterAll(async () => {
    await world?.close();
    peer?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  async function* days() {
    yield { line: 2, row: { date: "2026-12-31", kind: "leave" } };
  }

  /** A dispatched task, done; another that the agent opened himself, with a call and its code. */
  async function work(): Promise<void> {
    const { rina } = world;
    const customer = await world.customer("Budi Santoso");
    const ticket = await world.ticket(customer);
    await world.call(rina, "POST", `/api/cases/${ticket}/claim`);
    await world.call(rina, "POST", "/api/looks", { customer, purpose: "care", case: ticket });
    await world.call(rina, "POST", `/api/cases/${ticket}/outcome`, { outcome: "done" });
    await world.call(rina, "POST", "/api/cases", { customer: siti, purpose: "care", origin: "agent_call" });
    const used = await world.call(rina, "POST", `/api/customers/${siti}/use`, { purpose: "care", connector: "telepon", line: "2104" });
    expect(used.status, JSON.stringify(used.body)).toBe(200);
    expect((await world.call(rina, "POST", "/api/call-codes", { customer: siti, purpose: "care" })).status).toBe(201);
    expect(
      (await world.call(rina, "POST", "/api/presence", { by: "phone", value: "081200007123", purpose: "care", way: "pad" })).status,
    ).toBe(202);
    await world.product.customer.settled();
  }

  async function tables(): Promise<string[]> {
    const { findings } = await stateOf(world.product);
    return [...new Set(findings.map(({ table }) => table))].sort();
  }

  const attacks: Forged[] = [
    column("people.suspension", "by_id", "lifted_by", "lifted_by is not null"),
    column("records.contact_choice", "shut", "'{}'"),
    column("access.holiday", "kind", "'holiday'"),
    column("access.delivery", "accepted", "not accepted"),
    column("customer.call_code", "mac", "md5('forged')"),
    column("customer.presence", "mac", "md5('forged')"),
    column("watch.nudge", "from_id", "to_id"),
    column("watch.rota", "members", `'[{"id": "per_forged", "vendor": "own"}]'`),
    column("review.call_back_draw", "pool", "'[]'"),
    column("review.draw", "budget", "0"),
    column("review.evening", "unexplained", "0"),
  ];

  it("row 43: nothing is found where nobody did", async () => expect(await tables()).toEqual([]));

  it("row 43: a row changed in each of them is named, and no more once it is put back", async () => {
    const { db } = world.product;
    const each = async (texts: string[]) => {
      for (const text of texts.flatMap((one) => one.split("; "))) expect([text, (await db.query(text)).rowCount]).not.toEqual([text, 0]);
    };
    await each(attacks.map(({ there }) => there));
    expect(await tables()).toEqual(attacks.map(({ table }) => table).sort());
    await each(attacks.map(({ back }) => back));
    expect(await tables()).toEqual([]);
  });

  it("row 43: who watches whom this week, who rings whom up, and what the lot put with the question", async () => {
    const { db } = world.product;
    const { rows: calls } = await db.query<{ caller_id: string }>("select caller_id from review.call_back");
    const { rows: lanes } = await db.query<{ id: string; lane: string }>("select id, lane from review.desk_row where lane is not null");
    await db.query("delete from watch.rota_pair where watched_id in (select watched_id from watch.rota_pair limit 1)");
    await db.query("update review.call_back set caller_id = person_id");
    await db.query("update review.desk_row set lane = 'question' where lane is not null");
    expect(await tables()).toEqual(expect.arrayContaining(["review.call_back", "review.desk_row", "watch.rota_pair"]));
    await db.query("update review.call_back set caller_id = $1", [calls[0]?.caller_id]);
    for (const { id, lane } of lanes) await db.query("update review.desk_row set lane = $2 where id = $1", [id, lane]);
    expect(await tables()).toEqual(["watch.rota_pair"]);
  });
});

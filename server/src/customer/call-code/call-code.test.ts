import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askApp } from "../../../../tests/harness/ask-app.ts";
import { engines } from "../../../../tests/harness/engines.ts";
import { type EveningWorld, openEveningWorld } from "../../../../tests/world/evening-world.ts";
import { stateOf } from "../../../../tests/world/state-of.ts";

const UNKNOWN = { known: false, text: expect.stringContaining("tidak kami kenal") };

describe.each(engines)("R54: a call code proves a call genuine, on $name", (engine) => {
  let world: EveningWorld;
  let siti = "";
  let code = "";

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    world.at("10:00");
    siti = await world.customer("Siti Maesaroh", { phone: "081200007123" });
  }, 240_000);
  afterAll(async () => world?.close());

  const issue = (customer = siti, who = world.rina) => world.call(who, "POST", "/api/call-codes", { customer, purpose: "care" });
  const check = (said: string, last = "123") => askApp(world.app, undefined, "POST", "/api/public/call-codes/check", { code: said, last });
  const later = (minutes: number) => world.product.story?.set(new Date(world.product.clock.now().getTime() + minutes * 60_000));

  it("is given in a case only, like a call; it holds nothing of the customer", async () => {
    expect(await issue()).toMatchObject({ status: 403, body: { rules: [{ id: "R40" }] } });
    await world.call(world.rina, "POST", "/api/cases", { customer: siti, purpose: "care", origin: "agent_call" });
    const { status, body } = await issue();
    expect({ status, body }).toMatchObject({ status: 201, body: { code: expect.stringMatching(/^\d{4} \d{4}$/) } });
    code = body.code;
    await world.product.journal.flush();
    const { rows } = await world.product.db.query("select typ, out, fields from journal.look_index where idx = $1", [body.entry]);
    expect(rows).toEqual([{ typ: "use", out: "opened", fields: ["phone:use"] }]);
    const { rows: kept } = await world.product.db.query<{ row: string }>("select row_to_json(k)::text as row from customer.call_code k");
    expect(kept[0]?.row).not.toContain(code.replace(" ", ""));
  });

  it("whoever was called hears from which office, about what and when; no name and no number", async () => {
    const { status, body } = await check(code);
    expect({ status, body }).toMatchObject({ status: 200, body: { known: true, office: "Sumbawa Besar" } });
    expect(body.text).toMatch(/^Ya, panggilan itu dari kami: Sumbawa Besar, pukul 10\.00 WITA/);
    expect(JSON.stringify(body)).not.toMatch(/Siti|Rina|7123|cus_|per_/);
  });

  it("a wrong code, wrong last digits and a code whose time is over are one answer", async () => {
    later(20);
    const wrong = [await check(code.replace(/^./, (one) => String((Number(one) + 1) % 10))), await check(code, "124")];
    later(121);
    for (const { status, body } of [...wrong, await check(code)]) expect({ status, body }).toEqual({ status: 200, body: UNKNOWN });
  });

  it("an officer answers the same for whoever telephones", async () => {
    world.at("13:00");
    const dewi = await world.hire("dewi", { function: "officer" });
    await world.call(world.rina, "POST", "/api/cases", { customer: siti, purpose: "care", origin: "agent_call" });
    const { body } = await issue();
    const said = { code: body.code, last: "123" };
    expect((await world.call(dewi, "POST", "/api/call-codes/check", said)).body).toMatchObject({ known: true, office: "Sumbawa Besar" });
    expect((await askApp(world.app, undefined, "POST", "/api/call-codes/check", said)).status).toBe(401);
  });

  it("nobody guesses: after some tries an address has to wait, and every question is in the journal", async () => {
    later(20);
    const answers = [];
    for (let at = 0; at < 12; at++) answers.push((await check(`0000000${at % 10}`)).status);
    expect(answers).toEqual([...Array(10).fill(200), 429, 429]);
    later(16);
    expect((await check(code)).status).toBe(200);
    const { rows } = await world.product.db.query<{ n: number }>(
      "select count(*)::int as n from journal.outbox where typ = 'callcode' and entry -> 'body' ->> 'change' = 'checked'",
    );
    expect(rows[0]?.n).toBe(16);
  });

  it("one address behind the proxy uses up its own tries, not those of everybody; nobody at a distance writes himself another address", async () => {
    later(16);
    const from = async (forwarded: string, remoteAddress = "127.0.0.1") => {
      const headers = { "x-forwarded-for": forwarded };
      const payload = { code: "00000000", last: "123" };
      return (await world.app.inject({ method: "POST", url: "/api/public/call-codes/check", payload, headers, remoteAddress })).statusCode;
    };
    const answers = new Set<number>();
    for (let at = 0; at < 230; at++) answers.add(await from("203.0.113.7"));
    expect(answers).toEqual(new Set([200, 429]));
    expect(await from("203.0.113.7, 203.0.113.8")).toBe(200);
    for (let at = 0; at < 10; at++) await from(`198.51.100.${at}`, "192.0.2.1");
    expect(await from("198.51.100.99", "192.0.2.1")).toBe(429);
  });

  it("the state check repeats the decision behind each code", async () => {
    const report = await stateOf(world.product);
    expect(report.findings).toEqual([]);
  });
});

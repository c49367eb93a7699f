import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AppAnswer } from "../../../tests/harness/ask-app.ts";
import { engines } from "../../../tests/harness/engines.ts";
import { type AccessWorld, type Hired, openAccessWorld } from "../../../tests/world/access-world.ts";

const NOWHERE = "cus_00000000000000000000000000";

describe.each(engines)("R10: outside scope, on $name", (engine) => {
  let world: AccessWorld;
  let rina: Hired;
  let far: string;

  beforeAll(async () => {
    world = await openAccessWorld(engine);
    rina = await world.hire("rina");
    far = await world.customer(
      { name: "Surabaya Jauh", phone: "081277770001", nik: "0011224107900002" },
      { office: world.offices.surabaya },
    );
  }, 180_000);
  afterAll(() => world?.close(), 60_000);

  /** Everything that the caller or a clock could tell apart: answer, statements, calls to the keeper. */
  async function seen(ask: () => Promise<AppAnswer>) {
    world.traffic();
    const answer = await ask();
    await world.journal.flush();
    const { instance: _, entry: __, ...body } = answer.body;
    if (body.rows) delete body.code;
    const { statements, calls } = world.traffic();
    return {
      status: answer.status,
      body,
      calls,
      statements: statements.filter((name) => name.startsWith("access-") || name.startsWith("records-")),
    };
  }

  it("a look says, costs and asks the same as for a customer who does not exist", async () => {
    const look = (customer: string) => seen(() => world.post(rina, "/api/looks", { customer, purpose: "care" }));
    const [outside, nobody] = [await look(far), await look(NOWHERE)];
    expect(outside).toMatchObject({ status: 404, body: { code: "not-found" }, calls: ["look"], statements: ["access-facts"] });
    expect(nobody).toEqual(outside);
  });

  it("even with a task of one's own, and even where more rules stand against it", async () => {
    const task = await world.task(far, "care", rina.id);
    const look = (customer: string) => seen(() => world.post(rina, "/api/looks", { customer, purpose: "offer", case: task }));
    // The purpose is not of her function: that is hers to know and says nothing about the customer.
    const dewi = await world.hire("dewi", { function: "telesales" });
    const asDewi = (customer: string) => seen(() => world.post(dewi, "/api/looks", { customer, purpose: "care" }));
    expect(await look(NOWHERE)).toEqual(await look(far));
    expect(await asDewi(NOWHERE)).toEqual(await asDewi(far));
    expect((await asDewi(far)).body.rules.map(({ id }: { id: string }) => id)).toEqual(["R4"]);
  });

  it("nor does a look that goes on from another tell more, whoever's that one is", async () => {
    const ana = await world.hire("ana");
    const near = await world.customer({ name: "Dekat Sini" });
    await world.task(near, "care", ana.id);
    const own = (await world.post(ana, "/api/looks", { customer: near, purpose: "care" })).body.entry;
    for (const re of [own, 1, 9_000_000])
      for (const more of [{ re }, { re, reveal: ["phone"] }]) {
        const look = (customer: string) => seen(() => world.post(ana, "/api/looks", { customer, purpose: "care", ...more }));
        const outside = await look(far);
        expect(outside).toMatchObject({ status: 404, body: { code: "not-found" } });
        expect(await look(NOWHERE)).toEqual(outside);
      }
  });

  it("opening a case, and matching, say the same too", async () => {
    const open = (customer: string) => seen(() => world.post(rina, "/api/cases", { customer, purpose: "care", origin: "agent_call" }));
    const match = (customer: string) =>
      seen(() =>
        world.post(rina, "/api/matches", {
          customer,
          purpose: "verification",
          case: "case_00000000000000000000000000",
          field: "mother_name",
          given: "x",
        }),
      );
    expect(await open(NOWHERE)).toEqual(await open(far));
    expect(await match(NOWHERE)).toEqual(await match(far));
  });

  it("a search answers, costs and asks the same as for a number that nobody has", async () => {
    const search = (value: string) => seen(() => world.post(rina, "/api/search", { by: "phone", value, purpose: "care" }));
    const [outside, nobody] = [await search("081277770001"), await search("081277779999")];
    expect(outside).toMatchObject({ status: 200, body: { rows: [] }, calls: ["tokens", "list"] });
    expect(nobody).toEqual(outside);
  });

  it("the try stands in the journal against the customer whom she meant", async () => {
    await world.journal.flush();
    const { rows } = await world.db.query<{ typ: string; rules: string[] }>(
      "select distinct typ, rules from journal.look_index where customer_id = $1 and person_id = $2",
      [far, rina.id],
    );
    expect(rows.every(({ rules }) => rules.includes("R10"))).toBe(true);
    expect(new Set(rows.map(({ typ }) => typ))).toEqual(new Set(["look", "listing", "case"]));
  });
});

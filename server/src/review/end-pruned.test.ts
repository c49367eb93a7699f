import { setTimeout as pause } from "node:timers/promises";
import { readEntries } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld, type Worker } from "../../../tests/world/evening-world.ts";
import { stateOf } from "../../../tests/world/state-of.ts";
import type { DrawEntry } from "./index.ts";

const NEXT = 86_400_000;

describe.each(engines)("a day whose looks were pruned, on $name", (engine) => {
  let world: EveningWorld;
  let asked: number;
  let evening: unknown;

  beforeAll(async () => {
    world = await openEveningWorld(engine, { term: 0 });
    const { product } = world;
    for (let n = 0; n < 7; n++) await world.hire(`agen${n}`, { supervisorId: world.arman.id, superiorId: world.sri.id });
    await served(world.rina, "Budi Santoso", "10:00");
    await served(world.yosua, "Siti Aminah", "10:30");
    const ani = await world.customer("Ani Wijaya");
    const task = await world.ticket(ani);
    world.at("11:00");
    await world.call(world.rina, "POST", `/api/cases/${task}/claim`);
    asked = (await world.call(world.rina, "POST", "/api/looks", { customer: ani, purpose: "care", case: task })).body.entry;
    world.at("17:30");
    await world.evening();
    product.story?.set(new Date(world.at("09:00").getTime() + NEXT));
    await world.evening();
    expect((await world.call(world.arman, "POST", "/api/call-backs/draw", { date: DAY })).status).toBe(200);
    evening = await stored();
    await product.keeper.many(Array.from({ length: 300 }, () => ({ typ: "trail", body: { question: "person-day" } })));
    await product.journal.flush();
    await pause(5);
  }, 180_000);
  afterAll(() => world?.close());

  async function served(who: Worker, name: string, time: string): Promise<void> {
    const customer = await world.customer(name);
    const task = await world.ticket(customer);
    world.at(time);
    await world.call(who, "POST", `/api/cases/${task}/claim`);
    expect((await world.call(who, "POST", "/api/looks", { customer, purpose: "care", case: task })).status).toBe(200);
    expect((await world.call(who, "POST", `/api/cases/${task}/outcome`, { outcome: "done" })).status).toBe(200);
  }
  const rows = async (text: string, ...values: unknown[]) => (await world.product.db.query<Record<string, unknown>>(text, values)).rows;
  const stored = () => rows("select on_date, looks, explained, unexplained from review.evening where on_date = $1", DAY);
  async function draws() {
    const entries: DrawEntry[] = [];
    for await (const { index, entry } of readEntries(world.product.dataDir))
      if (entry.typ === "draw") entries.push({ index, body: entry.body ?? {} });
    return world.product.review.checkDraws(entries, { date: DAY });
  }

  it("keeps who judged what and whom the lot fell on; what explained a look, and the lists from which was drawn, are gone", async () => {
    const { product } = world;
    expect(await rows("select 1 from review.explanation")).not.toEqual([]);
    expect(await rows("select 1 from review.draw_candidate")).not.toEqual([]);
    expect(await rows("select 1 from review.call_back_draw where pool <> '[]'")).toHaveLength(1);
    const [lain] = await rows("select id, person_id, state from review.desk_row where look_idx = $1", asked);
    const called = await rows("select id, look_idx, state from review.call_back order by id");
    expect([lain, called.length]).toEqual([expect.anything(), 2]);
    expect(await stateOf(product)).toMatchObject({ state: "whole" });

    const done = await product.keeper.prune({ before: new Date().toISOString(), by: world.arman.id, second: world.sri.id });
    expect(done.ok, JSON.stringify(done)).toBe(true);
    expect(await product.pruning.finishLeft()).toBeGreaterThan(0);

    expect(await rows("select 1 from review.explanation union all select 1 from review.desk_look")).toEqual([]);
    expect(await rows("select 1 from review.draw_candidate union all select 1 from review.call_back_draw where pool <> '[]'")).toEqual([]);
    expect(await rows("select id, person_id, state from review.desk_row where look_idx = $1", asked)).toEqual([lain]);
    expect(await rows("select id, look_idx, state from review.call_back order by id")).toEqual(called);
    expect(await stateOf(product)).toMatchObject({ state: "whole", findings: [] });
    for (const one of await draws()) expect(one).toMatchObject({ state: "unsure" });
  });

  it("row 43: does not let a call-back of that day be given to another caller by SQL, though the pool that it came from has ended", async () => {
    const { db } = world.product;
    await db.query("update review.call_back set caller_id = person_id");
    expect(await stateOf(world.product)).toMatchObject({ state: "differs", findings: [{ table: "review.call_back", what: ["content"] }] });
  });

  it("is run by no evening again, which would count no look; late evidence leaves it as it is", async () => {
    const { review } = world.product;
    await expect(review.runEvenings({ date: DAY })).rejects.toMatchObject({ code: "pruned", status: 410 });
    await review.rerunEvening({ officeId: world.office.id, date: DAY });
    expect(await stored()).toEqual(evening);
  });

  it("opens on the desk as it was judged", async () => {
    const desk = await world.call(world.arman, "GET", `/api/desk?date=${DAY}`);
    expect(desk.status, JSON.stringify(desk.body)).toBe(200);
    expect(desk.body.rows).not.toEqual([]);
    for (const { id } of desk.body.rows as Array<{ id: string }>)
      expect(await world.call(world.arman, "GET", `/api/desk/rows/${id}/picture`)).toMatchObject({
        status: 200,
        body: { prunedBefore: expect.any(String) },
      });
  });
});

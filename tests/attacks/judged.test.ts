import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../harness/engines.ts";
import { type EveningWorld, openEveningWorld } from "../world/evening-world.ts";
import { stateOf } from "../world/state-of.ts";

/** Words about a look, changed behind the program's back: they would take it off a desk. */
describe.each(engines)("a database administrator who speaks for others, on $name", (engine) => {
  let world: EveningWorld;
  let entry = 0;

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    const { rina, arman } = world;
    world.at("09:00");
    const customer = await world.customer("Budi Santoso");
    const opened = await world.call(rina, "POST", "/api/cases", { customer, purpose: "care", origin: "agent_call" });
    entry = (await world.call(rina, "POST", "/api/looks", { customer, purpose: "care", case: opened.body.case.id })).body.entry;
    world.at("17:30");
    await world.evening();
    const { rows } = (await world.call(rina, "GET", "/api/questions")).body;
    const question = rows.find(({ picks }: { picks: string[] }) => picks.includes("supervisor"));
    await world.call(rina, "POST", `/api/questions/${question.id}`, { pick: "supervisor" });
    const [asked] = (await world.call(arman, "GET", "/api/confirmations")).body.rows;
    expect((await world.call(arman, "POST", `/api/confirmations/${asked.id}`, { so: false })).status).toBe(204);
    await world.product.access.approveQuota(arman.id, { personId: rina.id, more: 2, why: "outage" });
    await world.product.journal.drain();
  }, 180_000);
  afterAll(async () => world?.close());

  async function tables(): Promise<string[]> {
    const { findings } = await stateOf(world.product);
    return findings.map(({ table }) => table);
  }
  async function flip(table: string, there: string, back: string): Promise<void> {
    expect((await world.product.db.query(there)).rowCount).toBeGreaterThan(0);
    expect(await tables()).toEqual([table]);
    await world.product.db.query(back);
    expect(await tables()).toEqual([]);
  }

  it("row 43: nothing is found where nobody did", async () => expect(await tables()).toEqual([]));

  it("row 43: a superior's yes that he never said", () =>
    flip("review.confirmation", "update review.confirmation set state = 'yes'", "update review.confirmation set state = 'no'"));

  it("row 43: more looks than a supervisor approved", () =>
    flip("access.quota_more", "update access.quota_more set more = 20", "update access.quota_more set more = 2"));

  it("row 43: a row that nobody accepted", () => {
    const row = `where look_idx = ${entry}`;
    const accepted = `update review.desk_row set state = 'accepted', decided_by = '${world.arman.id}', idx = 1 ${row}`;
    return flip("review.desk_row", accepted, `update review.desk_row set state = 'answered', decided_by = null ${row}`);
  });

  it("row 43: a honey record that nobody touched", () =>
    flip("watch.honey_hit", `insert into watch.honey_hit values (${entry}, 'fnd_forged', now(), 1)`, "delete from watch.honey_hit"));
});

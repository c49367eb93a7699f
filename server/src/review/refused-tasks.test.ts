import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld } from "../../../tests/world/evening-world.ts";
import { stateOf } from "../../../tests/world/state-of.ts";

describe.each(engines)("R28: refused reaches for a task on $name", (engine) => {
  let world: EveningWorld;
  const PHONE = "081299990077";

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    await world.product.people.setStaffIdentity(world.rina.id, { phone: PHONE });
  }, 180_000);
  afterAll(async () => {
    await world?.close();
  });

  const refusalsOf = async () =>
    (await world.evening()).flatMap(({ rows }) => rows).filter(({ person, kind }) => person.id === world.rina.id && kind === "refusal");

  it("four clicks at one's own record, before any data was asked for, are four refusals, and one row on the desk", async () => {
    const own = await world.customer("Rina Sendiri", { phone: PHONE });
    const ticket = await world.ticket(own);
    const before = (await world.evening())[0]?.refused ?? 0;
    world.at("11:00");
    for (let n = 0; n < 2; n++) expect((await world.call(world.rina, "POST", `/api/cases/${ticket}/claim`)).status).toBe(403);
    for (let n = 0; n < 2; n++)
      expect((await world.call(world.rina, "POST", "/api/cases", { customer: own, purpose: "care", origin: "agent_visit" })).status).toBe(
        403,
      );
    world.at("12:00");
    await world.product.journal.flush();
    const unchecked = (await world.call(world.arman, "GET", `/api/desk?date=${DAY}`)).body;
    expect([unchecked.rows, unchecked.unseen]).toEqual([[], 4]);
    const [row] = await refusalsOf();
    expect((await world.evening())[0]?.refused).toBe(before + 4);
    expect(row?.why.join(" ")).toContain("R28: data sendiri, keluarga serumah, rekan atau atasan.");
    const desk = (await world.call(world.arman, "GET", `/api/desk?date=${DAY}`)).body;
    expect([desk.strip.refusals, desk.unseen]).toEqual([4, 0]);
    expect(desk.rows.find(({ id }: { id: string }) => id === row?.id).sentence).toMatch(/\b4\b/);
  });

  it("a try at the same customer that another rule refuses too joins the row that would read alike, and stays told once that is decided", async () => {
    const own = (await refusalsOf())[0]?.customer?.id;
    world.at("12:10");
    expect((await world.call(world.rina, "POST", "/api/looks", { customer: own, purpose: "care" })).status).toBe(403);
    const [row, ...more] = await refusalsOf();
    expect(more).toEqual([]);
    expect(row?.sentence).toMatch(/\b5\b/);
    expect((await world.call(world.arman, "POST", `/api/desk/rows/${row?.id}/decisions`, { act: "accept" })).status).toBe(200);
    expect((await refusalsOf()).map(({ state }) => state)).toEqual(["accepted"]);
    expect((await world.call(world.rina, "POST", "/api/looks", { customer: own, purpose: "care" })).status).toBe(403);
    expect((await refusalsOf()).map(({ state }) => state).sort()).toEqual(["accepted", "waiting"]);
  });

  it("the state check finds their rows as the entries tell them, and a rebuild makes the same again", async () => {
    const { db, journal } = world.product;
    const findings = async () => (await stateOf(world.product)).findings;
    expect(await findings()).toEqual([]);
    await journal.rebuildProjection({ by: "operator" });
    expect(await findings()).toEqual([]);
    expect((await db.query("select 1 from journal.look_index where typ = 'case' and customer_id is not null")).rows).toHaveLength(4);
  });

  it("a page of his own list that was refused is told as such: no customer is named of those who would have stood on it", async () => {
    const names = [await world.customer("Sinta Murni"), await world.customer("Tono Harjo")];
    for (const [n, idx] of [900_001, 900_002].entries())
      for (const [row, customer] of names.entries())
        await world.product.db.query(
          `insert into journal.look_index (idx, row, iid, typ, at, ts, person_id, customer_id, decision, out, own, rules)
           values ($1, $2, 'x', 'listing', $3, $3, $4, $5, 'deny', 'refused', true, '{BUDGET}')`,
          [idx, row, world.at(`13:0${n}`), world.yosua.id, customer],
        );
    world.at("13:30");
    const rows = (await world.evening())
      .flatMap((one) => one.rows)
      .filter(({ person, kind }) => person.id === world.yosua.id && kind === "refusal");
    expect(rows.map(({ sentence, customer }) => [sentence, customer])).toEqual([
      ["Mulai pukul 13.00 WITA, Yosua (CS) 2 kali memuat daftar kerja sendiri dan ditolak.", undefined],
    ]);
    await world.evening();
    expect((await world.call(world.arman, "POST", `/api/desk/rows/${rows[0]?.id}/decisions`, { act: "accept" })).status).toBe(200);
    const [again] = (await world.evening()).flatMap((one) => one.rows).filter(({ id }) => id === rows[0]?.id);
    expect(again?.state).toBe("accepted");
  });
});

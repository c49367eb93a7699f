import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld } from "../../../tests/world/evening-world.ts";
import { ownLook } from "../../../tests/world/own-look.ts";
import { sealedEntries } from "../../../tests/world/sealed-entries.ts";
import { changeRows } from "./desk-store.ts";

describe.each(engines)("looks of which evidence explains some, or some only later, on $name", (engine) => {
  let world: EveningWorld;

  beforeEach(async () => {
    world = await openEveningWorld(engine, { reviewMinutes: 6 });
  }, 180_000);
  afterEach(async () => {
    await world?.close();
  });

  const lookRows = async () => (await world.evening()).flatMap(({ rows }) => rows).filter(({ kind }) => kind === "look");

  async function calledBriefly(customer: string, startsAt: string, endsAt: string, reportedAt: string): Promise<void> {
    const [from, to] = [world.at(startsAt), world.at(endsAt)];
    world.at(reportedAt);
    const call = { external: customer, kind: "call", person: world.rina.id, customer, channel: "phone", startsAt: from, endsAt: to };
    const { body } = await world.call(world.exchange, "POST", "/api/interactions", { source: "pbx", rows: [call] });
    expect(body.bad).toEqual([]);
  }

  it("a row of two looks, one of which is explained at noon, is drawn for by the other", async () => {
    const vip = await world.customer("Tokoh Publik");
    const { case: task, entry: first } = await ownLook(world, world.rina, vip, "10:00");
    world.at("10:25");
    const second = await world.call(world.rina, "POST", "/api/looks", { customer: vip, purpose: "care", case: task });
    world.at("12:00");
    expect(await lookRows()).toMatchObject([{ entry: first, looks: 2 }]);
    await calledBriefly(vip, "09:59", "10:00", "12:05");
    world.at("17:30");
    expect(await lookRows()).toMatchObject([{ entry: first, lane: "all", grade: "C" }]);
    const draws = (await sealedEntries(world.product)).filter(({ entry }) => entry.typ === "draw").map(({ entry }) => entry.body);
    expect(draws).toMatchObject([{ kind: "committed" }, { kind: "revealed" }]);
    expect(draws[1]?.picked).toContain(`${second.body.entry}.0 all`);
    expect(draws[1]?.picked).not.toContainEqual(expect.stringContaining(`${first}.0 all`));
  });

  it("R18: an explained look at the other side of a dispute takes nothing from the weight of one that follows it within half an hour", async () => {
    const other = await world.customer("Mantan", { phone: "0812-0000-9004" });
    const { case: task } = await ownLook(world, world.rina, other, "10:00");
    world.at("10:20");
    const { body } = await world.call(world.rina, "POST", "/api/looks", { customer: other, purpose: "care", case: task });
    await calledBriefly(other, "09:59", "10:00", "10:30");
    // Declared afterwards: at the door he would have been refused.
    await world.product.people.declareConflict(world.rina.id, {
      relation: "dispute",
      text: "Mantan.",
      parties: [{ phone: "0812-0000-9004" }],
    });
    world.at("17:30");
    const [row, ...more] = await lookRows();
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      entry: body.entry,
      lane: "hard",
      why: expect.arrayContaining([expect.stringMatching(/benturan kepentingan/)]),
    });
  });

  it("R53: who keeps work in hand until the draw is over has his share of the budget kept for him", async () => {
    const { yosua, rina } = world;
    for (let n = 0; n < 6; n++) await ownLook(world, yosua, await world.customer(`Isi ${n}`), `09:2${n}`);
    const late: number[] = [];
    for (let n = 0; n < 6; n++) late.push((await ownLook(world, rina, await world.customer(`Akhir ${n}`), `16:5${n}`)).entry);
    world.at("17:05");
    const first = await lookRows();
    expect(first.map(({ person }) => person.id)).toEqual(Array(6).fill(yosua.id));
    world.at("18:30");
    const reviewed = (await lookRows()).filter(({ lane }) => lane !== "question");
    expect(reviewed).toHaveLength(3);
    expect(reviewed.filter(({ entry }) => late.includes(entry ?? 0)).length).toBeGreaterThanOrEqual(1);
  });

  it("what a supervisor decides while the evening runs is not overwritten by what the run had found before", async () => {
    await ownLook(world, world.rina, await world.customer("Satu"), "10:00");
    world.at("12:00");
    const [row] = await lookRows();
    const decided = await world.call(world.arman, "POST", `/api/desk/rows/${row?.id}/decisions`, { act: "accept" });
    expect(decided.status, decided.text).toBe(200);
    const { db } = world.product;
    await db.transaction((tx) => changeRows(tx, [{ id: row?.id ?? "", was: "waiting", state: "explained", reasons: [] }]));
    expect((await db.query("select state from review.desk_row where id = $1", [row?.id])).rows).toEqual([{ state: "accepted" }]);
  });

  it("twenty who ask for the same evening at once wait for one run, or for the one after it", async () => {
    await ownLook(world, world.rina, await world.customer("Satu"), "10:00");
    world.at("12:00");
    const ask = { officeId: world.office.id };
    const runs = await Promise.all(Array.from({ length: 20 }, () => world.product.review.runEvenings(ask)));
    expect(new Set(runs).size).toBeLessThanOrEqual(2);
  });

  it("an office whose draw cannot be finished leaves no other office without its evening, and is told", async () => {
    const { people, db, review, watch } = world.product;
    const { rows: found } = await db.query<{ id: string }>("select id from people.office where kind = 'head'");
    const others: string[] = [];
    await ownLook(world, world.rina, await world.customer("Satu"), "10:00");
    // One of them comes before, one after it, whatever the order.
    for (const [at, name] of ["abadi", "zaitun"].entries()) {
      const { id: officeId } = await people.addOffice({ name, kind: "branch", parentId: found[0]?.id ?? "", timeZone: "Asia/Makassar" });
      const agent = await world.hire(`agen-${name}`, { officeId, supervisorId: world.arman.id, superiorId: world.sri.id });
      await ownLook(world, agent, await world.customer(name), `10:1${at}`);
      others.push(officeId);
    }
    const count = async (table: string) =>
      (await db.query(`select 1 from review.${table} where office_id = any($1)`, [others])).rows.length;
    // As a DBA would leave it: a list in which one look stands twice.
    await db.query(
      `insert into review.draw (id, office_id, on_date, part, seed, seed_hash, list_hash, candidates, everyone, budget, made_at)
       values ('drw_x', $1, $2, 1, $3, 'x', 'x', 2, 2, 3, $4)`,
      [world.office.id, DAY, "0".repeat(64), world.at("17:20")],
    );
    for (const n of [0, 1])
      await db.query(
        "insert into review.draw_candidate (draw_id, n, look_idx, look_row, person_id, score, hard) values ('drw_x', $1, 7, 0, $2, 0, false)",
        [n, world.rina.id],
      );
    world.at("17:30");
    await expect(review.runEvenings({ date: DAY })).rejects.toThrow("stand twice");
    const missed = await review.missedEvenings(new Date(world.at("17:30").getTime() + 2 * 3_600_000));
    expect(missed.map(({ officeId }) => officeId)).toEqual([world.office.id]);
    expect(await count("evening")).toBe(2);
    world.product.story?.set(new Date(world.at("17:30").getTime() + 12 * 3_600_000));
    // And another that everybody has left since stops nobody either.
    await db.query("update people.person set office_id = $1 where office_id = $2", [others[1], others[0]]);
    await db.query("delete from review.draw where office_id = any($1)", [others]);
    await expect(watch.lateDays.run()).rejects.toThrow("stand twice");
    expect(await count("draw")).toBe(1);
    expect((await db.query("select office_id from watch.late_day where due_at < now() + interval '1 year'")).rows).toEqual([
      { office_id: world.office.id },
    ]);
  });
});

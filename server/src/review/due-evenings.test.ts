import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld } from "../../../tests/world/evening-world.ts";
import { ownLook } from "../../../tests/world/own-look.ts";

const NEXT = "2026-11-24";

describe.each(engines)("a house that serves runs its evenings by itself, on $name", (engine) => {
  let world: EveningWorld;

  beforeEach(async () => {
    world = await openEveningWorld(engine, { reviewMinutes: 6 });
  }, 180_000);
  afterEach(async () => {
    await world?.close();
  });

  const looks = async (count: number, from: string) => {
    for (let n = 0; n < count; n++) await ownLook(world, world.yosua, await world.customer(`Pelanggan ${from} ${n}`), `${from}:${10 + n}`);
  };
  const lanes = async () => {
    const { rows } = await world.product.db.query<{ lane: string | null }>(
      "select lane from review.desk_row where kind = 'look' order by look_idx",
    );
    return rows.map(({ lane }) => lane);
  };

  it("once the last shift is over, and not again", async () => {
    const { review } = world.product;
    await looks(1, "09");
    world.at("16:59");
    expect(await review.runDue()).toBe(0);
    world.at("17:00");
    expect(await review.runDue()).toBe(1);
    expect(await lanes()).toEqual(["all"]);
    world.at("17:05");
    expect(await review.runDue()).toBe(0);
  });

  it("R5: and when the next shift begins, so that questions nobody answered lie on the desk that morning", async () => {
    const { review, people, db } = world.product;
    await people.setDuty([{ personId: world.yosua.id, date: NEXT, segments: [{ kind: "desk", from: "08:00", to: "17:00" }] }], "test");
    await looks(8, "09");
    world.at("17:10");
    await review.runDue();
    const morning = (time: number) => world.product.story?.set(new Date(world.at("08:00").getTime() + 86_400_000 + time));
    const unanswered = async () => (await db.query("select on_date from review.desk_row where kind = 'unanswered'")).rows;
    morning(-60_000);
    expect([await review.runDue(), await unanswered()]).toEqual([0, []]);
    morning(60_000);
    expect([await review.runDue(), await unanswered()]).toEqual([1, [{ on_date: NEXT }]]);
    morning(360_000);
    expect(await review.runDue()).toBe(0);
  });

  it("R53: who shortens the shifts of his team, has the evening run, and lengthens them again, brings no draw forward", async () => {
    const { review, people } = world.product;
    await looks(5, "09");
    world.at("10:00");
    await review.runDue();
    const shift = (to: string) =>
      people.setDuty(
        [world.rina, world.yosua].map(({ id: personId }) => ({
          personId,
          date: DAY,
          segments: [{ kind: "desk" as const, from: "08:00", to }],
        })),
        "test",
      );
    await shift("11:00");
    world.at("12:00");
    expect((await world.call(world.arman, "POST", "/api/desk/run")).status).toBe(200);
    expect(await lanes()).toEqual(Array(5).fill(null));
    await shift("17:00");
    world.at("17:10");
    await review.runDue();
    expect((await lanes()).filter((lane) => lane !== null)).toHaveLength(5);
  });

  it("looks of whoever is moved to another office that night are judged there", async () => {
    const { review, people, db, watch } = world.product;
    const { rows: found } = await db.query<{ id: string }>("select id from people.office where kind = 'head'");
    const west = await people.addOffice({ name: "Bandung", kind: "branch", parentId: found[0]?.id ?? "", timeZone: "Asia/Jakarta" });
    const how = { officeId: west.id, supervisorId: world.arman.id, superiorId: world.sri.id };
    const [budi] = [await world.hire("budi", how), await world.hire("tono", how)];
    world.at("18:35");
    await review.runEvenings({ date: DAY });
    // 22.40 in Bandung is 23.40 in Sumbawa: whose midnight passes before he is moved, and Bandung's after it.
    const at = world.at("23:40");
    await db.query(
      `insert into journal.look_index (idx, iid, typ, at, ts, person_id, customer_id, purpose, decision, out, fields)
       values (1000001, 'x', 'look', $1, $1, $2, $3, 'care', 'allow', 'opened', '{name:full}')`,
      [at, budi.id, await world.customer("Tokoh")],
    );
    const later = async (minutes: number) => {
      world.product.story?.set(new Date(at.getTime() + minutes * 60_000));
      await watch.lateDays.run();
    };
    await later(21);
    await people.changePerson(budi.id, { officeId: world.office.id });
    await later(82);
    const { rows } = await db.query(
      "select r.kind from review.desk_row r join review.desk_look d on d.desk_row_id = r.id where d.look_idx = 1000001",
    );
    expect(rows).toEqual([{ kind: "look" }]);
  });
});

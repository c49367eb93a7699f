import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld, type Worker } from "../../../tests/world/evening-world.ts";
import { ownLook } from "../../../tests/world/own-look.ts";
import { rowErrors } from "../platform/csv.ts";
import { readCsvLog, readLogMap } from "../watch/index.ts";

const NEXT_DAY = "2026-11-24";

/** A share by template and population, as the house tells it. */
async function shareOf({ product }: EveningWorld, template: string, population: string) {
  return (await product.review.coverage()).find((row) => row.template === template && row.population === population);
}

describe.each(engines)("what others say afterwards is measured too, on $name", (engine) => {
  let world: EveningWorld;
  let serving: Worker;
  const entries: number[] = [];

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    serving = await world.hire("sinta", { supervisorId: world.arman.id, superiorId: world.sri.id });
  }, 180_000);
  afterAll(async () => world?.close());

  /** Rina's answer to the question about this look, and the word of whom she names. */
  async function vouched(entry: number, pick: "colleague" | "supervisor", named: Worker) {
    const { rows } = (await world.call(world.rina, "GET", "/api/questions")).body;
    const found = await world.product.db.query<{ id: string }>("select desk_row_id as id from review.desk_look where look_idx = $1", [
      entry,
    ]);
    const id = found.rows[0]?.id;
    const question = rows.find(({ parts }: { parts: Array<{ id: string }> }) => parts.some((part) => part.id === id));
    const answer = { pick, named: named.id, rows: [id] };
    expect((await world.call(world.rina, "POST", `/api/questions/${question?.id}`, answer)).status).toBe(204);
    const [asked] = (await world.call(named, "GET", "/api/confirmations")).body.rows;
    expect((await world.call(named, "POST", `/api/confirmations/${asked.id}`, { so: true })).status).toBe(204);
  }

  it("real looks that a colleague or a superior vouches for are counted over the week before, and random customers with them", async () => {
    const { db, review } = world.product;
    for (let n = 0; n < 40; n++) {
      const customer = await world.customer(`Pelanggan ${n}`);
      if (n < 3) await world.ticket(customer);
      await db.query(
        `insert into journal.look_index (idx, iid, typ, at, ts, person_id, customer_id, purpose, decision, out, rules, fields)
         values ($1, 'x', 'look', $2, $2, $3, $4, 'care', 'allow', 'opened', '{}', '{name:full}')`,
        [900_000 + n, world.at(`09:${10 + n}`), world.yosua.id, customer],
      );
    }
    for (const time of ["10:00", "11:00", "12:00"]) {
      const customer = await world.customer(`Rina ${time}`);
      entries.push((await ownLook(world, world.rina, customer, time)).entry);
      if (time === "10:00")
        await db.query(
          `insert into access.portfolio (id, customer_id, holder_id, office_id, from_at, idx) values ('pfl_c', $1, $2, $3, $4::timestamptz - interval '1 day', 1)`,
          [customer, serving.id, world.office.id, world.at(time)],
        );
    }
    world.at("17:30");
    await world.evening();
    await vouched(entries[0] ?? 0, "colleague", serving);
    await vouched(entries[1] ?? 0, "supervisor", world.arman);
    await world.evening();
    const { rows } = await db.query("select look_idx as idx, template from review.explanation where look_idx = any ($1) order by 1", [
      entries,
    ]);
    expect(rows).toEqual([
      { idx: entries[0], template: "T5" },
      { idx: entries[1], template: "T6" },
    ]);
    world.product.story?.set(new Date(`${NEXT_DAY}T10:00:00Z`));
    await review.runEvenings({ date: NEXT_DAY });
    const evening = await db.query<{ looks: number }>("select looks from review.evening where on_date = $1 and office_id = $2", [
      DAY,
      world.office.id,
    ]);
    for (const template of ["T5", "T6"]) {
      expect(await shareOf(world, template, "looks")).toMatchObject({ date: NEXT_DAY, covered: 1, of: evening.rows[0]?.looks });
      for (const population of ["active", "dormant"])
        expect(await shareOf(world, template, population)).toMatchObject({ date: NEXT_DAY, covered: 0, of: 43 });
    }
  });

  it("a day on which little is measured leaves standing what was measured of the others", async () => {
    const { db, review } = world.product;
    expect(await shareOf(world, "T2", "active")).toBeUndefined();
    await db.query(
      "insert into review.coverage (on_date, template, population, covered, of_all, measured_at) values ($1, 'T2', 'active', 30, 40, now())",
      [DAY],
    );
    expect((await review.coverage()).map(({ date, template }) => [date, template])).toEqual(
      expect.arrayContaining([
        [DAY, "T2"],
        [NEXT_DAY, "T5"],
      ]),
    );
  });
});

describe.each(engines)("a house in Mode Pantau is measured by the customers of its CRM, on $name", (engine) => {
  let world: EveningWorld;
  beforeAll(async () => {
    world = await openEveningWorld(engine);
  }, 180_000);
  afterAll(async () => world?.close());

  it("active are those with whom somebody was in contact, dormant those whom the log alone knows", async () => {
    const { watch, dataDir, review, db } = world.product;
    const columns = { at: "waktu", person: "user", customer: "pelanggan" };
    const map = readLogMap(JSON.stringify({ source: "crm", zone: "Asia/Makassar", columns, persons: { u01: "rina" } }), "csv");
    const lines = Array.from({ length: 40 }, (_, n) => `${DAY} 09:${10 + n}:00,u01,CRM-${1000 + n}`);
    const file = join(dataDir, "crm.csv");
    writeFileSync(file, ["waktu,user,pelanggan", ...lines].join("\n"));
    world.at("17:50");
    const errors = rowErrors(`${file}.errors.csv`);
    expect(await watch.importLog({ map, records: readCsvLog(file, map), errors })).toMatchObject({ new: 40 });
    await errors.end();
    const { rows } = await db.query<{ customer: string; at: Date }>(
      "select customer_id as customer, at from watch.observed order by at limit 10",
    );
    const calls = rows.map(({ customer, at }, n) => ({
      ...{
        external: `c${n}`,
        kind: "call" as const,
        person: world.rina.id,
        customer,
        channel: "phone",
        startsAt: new Date(at.getTime() - 20_000),
      },
    }));
    await watch.addInteractions(await watch.bringer(), "pbx", calls);
    // As a house that serves does it by itself.
    world.product.story?.set(new Date(`${NEXT_DAY}T09:00:00Z`));
    expect(await review.runDue()).toBeGreaterThan(0);
    const [looks, active, dormant] = [
      await shareOf(world, "T1", "looks"),
      await shareOf(world, "T1", "active"),
      await shareOf(world, "T1", "dormant"),
    ];
    expect(looks).toMatchObject({ covered: 10, of: 40 });
    expect(dormant).toMatchObject({ covered: 0, of: 40 });
    expect(active?.of).toBe(40);
  });

  it("a look that the log claims is explained by the superior who says that he ordered it", async () => {
    const [question] = (await world.call(world.rina, "GET", "/api/questions")).body.rows;
    const answer = { pick: "supervisor", named: world.arman.id, rows: [question.parts[0].id] };
    expect((await world.call(world.rina, "POST", `/api/questions/${question.id}`, answer)).status).toBe(204);
    const [asked] = (await world.call(world.arman, "GET", "/api/confirmations")).body.rows;
    expect((await world.call(world.arman, "POST", `/api/confirmations/${asked.id}`, { so: true })).status).toBe(204);
    await world.evening(DAY);
    const { rows } = await world.product.db.query(
      "select e.template from review.explanation e join review.desk_look d using (look_idx, look_row) where d.desk_row_id = $1",
      [question.parts[0].id],
    );
    expect(rows).toEqual([{ template: "T6" }]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld, type Worker } from "../../../tests/world/evening-world.ts";
import { ownLook } from "../../../tests/world/own-look.ts";

describe.each(engines)("what shows between persons on $name", (engine) => {
  let world: EveningWorld;
  let maria: Worker;

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    maria = await world.hire("maria", { supervisorId: world.arman.id, superiorId: world.sri.id });
  }, 180_000);
  afterAll(async () => {
    await world?.close();
  });

  async function customersOf(holder: string, count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let n = 0; n < count; n++) ids.push(await world.customer(`Kelolaan ${holder} ${n}`));
    const rows = ids.map((customer, n) => ({ line: n + 2, row: { customer, holder, stand_in: "arman" } }));
    const shared = await world.product.access.distributePortfolio(
      (async function* () {
        yield* rows;
      })(),
      { source: "test", by: "operator", onBad: (fault) => expect.fail(JSON.stringify(fault)) },
    );
    expect(shared.new).toBe(count);
    return ids;
  }

  const relations = async () => (await world.evening()).flatMap(({ rows }) => rows).filter(({ kind }) => kind === "relation");

  it("R77: two who open each other's customers without cases are one finding, with both their names, on no desk of theirs", async () => {
    const [hers, his] = [await customersOf("rina", 2), await customersOf("yosua", 2)];
    for (const [n, customer] of his.entries()) await ownLook(world, world.rina, customer, `09:0${n}`);
    for (const [n, customer] of hers.entries()) await ownLook(world, world.yosua, customer, `09:1${n}`);
    world.at("17:10");
    const [row, ...more] = await relations();
    expect(more).toEqual([]);
    expect(row?.sentence).toMatch(/^(Rina \(CS\) dan Yosua|Yosua \(CS\) dan Rina) bersama-sama membuka data pelanggan tanpa penjelasan\.$/);
    expect(row?.why).toContain("4 kali dalam 30 hari yang satu membuka pelanggan kelolaan yang lain, tanpa penjelasan.");
    const desk = await world.call(world.arman, "GET", `/api/desk?date=${DAY}`);
    expect(desk.body.rows.some((one: { kind: string }) => one.kind === "relation")).toBe(true);
  });

  it("does not warn the two by a question, and lays the same finding on the desk once", async () => {
    for (const who of [world.rina, world.yosua]) {
      const asked = await world.call(who, "GET", "/api/questions");
      expect(asked.text).not.toContain("bersama-sama");
    }
    expect(await relations()).toHaveLength(1);
  });

  it("R77: a third pair of unexplained eyes on one customer is a finding, two are none", async () => {
    const customer = await world.customer("Sasaran Ramai");
    await ownLook(world, world.rina, customer, "10:01");
    await ownLook(world, world.yosua, customer, "10:11");
    const crowds = async () => (await relations()).filter(({ sentence }) => sentence.startsWith("Beberapa petugas"));
    expect(await crowds()).toEqual([]);
    await ownLook(world, maria, customer, "10:21");
    world.at("17:20");
    const [row] = await crowds();
    expect(row?.why).toContain("3 petugas membuka data pelanggan ini dalam 7 hari tanpa penjelasan.");
    expect(row?.sentence).not.toContain("Sasaran");
  });

  it("R77: whose customers they were is asked of the time of the look: who is handed a portfolio afterwards has done nothing with its holder", async () => {
    world.at("08:30");
    const [sari, tono] = [
      await world.hire("sari", { supervisorId: world.arman.id, superiorId: world.sri.id }),
      await world.hire("tono", { supervisorId: world.arman.id, superiorId: world.sri.id }),
    ];
    const [hers, his] = [await customersOf("sari", 2), await customersOf("tono", 2)];
    for (const [n, customer] of hers.entries()) await ownLook(world, sari, customer, `12:0${n}`);
    for (const [n, customer] of his.entries()) await ownLook(world, tono, customer, `12:1${n}`);
    world.at("17:22");
    const swapped = [...hers.map((customer) => ["tono", customer]), ...his.map((customer) => ["sari", customer])];
    await world.product.access.distributePortfolio(
      (async function* () {
        for (const [n, [holder, customer]] of swapped.entries()) yield { line: n + 2, row: { customer, holder, stand_in: "arman" } };
      })() as Parameters<typeof world.product.access.distributePortfolio>[0],
      { source: "test", by: "operator", onBad: (fault) => expect.fail(JSON.stringify(fault)) },
    );
    const about = (await relations()).filter(({ person }) => person.id === sari.id || person.id === tono.id);
    expect(about).toEqual([]);
  });

  it("R77: two of two offices are found as well, each on the desk of his own", async () => {
    world.at("08:40");
    const { people, db } = world.product;
    const { rows: found } = await db.query<{ id: string }>("select id from people.office where kind = 'head'");
    const { id: officeId } = await people.addOffice({
      name: "Dompu",
      kind: "branch",
      parentId: found[0]?.id ?? "",
      timeZone: "Asia/Makassar",
    });
    const zaki = await world.hire("zaki", { officeId, supervisorId: world.arman.id, superiorId: world.sri.id });
    const [hers, his] = [await customersOf("maria", 2), await customersOf("zaki", 2)];
    const pairs = [...his.map((customer) => [maria.id, customer]), ...hers.map((customer) => [zaki.id, customer])];
    for (const [n, [person, customer]] of pairs.entries())
      await db.query(
        `insert into journal.look_index (idx, iid, typ, at, ts, person_id, customer_id, purpose, decision, out, fields)
         values ($1, 'x', 'look', $2, $2, $3, $4, 'care', 'allow', 'opened', '{name:full}')`,
        [2_000_000 + n, world.at(`11:0${n}`), person, customer],
      );
    world.at("17:25");
    for (const _ of ["rows of one office", "seen by the other"]) await world.product.review.runEvenings({ date: DAY });
    const { rows } = await db.query<{ person_id: string }>(
      "select person_id from review.desk_row where kind = 'relation' and topic like 'each_other %' and person_id = any($1)",
      [[maria.id, zaki.id]],
    );
    expect(rows.map(({ person_id }) => person_id).sort()).toEqual([maria.id, zaki.id].sort());
  });
});

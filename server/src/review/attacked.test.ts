import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld, type Worker } from "../../../tests/world/evening-world.ts";

/** What an attacker found in the evening, each as he did it. Looks are rows of the projection, as if they had been made then. */
describe.each(engines)("an evening under attack, on $name", (engine) => {
  let world: EveningWorld;
  let idx = 1_000_000;

  beforeEach(async () => {
    world = await openEveningWorld(engine, { reviewMinutes: 6 });
  }, 180_000);
  afterEach(async () => {
    await world?.close();
  });

  async function seen(
    who: Pick<Worker, "id">,
    customer: string,
    at: Date,
    { typ = "look", decision = "allow", late = 0 } = {},
  ): Promise<number> {
    await world.product.db.query(
      `insert into journal.look_index (idx, iid, typ, at, ts, person_id, customer_id, purpose, decision, out, fields)
       values ($1, 'x', $5, $2::timestamptz + make_interval(secs => $7), $2, $3, $4, 'care', $6, 'opened', '{name:full}')`,
      [++idx, at, who.id, customer, typ, decision, late],
    );
    return idx;
  }
  const rowsOf = async (kind: string, date = DAY) =>
    (await world.evening(date)).flatMap(({ rows }) => rows).filter((row) => row.kind === kind);
  const kiosk = async (name: string): Promise<string> => {
    const { people, db } = world.product;
    const { rows } = await db.query<{ id: string }>("select id from people.office where kind = 'head'");
    return (await people.addOffice({ name, kind: "branch", parentId: rows[0]?.id ?? "", timeZone: "Asia/Makassar" })).id;
  };

  it("R77: a new pair is told, however many old pairs stand before it", async () => {
    const crew: Worker[] = [];
    for (let n = 0; n < 9; n++) crew.push(await world.hire(`agen${n}`, { supervisorId: world.arman.id, superiorId: world.sri.id }));
    crew.sort((a, b) => (a.id < b.id ? -1 : 1));
    const customers: string[] = [];
    for (let n = 0; n < 90; n++) customers.push(await world.customer(`Pelanggan ${n}`));
    const before = new Date(world.at("10:00").getTime() - 3 * 86_400_000);
    for (const [n, customer] of customers.slice(13).entries())
      await seen(world.yosua, customer, new Date(before.getTime() - 3_600_000 + n * 1_000));
    for (const [k, who] of crew.slice(0, 7).entries())
      for (const [c, customer] of customers.slice(0, 6).entries())
        await seen(who, customer, new Date(before.getTime() + (k * 6 + c) * 60_000));
    world.at("18:00");
    const old = await rowsOf("relation", "2026-11-20");
    expect(old.filter(({ sentence }) => sentence.includes("bersama-sama"))).toHaveLength(20);
    const pair = crew.slice(7);
    for (const [k, who] of pair.entries())
      for (const [c, customer] of customers.slice(6, 13).entries())
        await seen(who, customer, new Date(world.at("11:00").getTime() + (k * 60 + c) * 60_000));
    world.at("18:00");
    const about = (await rowsOf("relation")).map(({ person, sentence }) => [person.id, sentence]);
    expect(about).toContainEqual([pair[0]?.id, expect.stringContaining("bersama-sama")]);
  });

  it("a look under emergency access is reviewed always, also when its person has moved to another office before the draw", async () => {
    const budi = await world.hire("budi", { supervisorId: world.arman.id, superiorId: world.sri.id });
    for (let n = 0; n < 5; n++) await seen(world.yosua, await world.customer(`Isi ${n}`), world.at(`09:1${n}`));
    const entry = await seen(budi, await world.customer("Darurat"), world.at("10:00"), { decision: "breakglass" });
    world.at("12:00");
    expect((await rowsOf("look")).map((row) => row.entry)).toContain(entry);
    await world.product.people.changePerson(budi.id, { officeId: await kiosk("Kios") });
    world.at("17:30");
    expect((await rowsOf("look")).find((row) => row.entry === entry)?.lane).toBe("hard");
  });

  it("what is opened for a connector is counted as it is explained: the numbers of an evening add up", async () => {
    const customer = await world.customer("Ditelepon");
    for (const [n, time] of ["10:00", "10:01", "10:02"].entries())
      await seen(world.rina, customer, world.at(time), { typ: n === 0 ? "look" : "use" });
    const call = {
      external: "1",
      kind: "call",
      person: world.rina.id,
      customer,
      channel: "phone",
      startsAt: world.at("09:59"),
      endsAt: world.at("10:05"),
    };
    world.at("17:30");
    expect((await world.call(world.exchange, "POST", "/api/interactions", { source: "pbx", rows: [call] })).body.bad).toEqual([]);
    const [evening] = await world.product.review.runEvenings({ officeId: world.office.id, date: DAY });
    expect(evening).toMatchObject({ looks: 3, explained: 3, open: 0 });
  });

  it("looks at parts of a millisecond are each found once, and the evening comes to an end", async () => {
    const customer = await world.customer("Sekejap");
    const at = world.at("10:00");
    for (let n = 0; n < 205; n++) await seen(world.rina, customer, at, { late: 0.0004 });
    world.at("12:00");
    expect(await rowsOf("look")).toMatchObject([{ looks: 205 }]);
  });

  it("a house that only watches other systems' logs is told of an evening that was missed", async () => {
    const { db, review } = world.product;
    const day = new Date(world.at("10:00").getTime() - 2 * 86_400_000);
    await db.query("insert into watch.observed_batch (id, source, recorded_at, idx) values ('obs_x', 'crm', $1, 7)", [day]);
    await db.query(
      "insert into watch.observed (source, key, batch_id, n, at, person_id, customer_id) values ('crm', 'k', 'obs_x', 0, $1, $2, 'c')",
      [day, world.rina.id],
    );
    const missed = await review.missedEvenings(world.at("12:00"));
    expect(missed.map(({ officeId, date }) => [officeId, date])).toEqual([[world.office.id, "2026-11-21"]]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld } from "../../../../tests/world/evening-world.ts";
import { localInstant } from "../../platform/local-day.ts";

const [SECOND, THIRD] = ["2026-11-30", "2026-12-07"];

describe.each(engines)("what the evening tells of the two of them, on $name", (engine) => {
  let world: EveningWorld;
  let idx = 1_000_000;

  beforeAll(async () => {
    world = await openEveningWorld(engine);
  }, 180_000);
  afterAll(async () => world?.close());

  function on(date: string, time: string): Date {
    const at = localInstant(date, time, world.office.zone);
    world.product.story?.set(at);
    world.product.story?.freeze();
    return at;
  }
  /** Rina's look as the table of looks has it: the door itself would refuse most of these. */
  async function seen(customer: string, date: string, time: string): Promise<number> {
    await world.product.db.query(
      `insert into journal.look_index (idx, iid, typ, at, ts, person_id, customer_id, purpose, decision, out, fields)
       values ($1, 'x', 'look', $2, $2, $3, $4, 'care', 'allow', 'opened', '{name:full}')`,
      [++idx, on(date, time), world.rina.id, customer],
    );
    return idx;
  }
  async function whyOf(date: string, entry: number): Promise<string> {
    const row = (await world.evening(date)).flatMap(({ rows }) => rows).find((one) => one.kind === "look" && one.entry === entry);
    return row?.why.join(" ") ?? expect.fail("no row");
  }
  const evening = async (date: string): Promise<void> => {
    on(date, "17:45");
    await world.evening(date);
  };
  const works = (date: string) =>
    world.product.people.setDuty([{ personId: world.rina.id, date, segments: [{ kind: "desk", from: "08:00", to: "17:00" }] }], "test");

  it("R28: a look at a colleague, at the superior and at somebody of one's own family card each have their sentence, and a stranger has none of them", async () => {
    const { people, records } = world.product;
    await people.setStaffIdentity(world.yosua.id, { phone: "081200005501" });
    await people.setStaffIdentity(world.arman.id, { phone: "081200005502" });
    await people.setStaffIdentity(world.rina.id, { kk: "9171010101200002" });
    const [household = ""] = await records.addCustomers(
      [
        {
          officeId: world.office.id,
          values: { name: "Saudara Rina", kk: "9171010101200002" },
          provenance: { channel: "registration", source: "test" },
        },
      ],
      { by: "operator", source: "test" },
    );
    const entries = {
      colleague: await seen(await world.customer("Yosua Pelanggan", { phone: "081200005501" }), DAY, "10:00"),
      superior: await seen(await world.customer("Arman Pelanggan", { phone: "081200005502" }), DAY, "11:00"),
      household: await seen(household, DAY, "12:00"),
      stranger: await seen(await world.customer("Orang Lain", { phone: "081200005503" }), DAY, "13:00"),
    };
    await evening(DAY);
    const sentence = {
      colleague: /menyangkut data rekan kerja\./,
      superior: /menyangkut data atasan\./,
      household: /dengan nomor KK yang sama\./,
    };
    for (const [who, words] of Object.entries(sentence))
      for (const [looked, entry] of Object.entries(entries)) {
        const why = await whyOf(DAY, entry);
        expect([who, looked, words.test(why)]).toEqual([who, looked, who === looked]);
      }
  });

  it("a look at a customer of a task that was finished more than a day ago, and one that comes back week after week, are told as such", async () => {
    const [former, again] = [await world.customer("Pelanggan Lama"), await world.customer("Pelanggan Berulang")];
    on(DAY, "14:00");
    const ticket = await world.ticket(former);
    expect((await world.call(world.rina, "POST", `/api/cases/${ticket}/claim`)).status).toBe(200);
    on(DAY, "14:10");
    expect((await world.call(world.rina, "POST", `/api/cases/${ticket}/outcome`, { outcome: "done" })).status).toBe(200);
    await seen(again, DAY, "15:00");
    await evening(DAY);
    for (const date of [SECOND, THIRD]) await works(date);
    const second = await seen(again, SECOND, "10:00");
    await evening(SECOND);
    const [third, back] = [await seen(again, THIRD, "10:00"), await seen(former, THIRD, "11:00")];
    await evening(THIRD);
    const [SERIES, FORMER] = [/rangkaian yang berulang selama beberapa minggu\./, /pelanggan dari tugas lama petugas\./];
    expect(
      [await whyOf(SECOND, second), await whyOf(THIRD, third), await whyOf(THIRD, back)].map((why) => [SERIES.test(why), FORMER.test(why)]),
    ).toEqual([
      [false, false],
      [true, false],
      [false, true],
    ]);
  });
});

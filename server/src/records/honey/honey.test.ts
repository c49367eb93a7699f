import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { askCli } from "../../../../tests/harness/ask-cli.ts";
import { engines } from "../../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld, type Worker } from "../../../../tests/world/evening-world.ts";
import { ownLook } from "../../../../tests/world/own-look.ts";
import { nikFits } from "../field-types/nik.ts";
import { chanceOfHit } from "./chance-of-hit.ts";
import { impossiblePerson } from "./impossible-person.ts";

describe("honey records", () => {
  it.each([
    [0.001, 150, 14],
    [0.001, 500, 39],
    [0.01, 20, 18],
    [0.01, 150, 78],
  ])("at a share of %d, %i openings touch one with %i %%", (share, opens, percent) => {
    expect(Math.round(100 * chanceOfHit(share, opens))).toBe(percent);
  });

  it("are plausible people who cannot be: their number is right but for its province, and nobody can be rung up", () => {
    for (let n = 0; n < 50; n++) {
      const { nik = "", birth_date = "", gender, name, phone } = impossiblePerson();
      expect(nik).toMatch(/^00\d{14}$/);
      expect(nikFits(nik, birth_date, gender)).toBe(true);
      expect(name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
      expect(phone).toBeUndefined();
    }
  });

  it("refuse a share or a number of openings that is none", () => {
    expect(() => chanceOfHit(2, 1)).toThrow("share: 2");
    expect(() => chanceOfHit(0.1, 1.5)).toThrow("opens: 1.5");
  });
});

describe.each(engines)("honey records on $name", (engine) => {
  let world: EveningWorld;
  let dewi: Worker;
  let bayu: Worker;
  let touched = 0;
  const PASSWORD = "sebuah kalimat panjang";

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    dewi = await world.hire("dewi", { function: "officer" });
    bayu = await world.hire("bayu", { function: "operator" });
    for (let n = 0; n < 3; n++) await world.customer(`Pelanggan ${n}`);
    world.at("09:00");
    await world.product.people.setPassword(bayu.id, PASSWORD, { wait: true });
  }, 180_000);
  afterAll(async () => {
    await world?.close();
  });

  const customers = async () =>
    (await world.product.db.query<{ id: string }>("select id from records.customer order by idx, id")).rows.map(({ id }) => id);
  const hits = async () => (await world.product.db.query("select 1 from watch.honey_hit")).rows.length;

  it("are made by two persons, and which they are is told to nobody", async () => {
    const before = new Set(await customers());
    const data = { data: world.product.dataDir, cwd: world.product.dataDir, product: world.product };
    const { people } = world.product;
    const asked = await people.approvals.ask({ what: "honey", subject: "", why: "schedule", by: { personId: dewi.id } });
    const make = () => world.call(dewi, "POST", "/api/honey", { approval: asked.id, count: 2 });
    expect((await make()).status).toBe(409);
    await people.approvals.confirm(asked.id, { personId: bayu.id });
    const made = await make();
    expect(made.body).toMatchObject({ made: 2, customers: 3, hits: 0 });
    expect((await make()).status).not.toBe(200);
    const fresh = (await customers()).filter((id) => !before.has(id));
    expect(fresh).toHaveLength(2);
    const told = await askCli(["honey", "status", "--json"], data);
    for (const id of fresh) expect(JSON.stringify([made.body, told.out])).not.toContain(id);
    const rows = await world.product.db.query("select marks, state, import_id from records.customer where id = any($1)", [fresh]);
    expect(rows.rows).toEqual([1, 2].map(() => ({ marks: [], state: "active", import_id: null })));
    expect((await world.call(world.arman, "GET", "/api/honey")).status).toBe(403);
  });

  it("a masked row in a list does not count, an opening does: it lies first on the desk, and no evidence explains it", async () => {
    const [ordinary = ""] = await customers();
    const honey = (await customers()).at(-1) ?? "";
    const look = async (who: Worker, customer: string, time: string) => (await ownLook(world, who, customer, time)).entry;
    await look(world.yosua, ordinary, "08:30");
    const { rows: names } = await world.product.db.query<{ wrap: string; name: [number, string] }>(
      "select wrap, sealed -> 'name' as name from records.customer where id = $1",
      [honey],
    );
    const [row] = names;
    const { wrap } = await world.product.records.personHolder(world.rina.id);
    await world.product.keeper.list({
      claims: { act: world.rina.id, wrap, dec: "allow", rsn: [], own: true },
      rows: [
        {
          holder: { kind: "customer", id: honey, wrap: row?.wrap ?? "" },
          fields: [{ id: "name", ver: row?.name[0] ?? 1, ct: row?.name[1] ?? "", mask: "initials" }],
        },
      ],
    });
    const entry = await look(world.rina, honey, "09:30");
    touched = entry;
    await vi.waitFor(async () => expect(await hits()).toBe(1), { timeout: 20_000 });
    const startsAt = world.at("09:29").toISOString();
    const call = [
      {
        external: "h1",
        kind: "call",
        person: world.rina.id,
        customer: honey,
        channel: "phone",
        startsAt,
        endsAt: world.at("09:40").toISOString(),
      },
    ];
    expect((await world.call(world.exchange, "POST", "/api/interactions", { source: "pbx", rows: call })).body.bad).toEqual([]);
    world.at("17:30");
    await world.evening();
    const { rows } = (await world.call(world.arman, "GET", `/api/desk?date=${DAY}`)).body;
    expect(rows[0]).toMatchObject({ entry, state: "waiting" });
    expect(rows[0].why[0]).toBe("Tidak seorang pun punya alasan kerja untuk membuka data ini. Tangani lebih dahulu.");
    expect((await world.call(dewi, "GET", "/api/honey")).body.hits).toBe(1);
  });

  it("neither a supervisor who says that he asked for it nor a wrong click told at once clears it", async () => {
    const honey = (await customers()).at(-1) ?? "";
    const rowOf = async (entry: number, to: Worker) => {
      const { rows } = (await world.call(to, "GET", `/api/desk?date=${DAY}`)).body;
      return rows.find((row: { entry?: number }) => row.entry === entry);
    };
    const { rows: asked } = (await world.call(world.rina, "GET", "/api/questions")).body;
    const question = asked.find(({ picks }: { picks: string[] }) => picks.includes("supervisor"));
    expect((await world.call(world.rina, "POST", `/api/questions/${question.id}`, { pick: "supervisor" })).status).toBe(204);
    const [named] = (await world.call(world.arman, "GET", "/api/confirmations")).body.rows;
    expect((await world.call(world.arman, "POST", `/api/confirmations/${named.id}`, { so: true })).status).toBe(204);
    const { entry: seen } = await ownLook(world, world.yosua, honey, "16:00");
    await vi.waitFor(async () => expect(await hits()).toBe(2), { timeout: 20_000 });
    expect((await world.call(world.yosua, "POST", "/api/mistakes", { entry: seen })).body.mistake.atOnce).toBe(true);
    world.at("17:50");
    await world.evening();
    expect(await rowOf(touched, world.sri)).toMatchObject({ state: "answered" });
    expect(await rowOf(seen, world.arman)).toMatchObject({ state: "answered" });
  });

  it("to ring one up is a touch, although there is no number: nobody is dialled, and a finding names who tried", async () => {
    const honey = (await customers()).at(-1) ?? "";
    world.at("16:30");
    const before = await hits();
    await world.call(world.yosua, "POST", "/api/cases", { customer: honey, purpose: "care", origin: "agent_call" });
    expect((await world.call(world.yosua, "POST", "/api/call-codes", { customer: honey, purpose: "care" })).body).toMatchObject({
      status: 409,
      code: "no-value",
    });
    await vi.waitFor(async () => expect(await hits()).toBe(before + 1), { timeout: 20_000 });
    const { rows } = await world.product.db.query(
      "select l.typ, l.person_id from watch.honey_hit h join journal.look_index l on l.idx = h.look_idx order by h.look_idx desc limit 1",
    );
    expect(rows).toEqual([{ typ: "use", person_id: world.yosua.id }]);
  });
});

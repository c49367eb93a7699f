import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEntries } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { engines } from "../../../../tests/harness/engines.ts";
import { type EveningWorld, openEveningWorld, type Worker } from "../../../../tests/world/evening-world.ts";
import type { Product, ProductOptions } from "../../product.ts";
import { turnWhenDue } from "./schedule.ts";

const MANY = 160;
const OPTIONS: Partial<ProductOptions> = {
  quota: 100_000,
  keeperLimits: { budget: 100_000, ceiling: 1_000_000 },
  rotation: { pace: 0.2, rest: 300 },
  keeperTimeout: 20_000,
};
const phone = (n: number): string => `0812${String(n).padStart(8, "0")}`;
/** Everything that a backup of the database brings back. */
const KEPT = [
  "records.customer",
  "records.index_token",
  "records.nobody",
  "people.person_token",
  "people.emergency_token",
  "people.address_token",
  "people.conflict_token",
];

describe.each(engines)("a rotation of keys on $name", (engine) => {
  let world: EveningWorld;
  let customers: string[];
  let tasks: string[];
  let oldWraps: Map<string, string>;
  const dir = mkdtempSync(join(tmpdir(), "mercusuar-rotation-"));

  beforeAll(async () => {
    world = await openEveningWorld(engine, OPTIONS);
    world.at("09:00");
    const provenance = { channel: "registration", source: "test" } as const;
    customers = await world.product.records.addCustomers(
      Array.from({ length: MANY }, (_, n) => ({
        officeId: world.office.id,
        values: { name: `Moh. Nomor ${n}`, birth_date: "1990-04-05", phone: phone(n) },
        provenance,
      })),
      { by: "operator", source: "test" },
    );
    tasks = [];
    for (const customer of customers.slice(0, 6)) {
      const task = await world.ticket(customer);
      await world.call(world.rina, "POST", `/api/cases/${task}/claim`, { minutes: 60 });
      tasks.push(task);
    }
    const { people } = world.product;
    await people.declareConflict(world.yosua.id, {
      relation: "dispute",
      text: "Sengketa",
      parties: [{ phone: phone(0) }, { phone: phone(900) }],
    });
    await people.setStaffIdentity(world.yosua.id, { phone: phone(7), emergencyPhone: phone(8), address: "Jalan Mawar 5|83115" });
    // As a version of before kept it: a token whose value nobody has.
    await world.product.db.query("update people.person_token set field = null, sealed = null");
    oldWraps = await wrapsOf(world.product);
  }, 180_000);
  afterAll(async () => {
    await world?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const wrapsOf = async ({ db }: Product): Promise<Map<string, string>> => {
    const { rows } = await db.query<{ id: string; wrap: string }>(
      "select id, wrap from records.customer union all select id, wrap from people.person where wrap is not null",
    );
    return new Map(rows.map(({ id, wrap }) => [id, wrap]));
  };
  const epochs = async ({ db }: Product, table: string): Promise<number[]> =>
    (await db.query<{ epoch: number }>(`select distinct split_part(token, '.', 1)::int as epoch from ${table} order by 1`)).rows.map(
      ({ epoch }) => epoch,
    );
  const search = async (n: number, who: Worker = world.rina): Promise<string[]> => {
    const { status, body } = await world.call(who, "POST", "/api/search", { by: "phone", value: phone(n), purpose: "care" });
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body.rows.map(({ customer }: { customer: string }) => customer);
  };
  const look = (n: number, who: Worker = world.rina) =>
    world.call(who, "POST", "/api/looks", { customer: customers[n], purpose: "care", case: tasks[n] });
  const nameOf = async (n: number): Promise<string> => {
    const { status, body } = await look(n);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body.fields.find(({ id }: { id: string }) => id === "name").value;
  };
  const rulesOf = async (n: number, who: Worker): Promise<string[]> =>
    ((await look(n, who)).body.rules ?? []).map(({ id }: { id: string }) => id);
  const begin = (why = "schedule") => world.product.rotation.begin({ by: "per_a", second: "per_b", why });
  const bring = (lines: string[]) => {
    const file = join(dir, `${engine.name}-${Math.random()}.csv`);
    writeFileSync(file, `no,nama,lahir,hp\n${lines.join("\n")}\n`);
    return world.product.records.importCustomers({
      file,
      map: JSON.stringify({ key: "no", system: "crm", fields: { name: "nama", birth_date: "lahir", phone: "hp" } }),
      source: "crm",
      officeId: world.office.id,
      by: "operator",
    });
  };

  it("goes on beside looks, searches and imports: nobody is missing for a moment, and nothing that changes meanwhile is lost", async () => {
    const { product } = world;
    const lines = (from: number, hp: number) =>
      Array.from({ length: 80 }, (_, n) => `K${n},Siti ${n},1991-01-0${(n % 9) + 1},${phone(from + n + hp)}`);
    await bring(lines(1000, 0));
    const before = await wrapsOf(product);
    await begin();
    let over = false;
    const done = product.rotation.settled().finally(() => {
      over = true;
    });
    let asked = 0;
    const callers = [0, 1, 2].map(async (caller) => {
      for (let n = caller; !over; n += 3, asked++) {
        // Sixteen all over the list: of strangers nobody opens more than thirty an hour.
        const one = (n % 16) * 10;
        expect(await search(one)).toEqual([customers[one]]);
        expect(await nameOf(n % 6)).toMatch(/Nomor/);
        if (n < 6) expect(await rulesOf(0, world.yosua)).toContain("R18");
      }
    });
    // Every second one gets another number while he is brought under the new keys; the file of a moment before is still on its way.
    await bring(lines(1000, 0).map((line, n) => (n % 2 === 0 ? line : (lines(1000, 500)[n] ?? ""))));
    const fresh = await world.customer("Baru Sekali", { phone: phone(777_777) });
    expect(await done).toMatchObject({ phase: "resting", left: 0, faults: 0 });
    await Promise.all(callers);
    expect(asked).toBeGreaterThan(5);
    expect(await search(777_777)).toEqual([fresh]);
    for (const [n, hp] of [
      [0, 0],
      [1, 500],
      [2, 0],
      [79, 500],
    ] as const)
      expect(await search(1000 + n + hp)).toHaveLength(1);
    expect(await search(1001)).toEqual([]);
    expect(await rulesOf(0, world.yosua)).toContain("R18");
    for (const table of KEPT.filter((name) => name.endsWith("token"))) expect(await epochs(product, table)).toEqual([2]);
    // Whoever becomes a customer after it is still somebody with whom Yosua has a dispute.
    const later = await world.customer("Nanti Saja", { phone: phone(900) });
    const task = await world.ticket(later);
    const { body } = await world.call(world.yosua, "POST", "/api/looks", { customer: later, purpose: "care", case: task });
    expect(body.rules.map(({ id }: { id: string }) => id)).toContain("R18");
    const after = await wrapsOf(product);
    for (const [id, wrap] of before) expect(after.get(id)).not.toBe(wrap);
  }, 120_000);

  it("leaves the old wraps closed, and an entry each for its beginning, its batches and its end", async () => {
    const { product } = world;
    const [id = ""] = customers;
    const { rows } = await product.db.query<{ ct: [number, string] }>("select sealed -> 'name' as ct from records.customer where id = $1", [
      id,
    ]);
    const [ver = 0, ct = ""] = rows[0]?.ct ?? [];
    const fields = [{ id: "name", ver, ct, mask: "full" as const }];
    const claims = { act: world.rina.id, dec: "allow" as const, rsn: [], own: true };
    const holder = { kind: "customer" as const, id, wrap: oldWraps.get(id) ?? "" };
    expect(await product.keeper.look({ claims, holder, fields })).toMatchObject({ ok: false, code: "bad-wrap" });
    const told = await vi.waitFor(async () => {
      const states: string[] = [];
      for await (const { entry } of readEntries(product.dataDir)) if (entry.typ === "key.rotate") states.push(String(entry.body?.state));
      expect(states.at(-1)).toBe("end");
      return states;
    }, 10_000);
    expect(told[0]).toBe("begin");
    expect(new Set(told.slice(1, -1))).toEqual(new Set(["rewrap"]));
    expect(told.length).toBeGreaterThan(5);
    await expect(begin()).rejects.toMatchObject({ code: "conflict", extra: expect.objectContaining({ reason: "too-soon" }) });
  });

  it("opens an older database for the living with the newest key table, though all got new keys of their own, and its tokens find them again", async () => {
    const { product } = world;
    const { db, story } = product;
    await db.query("create schema kept");
    for (const table of KEPT) await db.query(`create table kept.${table.replace(".", "_")} as table ${table}`);
    story?.set(new Date("2026-11-25T03:00:00Z"));
    await begin("suspected");
    expect(await product.rotation.settled()).toMatchObject({ phase: "resting" });
    const lengths = [...(await wrapsOf(product)).values()].map((wrap) => Buffer.from(wrap, "base64").length);
    // Each holds the key that seals from now on, and the one that sealed until now.
    expect(Math.min(...lengths)).toBe(Buffer.from(oldWraps.get(customers[1] ?? "") ?? "", "base64").length + 32);
    await db.query("update records.customer c set wrap = k.wrap, sealed = k.sealed from kept.records_customer k where k.id = c.id");
    for (const table of KEPT.filter((name) => name !== "records.customer")) {
      await db.query(`delete from ${table}`);
      await db.query(`insert into ${table} select * from kept.${table.replace(".", "_")}`);
    }
    await db.query("drop schema kept cascade");
    expect((await look(1)).status).not.toBe(200);
    expect(await product.rotation.mend()).toBeGreaterThan(MANY);
    world.at("09:00");
    expect(await nameOf(1)).toMatch(/Nomor/);
    expect(await search(3)).toEqual([customers[3]]);
    expect(await rulesOf(0, world.yosua)).toContain("R18");
    for (const table of ["records.index_token", "people.conflict_token"]) expect(await epochs(product, table)).toEqual([3]);
  }, 120_000);

  /** Of the first who came. */
  function damageKeyTable({ dataDir }: Product, epoch: number): void {
    const table = openSync(`${dataDir}-keys/holders-${epoch}`, "r+");
    writeSync(table, Buffer.from("damaged!"), 0, 8, 20);
    closeSync(table);
  }

  it("goes on by itself when the keeper is killed in its middle, time and again, also where its key table has lost who had come", async () => {
    const { product } = world;
    product.story?.set(new Date("2026-11-27T03:00:00Z"));
    await begin("suspected");
    let kills = 0;
    const state = await product.rotation.settled(({ living, left }) => {
      const due = living - left > (kills + 1) * 60 && kills < 3;
      if (!due || product.keeper.pid === undefined) return;
      kills++;
      process.kill(product.keeper.pid, "SIGKILL");
      damageKeyTable(product, 4);
    });
    expect([state, kills]).toEqual([expect.objectContaining({ phase: "resting", left: 0, faults: 0 }), 3]);
    world.at("09:00");
    expect(await nameOf(2)).toMatch(/Nomor/);
    expect(await search(20)).toEqual([customers[20]]);
    expect(await product.keeper.keys()).toMatchObject({ epoch: 4, rotating: false });
  }, 120_000);

  it("keeps the old keys while somebody is missing, and says how many", async () => {
    const { product } = world;
    const { keeper, rotation, story, db } = product;
    story?.set(new Date("2026-11-29T03:00:00Z"));
    // Sealed for an import that never came to store it.
    const lost = await keeper.seal({
      claims: { act: world.rina.id, dec: "allow", rsn: [] },
      holders: [{ kind: "customer", id: "cus_lost", fields: [], index: [] }],
    });
    await begin();
    expect(await rotation.settled()).toMatchObject({ phase: "waiting", left: 1 });
    await expect(rotation.giveUp({ by: "per_a", second: "per_b", leave: 2 })).rejects.toMatchObject({ code: "conflict" });
    expect(await keeper.keys()).toMatchObject({ rotating: true, left: 1 });
    await rotation.giveUp({ by: "per_a", second: "per_b", leave: 1 });
    expect(await rotation.settled()).toMatchObject({ phase: "resting" });
    expect(lost.ok).toBe(true);
    expect((await db.query("select 1 from records.index_token where epoch < 5")).rowCount).toBe(0);
    world.at("09:00");
    expect(await nameOf(2)).toMatch(/Nomor/);
  }, 120_000);

  it("begins on schedule, once the keys are old enough", async () => {
    const { keeper, rotation, clock, story } = world.product;
    const approved = async () => undefined;
    const turn = async () => turnWhenDue({ keeper, keys: await keeper.keys(), rotation, clock, every: 365, approved });
    expect(await turn()).toBe("not-due");
    story?.set(new Date("2027-12-01T03:00:00Z"));
    expect(await turn()).toBe("begun");
    expect(await rotation.settled()).toMatchObject({ phase: "resting" });
    expect(await turn()).toBe("not-due");
  }, 120_000);
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { MORNING, openProductWorld, type ProductWorld } from "../../../tests/world/product-world.ts";
import { PLEDGE } from "./words.ts";

const DAY = 86_400_000;

describe.each(engines)("standing on $name", (engine) => {
  let world: ProductWorld;
  beforeAll(async () => {
    world = await openProductWorld(engine);
  });
  afterAll(() => world?.close());

  const at = (text: string) => new Date(text);

  it("R2: outsourced without a vendor is refused with the field named, and internal with one too", async () => {
    const someone = { name: "Andi", officeId: world.office.sumbawa, joinedOn: "2026-01-01", job: "CS" };
    await expect(world.product.people.addPerson({ ...someone, login: "andi", employment: "outsourced" })).rejects.toMatchObject({
      code: "bad-field",
      extra: { errors: [{ field: "vendor", what: "needed for outsourced" }] },
    });
    await expect(
      world.product.people.addPerson({ ...someone, login: "andi", employment: "internal", vendorId: world.vendor }),
    ).rejects.toThrow(/vendor: none/);
    await expect(
      world.product.db.query(
        "insert into people.person (id, login, name, employment, office_id, joined_on, job) values ('per_x', 'x', 'X', 'outsourced', $1, '2026-01-01', 'CS')",
        [world.office.sumbawa],
      ),
    ).rejects.toThrow();
  });

  it("R36, R37: nobody has a function by rank; a grant opens it, its last day closes it", async () => {
    const { people } = world.product;
    const director = await world.hire("direktur", { job: "Direktur Regional", office: world.office.jakarta });
    expect(await world.standing(director)).toMatchObject({ functions: [], grants: [] });
    const until = new Date(MORNING.getTime() + 2 * DAY);
    await people.grantAccess({ personId: director, function: "officer", scope: "nation", endsAt: until });
    expect(await world.standing(director)).toMatchObject({
      functions: ["officer"],
      grants: [{ function: "officer", scope: "nation", office_path: null }],
    });
    expect(await world.standing(director, until)).toMatchObject({ functions: [] });
  });

  it("R36: a grant without an end, for longer than a year, or for an unknown function is refused", async () => {
    const wati = await world.hire("wati");
    const grant = (more: object) =>
      world.product.people.grantAccess({
        personId: wati,
        function: "cs",
        scope: "branch",
        endsAt: new Date(MORNING.getTime() + DAY),
        ...more,
      });
    await expect(grant({ endsAt: MORNING })).rejects.toThrow(/ends_at/);
    await expect(grant({ endsAt: new Date(MORNING.getTime() + 500 * DAY) })).rejects.toThrow(/400 days/);
    await expect(grant({ function: "god" })).rejects.toThrow(/function/);
  });

  it("a grant written by SQL, without its journal entry, opens nothing", async () => {
    const agus = await world.hire("agus");
    await world.product.db.query(
      "insert into people.grant_ (id, person_id, function, scope, granted_by, starts_at, ends_at) values ('grt_x', $1, 'cs', 'nation', 'dba', $2, $3)",
      [agus, MORNING, new Date(MORNING.getTime() + DAY)],
    );
    expect(await world.standing(agus)).toMatchObject({ functions: [] });
  });

  it("R4: a change of function closes the old one in the same moment and writes both down", async () => {
    const { people, db } = world.product;
    const rina = await world.hire("rina", { functions: ["cs"] });
    const endsAt = new Date(MORNING.getTime() + DAY);
    await people.changeFunctions(rina, { functions: ["telesales"], scope: "branch", endsAt });
    expect(await world.standing(rina)).toMatchObject({ functions: ["telesales"] });
    const { rows } = await db.query(
      "select typ, entry->'body'->>'function' as function from journal.outbox where aggregate = $1 order by id desc limit 3",
      [`person:${rina}`],
    );
    expect(rows).toEqual([
      { typ: "function", function: "telesales" },
      { typ: "grant", function: "telesales" },
      { typ: "revoke", function: "cs" },
    ]);
  });

  it("R3: after the grace date of new terms only their acceptance opens", async () => {
    const { people, story } = world.product;
    const sari = await world.hire("sari", { functions: ["supervisor"] });
    const token = await world.token(sari);
    const grace = new Date(MORNING.getTime() + 3_600_000);
    const version = await people.publishTerms({ text: { id: "Syarat baru", en: "New terms" }, graceUntil: grace });
    expect(await world.standing(sari)).toMatchObject({ terms_ok: true });
    story?.set(grace);
    const desk = await world.ask("POST", "/api/interactions", { source: "x", rows: [] }, token);
    expect([desk.status, desk.body.code]).toEqual([403, "terms"]);
    expect((await world.ask("GET", "/api/terms", undefined, token)).body).toEqual({ version, text: "Syarat baru" });
    expect((await world.ask("POST", "/api/terms/accept", { version: version - 1 }, token)).status).toBe(400);
    expect((await world.ask("POST", "/api/terms/accept", { version }, token)).status).toBe(204);
    expect((await world.ask("POST", "/api/interactions", { source: "x", rows: [] }, token)).body.code).toBe("forbidden");
    story?.set(MORNING);
  });

  it("R63: the pledge names leaking, selling and their penalties, in both languages", () => {
    expect(PLEDGE.id).toMatch(/tidak membocorkan.*tidak menjual.*Pasal 65 dan 67 sampai 70.*pidana penjara dan denda/);
    expect(PLEDGE.en).toMatch(/neither to leak.*nor to sell.*Articles 65 and 67 to 70.*imprisonment and fines/);
  });

  it("R62: the pledge stands with version and hash, and ends after a year", async () => {
    const id = await world.product.people.addPerson({
      login: "baru",
      name: "Baru",
      employment: "internal",
      officeId: world.office.sumbawa,
      joinedOn: "2026-07-01",
      job: "CS",
    });
    expect(await world.standing(id)).toMatchObject({ screened: false, contracted: false, pledged: false, terms_ok: false });
    const { until } = await world.product.people.signPledge(id, { method: "screen" });
    expect(await world.standing(id)).toMatchObject({ pledged: true });
    expect(await world.standing(id, until)).toMatchObject({ pledged: false });
  });

  it.each([
    ["WIB", "jakarta", "2026-07-13T01:00:00Z", "2026-07-13T10:00:00Z"],
    ["WITA", "sumbawa", "2026-07-13T00:00:00Z", "2026-07-13T09:00:00Z"],
    ["WIT", "jayapura", "2026-07-12T23:00:00Z", "2026-07-13T08:00:00Z"],
  ] as const)("R72: duty from 08.00 to 17.00 %s is duty by the clocks of that office", async (label, office, from, until) => {
    const id = await world.hire(`dinas-${office}`, { office: world.office[office] });
    await world.product.people.setDuty(
      [{ personId: id, date: "2026-07-13", segments: [{ kind: "desk", from: "08:00", to: "17:00" }] }],
      "test",
    );
    expect(await world.standing(id, at(from))).toMatchObject({ on_duty: true, duty_kind: "desk", zone_label: label });
    expect(await world.standing(id, new Date(at(from).getTime() - 1))).toMatchObject({ on_duty: false });
    expect(await world.standing(id, at(until))).toMatchObject({ on_duty: false });
  });

  it("R31: an off segment wins over duty, a night shift ends the next day, a new plan replaces the old one", async () => {
    const { people } = world.product;
    const id = await world.hire("malam");
    const plan = (segments: Parameters<typeof people.setDuty>[0][number]["segments"]) =>
      people.setDuty([{ personId: id, date: "2026-07-13", segments }], "test");
    await plan([
      { kind: "field", from: "08:00", to: "17:00" },
      { kind: "off", from: "12:00", to: "13:00" },
    ]);
    expect(await world.standing(id, at("2026-07-13T04:30:00Z"))).toMatchObject({ on_duty: false, duty_kind: "off" });
    expect(await world.standing(id, at("2026-07-13T05:30:00Z"))).toMatchObject({ on_duty: true, duty_kind: "field" });
    await plan([{ kind: "desk", from: "22:00", to: "06:00" }]);
    expect(await world.standing(id, at("2026-07-13T21:59:00Z"))).toMatchObject({ on_duty: true });
    expect(await world.standing(id, at("2026-07-13T05:30:00Z"))).toMatchObject({ on_duty: false });
  });

  it("R17, R18: a declared conflict is in force at once, nowhere in plain, and withdrawn only through the journal", async () => {
    const { people, db } = world.product;
    const id = await world.hire("sengketa");
    const conflict = await people.declareConflict(id, {
      relation: "dispute",
      text: "Sengketa tanah dengan Pak Hasanuddin",
      parties: [{ phone: "081234567890" }, { name: "Hasanuddin", birthDate: "1970-02-03" }],
    });
    const { rows } = await db.query<{ n: number }>("select count(*) as n from people.conflict_token where conflict_id = $1", [conflict]);
    expect(rows[0]?.n).toBe(2);
    const all = await db.query<{ text: string }>(
      "select c::text as text from people.conflict c union all select o.entry::text from journal.outbox o",
    );
    expect(all.rows.filter(({ text }) => /Hasanuddin|6281234567890|081234567890|tanah/.test(text))).toEqual([]);
    await people.withdrawConflict(conflict);
    expect((await db.query("select 1 from people.conflict where id = $1 and withdrawn_at is null", [conflict])).rows).toEqual([]);
    await expect(people.declareConflict(id, { relation: "dispute", text: "x", parties: [{ name: "Hasanuddin" }] })).rejects.toThrow(
      /birth date/,
    );
  });
});

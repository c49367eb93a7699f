import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { type AccessWorld, type Hired, MONDAY, openAccessWorld } from "../../../tests/world/access-world.ts";

const SITI = { name: "Siti Aminah", phone: "081234567890", plan: "Lentera 50", address_street: "Jl. Kebayan 7", postal_code: "84316" };
const HOUR = 3_600_000;

/** Monday, 10.00 WITA when each test begins. */
describe.each(engines)("duty in segments on $name", (engine) => {
  let world: AccessWorld;
  let arman: Hired;
  let sri: Hired;
  let siti: string;

  beforeAll(async () => {
    world = await openAccessWorld(engine);
    [arman, sri] = [await world.hire("arman", { function: "supervisor" }), await world.hire("sri", { function: "hr" })];
    siti = await world.customer(SITI);
  }, 180_000);
  afterAll(() => world?.close(), 60_000);

  const look = (who: Hired, customer: string, purpose = "care") => world.post(who, "/api/looks", { customer, purpose });
  const codeOf = (answer: { status: number; body: { code?: string; rules?: Array<{ id: string }> } }) => [
    answer.status,
    answer.body.rules?.map(({ id }) => id).join() ?? answer.body.code,
  ];
  const fieldwork = async (login: string, more: object = {}) => {
    const who = await world.hire(login, { function: "field", supervisorId: arman.id, ...more });
    const segments = [
      { kind: "field" as const, from: "08:00", to: "12:00" },
      { kind: "desk" as const, from: "12:00", to: "17:00" },
    ];
    await world.people.setDuty([{ personId: who.id, date: "2026-11-23", segments }], "test");
    return who;
  };
  const visit = async (who: Hired, customer: string, day: string) => {
    const rows = [
      { customer, external: `V-${who.id}-${day}`, purpose: "visit", assigned_to: await loginOf(who), opened_at: `${day}T09:00:00+08:00` },
    ];
    const imported = await world.access.importCases(rowsOf(rows), { source: "visits", onBad: (fault) => Promise.reject(fault) });
    await world.journal.drain();
    return imported;
  };
  const loginOf = async (who: Hired) =>
    (await world.db.query<{ login: string }>("select login from people.person where id = $1", [who.id])).rows[0]?.login ?? "";

  it("R31: in a field segment only the card of today's visit opens: name, address, order; at the desk the record opens again", async () => {
    const fajar = await fieldwork("fajar");
    await world.task(siti, "care", fajar.id);
    expect(codeOf(await look(fajar, siti))).toEqual([403, "R31"]);
    for (const answer of [
      await world.post(fajar, "/api/search", { by: "phone", value: SITI.phone, purpose: "care" }),
      await world.post(fajar, "/api/listings", { of: "queue" }),
      await world.post(fajar, "/api/cases", { customer: siti, purpose: "care", origin: "agent_call" }),
    ])
      expect(codeOf(answer)).toEqual([403, "R31"]);
    await visit(fajar, siti, "2026-11-23");
    const listed = await world.post(fajar, "/api/listings", { of: "visits" });
    expect([listed.status, listed.body.rows.map(({ customer }: { customer: string }) => customer)]).toEqual([200, [siti]]);
    const card = await look(fajar, siti, "visit");
    expect(card.status).toBe(200);
    expect(card.body.fields.map(({ id }: { id: string }) => id).sort()).toEqual(["address_street", "name", "plan", "postal_code"]);
    expect(card.text).not.toContain("81234567890");
    world.clock.set(new Date(MONDAY.getTime() + 3 * HOUR));
    expect((await look(fajar, siti)).status).toBe(200);
    world.clock.set(MONDAY);
  });

  it("R31: a visit of another day, or one that he opened himself, opens no card in the field", async () => {
    const [other, third] = [await world.customer({ name: "Lain Hari" }), await world.customer({ name: "Buka Sendiri" })];
    const fahmi = await fieldwork("fahmi");
    await visit(fahmi, other, "2026-11-22");
    expect(codeOf(await look(fahmi, other, "visit"))).toEqual([403, "R31"]);
    expect((await world.post(fahmi, "/api/listings", { of: "visits" })).body.rows).toEqual([]);
    expect(codeOf(await world.post(fahmi, "/api/cases", { customer: third, purpose: "visit", origin: "agent_visit" }))).toEqual([
      403,
      "R31",
    ]);
  });

  it("R31: it rains: the rest of the segment moves to the desk, with a reason that the supervisor reads by evening", async () => {
    const feri = await fieldwork("feri");
    await world.task(siti, "care", feri.id);
    const rain = { kind: "desk", why: "rain" };
    const later = (minutes: number) => world.clock.set(new Date(MONDAY.getTime() + minutes * 60_000));
    const switched = await world.post(feri, "/api/duty/switch", rain);
    expect([switched.status, switched.body.until]).toEqual([200, "2026-11-23T04:00:00.000Z"]);
    expect((await look(feri, siti)).status).toBe(200);
    expect(codeOf(await world.post(feri, "/api/duty/switch", rain))).toEqual([409, "same-segment"]);
    for (const [at, kind] of ["field", "desk", "field"].entries()) {
      later(at + 1);

      expect((await world.post(feri, "/api/duty/switch", { kind, why: "urgent" })).status).toBe(200);
    }
    later(9);
    expect(codeOf(await world.post(feri, "/api/duty/switch", rain))).toEqual([409, "too-many-switches"]);
    const [from, until] = [new Date("2026-11-22T16:00:00Z"), new Date("2026-11-23T16:00:00Z")];
    const seen = (await world.people.switchesOf(world.offices.sumbawa, from, until)).filter(({ personId }) => personId === feri.id);
    expect(seen.at(0)).toMatchObject({ name: "feri", at: MONDAY });
    expect(seen.map(({ why }) => why)).toContain("rain");
    world.clock.set(MONDAY);
    expect(codeOf(await world.post(await world.hire("libur", { without: ["duty"] }), "/api/duty/switch", rain))).toEqual([
      409,
      "no-segment",
    ]);
  });

  it("R31, R82: the supervisor changes the plan by the clocks of the office; to anybody else the person is not there", async () => {
    const frans = await fieldwork("frans", { office: world.offices.surabaya });
    const plan = { date: "2026-11-23", segments: [{ kind: "desk", from: "09:00", to: "10:00" }] };
    const put = (who: Hired) => world.post(who, `/api/people/${frans.id}/duty`, plan);
    expect([(await put(frans)).status, (await put(await world.hire("orang-lain", { function: "supervisor" }))).status]).toEqual([404, 404]);
    expect((await put(arman)).status).toBe(204);
    // 10.00 WITA is 09.00 WIB: the desk hour of Surabaya has just begun.
    expect(await world.people.dutyOf(frans.id, MONDAY, new Date(MONDAY.getTime() + HOUR))).toMatchObject([{ kind: "desk", from: MONDAY }]);
  });

  it("R44: a stand-in sees the customers only while their holder is away, and loses them at once when he is back", async () => {
    const [holder, standIn] = [
      await world.hire("pemegang", { supervisorId: arman.id }),
      await world.hire("pengganti", { scope: "portfolio" }),
    ];
    const budi = await world.customer({ name: "Budi Santoso", phone: "081255551234" });
    await world.access.distributePortfolio(rowsOf([{ customer: budi, holder: "pemegang", stand_in: "pengganti" }]), {
      source: "test",
      onBad: (fault) => Promise.reject(fault),
    });
    await world.journal.drain();
    const task = await world.task(budi, "care", standIn.id);
    const sees = async () => [
      (await world.post(standIn, "/api/looks", { customer: budi, purpose: "care", case: task })).status,
      (await world.post(standIn, "/api/listings", { of: "portfolio" })).body.rows.length,
      (await world.post(standIn, "/api/search", { by: "phone", value: "081255551234", purpose: "care" })).body.rows.length,
    ];
    expect(await sees()).toEqual([404, 0, 0]);
    const leave = { until: "2026-11-25T16:00:00.000Z", why: "sick" };
    expect((await world.post(arman, `/api/people/${holder.id}/absence`, leave)).status).toBe(204);
    expect(await sees()).toEqual([200, 1, 1]);
    await world.task(budi, "care", holder.id);
    expect((await look(holder, budi)).body.code).toBe("reason-needed");
    // A new roster does not call anybody back from his leave.
    await world.people.setDuty(
      [{ personId: holder.id, date: "2026-11-23", segments: [{ kind: "desk", from: "08:00", to: "17:00" }] }],
      "roster",
    );
    expect(await sees()).toEqual([200, 1, 1]);
    expect((await world.ask(holder, "DELETE", `/api/people/${holder.id}/absence`)).status).toBe(204);
    expect(await sees()).toEqual([404, 0, 0]);
    expect((await look(holder, budi)).status).toBe(200);
    expect((await world.ask(holder, "DELETE", `/api/people/${holder.id}/absence`)).body.code).toBe("not-absent");
  });

  it("R107: access that is closed now opens nothing a moment later, beside an open look too; only new grants open again", async () => {
    const gita = await world.hire("gita", { supervisorId: arman.id });
    await world.task(siti, "care", gita.id);
    const close = (kind: string, by = arman) => world.post(by, `/api/people/${gita.id}/closure`, { kind, why: "inquiry" });
    expect((await close("access", gita)).status).toBe(404);
    const [raced, closed] = await Promise.all([look(gita, siti), close("access")]);
    expect([200, 401]).toContain(raced.status);
    expect([closed.status, (await look(gita, siti)).status]).toEqual([204, 401]);
    const link = await world.people.makeSignInLink(gita.id, { purpose: "invitation", hours: 1 });
    const again = { id: gita.id, token: (await world.people.signInLink({ token: link.token, address: "x" })).token };
    expect((await look(again, siti)).body.rules.map(({ id }: { id: string }) => id)).toContain("R36");
    await world.people.grantAccess({ personId: gita.id, function: "cs", scope: "branch", endsAt: new Date("2027-01-01T00:00:00Z") });
    await world.task(siti, "care", gita.id);
    expect((await look(again, siti)).status).toBe(200);
  });

  it("R107: whoever is suspended opens nothing and cannot sign in; another person lifts it, neither he nor who suspended him", async () => {
    const hadi = await world.hire("hadi", { supervisorId: arman.id });
    const task = await world.task(siti, "care", hadi.id);
    const url = `/api/people/${hadi.id}`;
    expect((await world.post(arman, `${url}/closure`, { kind: "suspended", why: "precaution" })).status).toBe(204);
    expect((await look(hadi, siti)).status).toBe(401);
    const link = await world.people.makeSignInLink(hadi.id, { purpose: "invitation", hours: 1 });
    await expect(world.people.signInLink({ token: link.token, address: "y" })).rejects.toMatchObject({ status: 401 });
    expect((await world.ask(arman, "DELETE", `${url}/suspension`)).body.code).toBe("another-person");
    expect((await world.post(sri, `${url}/closure`, { kind: "suspended", why: "precaution" })).body.code).toBe("suspended");
    expect((await world.ask(sri, "DELETE", `${url}/suspension`)).status).toBe(204);
    expect((await world.ask(sri, "DELETE", `${url}/suspension`)).body.code).toBe("not-suspended");
    const next = await world.people.makeSignInLink(hadi.id, { purpose: "invitation", hours: 1 });
    const back = { id: hadi.id, token: (await world.people.signInLink({ token: next.token, address: "y" })).token };
    // His task was handed back; the grant waited.
    expect(codeOf(await look(back, siti))).toEqual([403, "R40"]);
    await world.post(back, `/api/cases/${task}/claim`, {});
    expect((await look(back, siti)).status).toBe(200);
  });

  it("R24, R45: power to grant reaches as far as it was handed on, ends by itself, and approves nothing afterwards", async () => {
    const agent = await world.hire("agen-baru", { function: undefined, supervisorId: arman.id });
    const grant = (more: object = {}) =>
      world.post(arman, "/api/grants", {
        ...{ function: "cs", person: agent.id, scope: "branch", office: world.offices.sumbawa, until: "2026-12-20T00:00:00.000Z" },
        ...more,
      });
    expect(codeOf(await grant())).toEqual([403, "not-delegated"]);
    const endsAt = new Date("2026-12-24T00:00:00Z");
    const id = await world.people.delegate({
      personId: arman.id,
      functions: ["cs"],
      scope: "branch",
      officeId: world.offices.sumbawa,
      endsAt,
    });
    for (const [more, what] of [
      [{ function: "telesales" }, "function"],
      [{ scope: "nation" }, "scope"],
      [{ office: world.offices.surabaya }, "scope"],
      [{ until: "2026-12-31T00:00:00.000Z" }, "ends_at"],
    ] as const)
      expect((await grant(more)).body).toMatchObject({ code: "beyond-delegation", what: [what] });
    expect((await grant({ person: sri.id })).status).toBe(404);
    const granted = await grant();
    expect(granted.status).toBe(201);
    const handOn = (functions: string[]) =>
      world.post(arman, "/api/delegations", {
        ...{ functions, person: sri.id, scope: "branch", office: world.offices.sumbawa },
        until: endsAt.toISOString(),
      });
    // A portfolio names no office: whoever gets it does, and he is of another one.
    const far = await world.hire("jauh", { function: "supervisor", office: world.offices.surabaya });
    const portfolio = { functions: ["cs"], person: far.id, scope: "portfolio", until: endsAt.toISOString() };
    expect((await world.post(arman, "/api/delegations", portfolio)).body).toMatchObject({ code: "beyond-delegation", what: ["scope"] });
    expect((await handOn(["officer"])).body.code).toBe("beyond-delegation");
    expect((await handOn(["cs"])).status).toBe(201);
    expect((await world.ask(arman, "DELETE", `/api/grants/${granted.body.id}`)).status).toBe(204);
    expect((await world.ask(sri, "DELETE", `/api/grants/${granted.body.id}`)).status).toBe(404);
    const other = await world.hire("pelaksana", { office: world.offices.sumbawa });
    const bySri = () =>
      world.post(sri, "/api/grants", {
        ...{ function: "cs", person: other.id, scope: "branch", office: world.offices.sumbawa, until: "2026-12-20T00:00:00.000Z" },
      });
    expect((await bySri()).status).toBe(201);
    await world.people.revokeDelegation(id);
    // What a giver handed on ends with his own power.
    expect(codeOf(await bySri())).toEqual([403, "delegation-over"]);
    expect(codeOf(await grant())).toEqual([403, "delegation-over"]);
    // And does not come back with his power over another office.
    const elsewhere = { scope: "branch" as const, officeId: world.offices.surabaya };
    const moved = await world.people.delegate({ personId: arman.id, functions: ["cs"], ...elsewhere, endsAt });
    expect(codeOf(await bySri())).toEqual([403, "delegation-over"]);
    await world.people.revokeDelegation(moved);
    const short = new Date(MONDAY.getTime() + HOUR);
    await world.people.delegate({ personId: arman.id, functions: ["cs"], scope: "nation", endsAt: short });
    world.clock.set(short);
    expect(codeOf(await grant({ until: "2026-11-23T04:00:00.000Z" }))).toEqual([403, "delegation-over"]);
    world.clock.set(MONDAY);
  });
});

async function* rowsOf(rows: Array<Record<string, string>>) {
  for (const [at, row] of rows.entries()) yield { line: at + 2, row };
}

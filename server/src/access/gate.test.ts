import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { type AccessWorld, type Hired, MONDAY, openAccessWorld } from "../../../tests/world/access-world.ts";

/** Monday, 10.00 WITA when each test begins. */
describe.each(engines)("offers, consent and quota on $name", (engine) => {
  let world: AccessWorld;
  let arman: Hired;
  let rina: Hired;

  beforeAll(async () => {
    world = await openAccessWorld(engine);
    arman = await world.hire("arman", { function: "supervisor" });
    await world.people.setPassword(arman.id, "sandi panjang arman");
    arman = {
      id: arman.id,
      token: (await world.people.signIn({ login: "arman", password: "sandi panjang arman", address: "desk" })).token,
    };
    rina = await world.hire("rina", { supervisorId: arman.id, scope: "nation" });
    await world.people.setDuty(
      [{ personId: rina.id, date: "2026-11-24", segments: [{ kind: "desk", from: "07:00", to: "17:00" }] }],
      "test",
    );
  }, 180_000);
  afterAll(() => world?.close(), 60_000);

  const rulesOf = (answer: { body: { rules?: Array<{ id: string }> } }) => answer.body.rules?.map(({ id }) => id);
  const at = (text: string) => world.clock.set(new Date(text));
  /** Somebody who agreed to offers, with an offer handed to this person. */
  const welcoming = async (who: Hired, office = world.offices.surabaya, values: Record<string, string> = {}) => {
    const customer = await world.customer({ name: "Wati Lestari", ...values }, { office });
    await world.records.setConsent({ customerId: customer, question: "offers", state: "yes", method: "counter" });
    await world.task(customer, "offer", who.id);
    return customer;
  };
  const offer = (customer: string, who = rina) => world.post(who, "/api/looks", { customer, purpose: "offer" });

  it("R89: an offer before the customer's own morning is refused, and the next lawful time named by his clocks", async () => {
    const customer = await welcoming(rina);
    at("2026-11-24T08:30:00+09:00");
    const early = await offer(customer);
    expect([early.status, rulesOf(early)]).toEqual([403, ["R89"]]);
    expect(early.body.contact).toEqual({ why: "hours", next: "2026-11-24T01:00:00.000Z", local: "2026-11-24 08.00 WIB" });
    at("2026-11-24T09:00:00+08:00");
    expect((await offer(customer)).status).toBe(200);
    world.clock.set(MONDAY);
  });

  it("R89: the hours are those of where the customer lives, whichever branch keeps him", async () => {
    const [jayapura, surabaya] = [
      await welcoming(rina, world.offices.surabaya, { postal_code: "99111" }),
      await welcoming(rina, world.offices.sumbawa, { postal_code: "60111" }),
    ];
    at("2026-11-24T07:30:00+08:00");
    expect((await offer(jayapura)).status).toBe(200);
    expect((await offer(surabaya)).body.contact).toMatchObject({ why: "hours", local: "2026-11-24 08.00 WIB" });
    at("2026-11-24T16:59:00+08:00");
    expect((await offer(jayapura)).status).toBe(200);
    at("2026-11-24T17:00:00+08:00");
    expect(await world.access.mayContact(jayapura, new Date("2026-11-24T17:00:00+08:00"))).toMatchObject({
      allowed: false,
      why: "hours",
      next: new Date("2026-11-25T08:00:00+09:00"),
    });
    world.clock.set(MONDAY);
  });

  it("R89: do-not-disturb and a holiday that was imported shut at once, for offers alone", async () => {
    const customer = await welcoming(rina);
    const service = await world.task(customer, "care", rina.id);
    expect((await offer(customer)).status).toBe(200);
    const shut = { customer, purpose: "care", case: service, shut: ["phone"] };
    expect((await world.post(rina, "/api/contact-choices", shut)).status).toBe(204);
    expect((await offer(customer)).body.contact).toEqual({ why: "do_not_disturb" });
    expect(await world.access.mayContact(customer, MONDAY, "email")).toEqual({ allowed: true });
    expect((await world.post(rina, "/api/looks", { customer, purpose: "care", case: service })).status).toBe(200);
    expect((await world.post(rina, "/api/contact-choices", { ...shut, shut: [] })).status).toBe(204);
    expect((await offer(customer)).status).toBe(200);
    const rows = [{ date: "2026-11-23", kind: "leave" }];
    expect(await world.access.importHolidays(rowsOf(rows), "SKB contoh")).toEqual({ rows: 1, new: 1 });
    expect(await world.access.importHolidays(rowsOf(rows), "SKB contoh")).toEqual({ rows: 1, new: 0 });
    expect((await offer(customer)).body.contact).toMatchObject({ why: "holiday", local: "2026-11-24 08.00 WIB" });
    await world.db.query("delete from access.holiday");
    await expect(world.access.importHolidays(rowsOf([{ date: "2026-02-31", kind: "leave" }]), "x")).rejects.toThrow(/date/);
  });

  it("R89: after two offers that reached him within a week a customer has peace", async () => {
    const customer = await welcoming(rina);
    for (const _ of [1, 2]) {
      const task = await world.task(customer, "offer", rina.id);
      await world.post(rina, `/api/cases/${task}/claim`, {});
      await world.post(rina, `/api/cases/${task}/outcome`, { outcome: "refused_offer" });
      world.clock.set(new Date(world.clock.now().getTime() + 60_000));
    }
    expect((await offer(customer)).body.contact).toMatchObject({ why: "often", next: "2026-11-30T02:00:00.000Z" });
    world.clock.set(MONDAY);
  });

  it("R101, R33: consent is asked in a service contact, with its evidence; only berkenan opens offers, each question for itself", async () => {
    const customer = await world.customer({ name: "Belum Ditanya" }, { office: world.offices.surabaya });
    const ask = (task: string, more: object = {}) =>
      world.post(rina, "/api/consents", {
        ...{ customer, case: task, question: "offers", state: "yes", channel: "call", wording: 1 },
        ...more,
      });
    const offerTask = await world.task(customer, "offer", rina.id);
    expect(rulesOf(await offer(customer))).toEqual(["R29"]);
    expect(rulesOf(await ask("case_nowhere"))).toEqual(expect.arrayContaining(["R32", "R40"]));
    expect(rulesOf(await ask(offerTask))).toEqual(["R29"]);
    const service = await world.task(customer, "care", rina.id);
    const others = await world.hire("orang-lain", { scope: "nation" });
    expect(
      rulesOf(
        await world.post(others, "/api/consents", {
          customer,
          case: service,
          question: "offers",
          state: "yes",
          channel: "call",
          wording: 1,
        }),
      ),
    ).toEqual(["R40"]);
    expect((await ask(service, { wording: 7 })).body).toMatchObject({ code: "wording", version: 1 });
    const card = await world.post(rina, "/api/looks", { customer, purpose: "care", case: service });
    expect(card.body.consents).toEqual({ offers: "unasked", interest: "unasked" });
    expect((await ask(service)).body).toEqual({ question: "offers", state: "yes" });
    expect(await world.records.consentsOf(customer)).toEqual({ offers: "yes", interest: "unasked" });
    const { rows } = await world.db.query("select method, evidence, wording, by_id from records.consent where customer_id = $1", [
      customer,
    ]);
    expect(rows).toEqual([{ method: "call", evidence: service, wording: "1", by_id: rina.id }]);
    const changed = await world.post(rina, "/api/purpose-changes", { from: card.body.entry, customer, purpose: "offer", case: offerTask });
    expect([changed.status, changed.body.re]).toEqual([200, card.body.entry]);
  });

  it("R101, R102: a no holds at once, and nobody asks again for 180 days", async () => {
    const customer = await welcoming(rina);
    const service = await world.task(customer, "care", rina.id);
    const ask = (state: string) =>
      world.post(rina, "/api/consents", { customer, case: service, question: "offers", state, channel: "call", wording: 1 });
    expect((await ask("no")).status).toBe(200);
    expect(rulesOf(await offer(customer))).toEqual(["R102"]);
    const again = await ask("yes");
    expect([again.status, again.body.code, again.body.next]).toEqual([409, "asked-before", "2027-05-22T02:00:00.000Z"]);
    expect(rulesOf(await offer(customer))).toEqual(["R102"]);
    expect((await world.ask(rina, "GET", "/api/consent-questions")).body).toMatchObject({ version: 1 });
  });

  it("R34: beyond the quota the supervisor approves so many more for today, by password; dispatched rows cost none", async () => {
    const busy = await world.hire("sibuk", { supervisorId: arman.id, scope: "nation" });
    const siti = await world.customer({ name: "Siti", phone: "081277770001" });
    const search = () => world.post(busy, "/api/search", { by: "phone", value: "081277770001", purpose: "care" });
    await world.db.query("insert into access.quota_day (person_id, on_date, searches) values ($1, '2026-11-23', 59)", [busy.id]);
    expect((await search()).status).toBe(200);
    expect(rulesOf(await search())).toEqual(["R34"]);
    const task = await world.task(siti, "care", busy.id);
    expect((await world.post(busy, "/api/looks", { customer: siti, purpose: "care", case: task })).status).toBe(200);
    const approve = (who: Hired, more: object = {}) =>
      world.post(who, "/api/quota-approvals", { person: busy.id, more: 1, why: "campaign", password: "sandi panjang arman", ...more });
    expect([(await approve(busy)).status, (await approve(rina)).status]).toEqual([404, 404]);
    expect((await approve(arman, { password: "salah" })).status).toBe(401);
    expect((await approve(arman, { more: 61 })).body).toMatchObject({ code: "quota-limit", left: 60 });
    expect((await approve(arman)).body).toMatchObject({ of: 61 });
    expect((await search()).status).toBe(200);
    expect(rulesOf(await search())).toEqual(["R34"]);
    expect((await world.ask(busy, "GET", "/api/me")).body.quota).toMatchObject({ used: 61, of: 61 });
  });
});

async function* rowsOf(rows: Array<Record<string, string>>) {
  for (const [at, row] of rows.entries()) yield { line: at + 2, row };
}

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { type AccessWorld, type Hired, openAccessWorld } from "../../../tests/world/access-world.ts";

const SITI = {
  name: "Siti Aminah",
  phone: "081234567890",
  nik: "0011224107900001",
  birth_date: "1990-07-01",
  email: "siti@contoh.id",
  mother_name: "Kartini Wulandari",
  spouse: "Budi Hartono",
  income: "5000000",
  plan: "Lentera 50",
};

describe.each(engines)("a look on $name", (engine) => {
  let world: AccessWorld;
  let rina: Hired;
  let siti: string;

  beforeAll(async () => {
    world = await openAccessWorld(engine);
    rina = await world.hire("rina", { employment: "outsourced" });
    siti = await world.customer(SITI);
  }, 180_000);
  afterAll(() => world?.close(), 60_000);

  const look = (who: Hired | undefined, customer: string, purpose = "care", more: object = {}) =>
    world.post(who, "/api/looks", { customer, purpose, ...more });
  const rulesOf = (answer: { body: { rules?: Array<{ id: string }> } }) => answer.body.rules?.map(({ id }) => id);
  const entryOf = async (idx: number) => {
    await world.journal.flush();
    return (await world.db.query("select decision, out, rules, watch, fields, own, re from journal.look_index where idx = $1", [idx]))
      .rows[0];
  };

  it("R40, R46: opens what the purpose needs, masked, for a task of one's own, until the card closes", async () => {
    const task = await world.task(siti, "care", rina.id);
    const answer = await look(rina, siti, "care", { case: task });
    expect(answer.status).toBe(200);
    const { fields, seconds, code, at, closesAt, entry, ...card } = answer.body;
    expect(Object.fromEntries(fields.map((field: { id: string; value: string }) => [field.id, field.value]))).toMatchObject({
      name: "Siti Aminah",
      plan: "Lentera 50",
    });
    expect(fields.find(({ id }: { id: string }) => id === "phone")).toMatchObject({ mask: "last4", can: ["reveal"] });
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect([seconds, Date.parse(closesAt) - Date.parse(at)]).toEqual([300, 300_000]);
    expect(card).toMatchObject({ purpose: "care", case: task, warnings: [] });
    expect(await entryOf(entry)).toMatchObject({ decision: "allow", out: "opened", own: true, rules: [] });
  });

  it("R32: fields that the purpose does not need never leave, asked for or not", async () => {
    const answer = await look(rina, siti);
    for (const value of [SITI.nik, SITI.mother_name, SITI.spouse, SITI.income, "081234567890", "+6281234567890", SITI.email])
      expect(answer.text).not.toContain(value);
    expect(answer.body.locked).toContainEqual({ id: "income", rule: "R32" });
    const asked = await look(rina, siti, "care", { fields: ["name", "income", "nik"] });
    expect(asked.body.fields.map(({ id }: { id: string }) => id)).toEqual(["name"]);
    expect(asked.body.locked).toEqual(
      expect.arrayContaining([
        { id: "income", rule: "R32" },
        { id: "nik", rule: "R32" },
      ]),
    );
  });

  it("R32: whoever asks for nothing else hears of the fields, not of the purpose", async () => {
    const answer = await look(rina, siti, "care", { fields: ["income"] });
    expect([answer.status, answer.body.rules]).toEqual([
      403,
      [{ id: "R32", text: expect.stringContaining("Isian ini"), remedy: expect.stringContaining("Ubah keperluan") }],
    ]);
  });

  it("R32: a look states one known purpose", async () => {
    const answer = await look(rina, siti, "curiosity");
    expect(rulesOf(answer)).toEqual(expect.arrayContaining(["R32"]));
    expect(answer.text).toContain("Keperluan ini tidak dikenal");
  });

  it("R38: a mother's maiden name is matched only, by no path opened", async () => {
    await world.task(siti, "verification", rina.id);
    const card = await look(rina, siti, "verification");
    expect(card.body.fields).toContainEqual(expect.objectContaining({ id: "mother_name", mask: "hidden", value: "", can: ["match"] }));
    const asked = await look(rina, siti, "verification", { fields: ["mother_name"] });
    expect([asked.status, rulesOf(asked)]).toEqual([403, ["R38"]]);
    const revealed = await look(rina, siti, "verification", { reveal: ["mother_name"] });
    expect([revealed.status, rulesOf(revealed)]).toEqual([403, ["R38"]]);
    for (const answer of [card, asked, revealed]) expect(answer.text).not.toMatch(/kartini/i);
  });

  it("R46: a revealed field opens alone, with an entry of its own that names what it goes on from", async () => {
    const first = await look(rina, siti);
    const shown = await look(rina, siti, "care", { reveal: ["phone"], re: first.body.entry });
    expect(shown.body.fields).toEqual([expect.objectContaining({ id: "phone", mask: "full", can: [] })]);
    expect(shown.body.fields[0].value).toMatch(/81234567890$/);
    expect(await entryOf(shown.body.entry)).toMatchObject({ fields: ["phone:full"], re: first.body.entry });
    expect(rulesOf(await look(rina, siti, "care", { reveal: ["plan"] }))).toEqual(["R46"]);
  });

  it("R46: a reveal goes on from one's own open card at this customer, else it is refused by name and told how to go on", async () => {
    const [anna, benny] = [await world.hire("kartu-satu"), await world.hire("kartu-dua")];
    const [one, two] = [await world.customer({ name: "Satu Kartu", phone: "081299990001" }), await world.customer({ name: "Dua Kartu" })];
    for (const who of [anna, benny]) await world.task(one, "care", who.id);
    const task = await world.task(one, "care", anna.id);
    await world.task(two, "care", anna.id);
    await world.task(one, "verification", anna.id);
    const card = (await look(anna, one, "care", { case: task })).body.entry;
    const others = (await look(benny, one)).body.entry;
    const elsewhere = (await look(anna, two)).body.entry;
    const otherPurpose = (await look(anna, one, "verification")).body.entry;
    const reveal = (re: number) => look(anna, one, "care", { case: task, reveal: ["phone"], re });
    const shown = await reveal(card);
    expect(shown.status).toBe(200);
    // The last: a reveal is no card, else one card would stay open for ever.
    for (const re of [others, elsewhere, otherPurpose, 0, 9_000_000, shown.body.entry]) {
      const answer = await reveal(re);
      expect([re, answer.status, rulesOf(answer)]).toEqual([re, 403, ["CARD"]]);
      expect(answer.body.rules[0]).toMatchObject({ text: expect.stringContaining("kartu"), remedy: expect.stringContaining("Buka kartu") });
      expect(answer.text).not.toContain("99990001");
      expect(await entryOf(answer.body.entry)).toMatchObject({ decision: "deny", rules: ["CARD"], re });
    }
    world.clock.set(new Date(world.clock.now().getTime() + 301_000));
    expect(rulesOf(await reveal(card))).toEqual(["CARD"]);
    // Trying again, or for another purpose, has an hour; but not from a colleague's look.
    expect((await look(anna, one, "care", { case: task, re: card })).status).toBe(200);
    expect(rulesOf(await look(anna, one, "care", { case: task, re: others }))).toEqual(["CARD"]);
    const change = (from: number) => world.post(anna, "/api/purpose-changes", { from, customer: one, purpose: "verification" });
    expect((await change(card)).status).toBe(200);
    expect(rulesOf(await change(others))).toEqual(["CARD"]);
  });

  it("R34: a reveal without a card costs what a look costs; on a card it costs nothing", async () => {
    const agus = await world.hire("kartu-tiga");
    const customer = await world.customer({ name: "Biaya Kartu", phone: "081299990003" });
    const opened = await world.post(agus, "/api/cases", { customer, purpose: "care", origin: "agent_call" });
    const used = async () => (await world.access.quota(agus.id, "Asia/Makassar")).used;
    const before = await used();
    const ask = (more: object) => look(agus, customer, "care", { case: opened.body.case.id, ...more });
    const first = await ask({});
    expect(await used()).toBe(before + 1);
    expect((await ask({ reveal: ["phone"], re: first.body.entry })).status).toBe(200);
    expect(await used()).toBe(before + 1);
    expect((await ask({ reveal: ["phone"] })).status).toBe(200);
    expect(await used()).toBe(before + 2);
  });

  it("R40: no look without a task that is one's own, open and of this purpose", async () => {
    const other = await world.customer({ name: "Made Wirawan" });
    expect(rulesOf(await look(rina, other))).toEqual(["R40"]);
    const dewi = await world.hire("dewi");
    await world.task(other, "care", dewi.id);
    expect(rulesOf(await look(rina, other))).toEqual(["R40"]);
    expect(rulesOf(await look(dewi, other, "billing"))).toEqual(["R40"]);
    expect((await look(dewi, other)).status).toBe(200);
  });

  it("R41: a refusal is a sentence with its rule, the lawful way on, and its entry in the journal", async () => {
    const other = await world.customer({ name: "Nyoman Adi" });
    const { status, body } = await look(rina, other);
    expect([status, body.code]).toEqual([403, "refused"]);
    expect(body.rules[0]).toEqual({ id: "R40", text: expect.stringMatching(/^Tidak ada tugas/), remedy: expect.stringMatching(/antrean/) });
    expect(await entryOf(body.entry)).toMatchObject({ decision: "deny", out: "refused", rules: ["R40"], fields: [] });
  });

  it.each([
    ["R3: terms that were not accepted", { without: ["terms" as const] }, "R3"],
    ["R8: no signed contract", { without: ["contract" as const] }, "R8"],
    ["R16: no screening, for internal people too", { without: ["screening" as const] }, "R16"],
    ["R62: no pledge", { without: ["pledge" as const] }, "R62"],
    ["R72: no duty today", { without: ["duty" as const] }, "R72"],
    ["R4: a purpose of another function", { function: "telesales" }, "R4"],
  ])("%s: no look", async (title, how, rule) => {
    const somebody = await world.hire(title.slice(0, 3).trim().toLowerCase().replace(":", ""), how);
    await world.task(siti, "care", somebody.id);
    const answer = await look(somebody, siti);
    expect([answer.status, rulesOf(answer)]).toEqual([403, [rule]]);
  });

  it("R72: a look at 21.00 by somebody whose duty ends at 17.00", async () => {
    const night = await world.hire("night");
    await world.task(siti, "care", night.id);
    expect((await look(night, siti)).status).toBe(200);
    const now = world.clock.now();
    world.clock.set(new Date("2026-11-23T13:00:00Z"));
    expect(rulesOf(await look(night, siti))).toEqual(["R72"]);
    world.clock.set(now);
  });

  it("R36, R37: without a grant there is nothing, and a director gets the refusal of anyone, whether or not the customer exists", async () => {
    const newcomer = await world.hire("newcomer", { function: undefined });
    const director = await world.hire("director", { function: "branch_head", scope: "nation", job: "Direktur Regional" });
    const answers = [await look(newcomer, siti), await look(director, siti), await look(director, "cus_00000000000000000000000000")];
    const told = answers.map(({ status, body: { entry: _, instance: __, ...body } }) => ({ status, body }));
    expect(told[0]).toMatchObject({ status: 403, body: { rules: [{ id: "R36" }, { id: "R37" }] } });
    expect([told[1], told[2]]).toEqual([told[0], told[0]]);
  });

  it("R4: with a change of function the fields of the old purposes close at once", async () => {
    const mover = await world.hire("mover");
    await world.task(siti, "care", mover.id);
    expect((await look(mover, siti)).status).toBe(200);
    await world.people.changeFunctions(mover.id, { functions: ["telesales"], scope: "branch", endsAt: new Date("2027-10-01T00:00:00Z") });
    expect(rulesOf(await look(mover, siti))).toEqual(["R4"]);
  });

  it("R1: an outsourced CS who opens a public figure on a call of her own telling is refused; with the call on record she is not", async () => {
    const star = await world.customer({ name: "Bintang Terkenal" }, { marks: ["public_figure"] });
    expect(rulesOf(await look(rina, star))).toEqual(["R1", "R40"]);
    const { body } = await world.post(rina, "/api/cases", { customer: star, purpose: "care", origin: "agent_call" });
    expect(body.case).toMatchObject({ grade: "C", origin: "agent_call" });
    expect(rulesOf(await look(rina, star))).toEqual(["R1"]);
    world.contacts.add(`${rina.id}/${star}`);
    const answer = await look(rina, star);
    expect([answer.status, answer.body.warnings.map(({ rule }: { rule: string }) => rule)]).toEqual([200, ["R1"]]);
    expect(await entryOf(answer.body.entry)).toMatchObject({ watch: ["R1"], own: false });
  });

  it("R18: a declared dispute closes the customer, whatever the task", async () => {
    const foe = await world.customer({ name: "Lawan Sengketa", phone: "081299990001" });
    const joko = await world.hire("joko");
    await world.task(foe, "care", joko.id);
    expect((await look(joko, foe)).status).toBe(200);
    await world.people.declareConflict(joko.id, { relation: "dispute", text: "sengketa tanah", parties: [{ phone: "081299990001" }] });
    expect(rulesOf(await look(joko, foe))).toEqual(["R18"]);
  });

  it("R28: one's own record, a colleague's and the superior's are closed; staff of another office is open and watched", async () => {
    const [boss, far] = [await world.hire("boss", { function: "supervisor" }), await world.hire("far", { office: world.offices.surabaya })];
    const agus = await world.hire("agus", { supervisorId: boss.id });
    const staff: Array<[Hired, string, string]> = [
      [agus, "081299990011", "Agus"],
      [boss, "081299990012", "Boss"],
      [far, "081299990013", "Jauh"],
    ];
    const records = [];
    for (const [person, phone, name] of staff) {
      await world.people.setStaffIdentity(person.id, { phone });
      const record = await world.customer({ name, phone });
      await world.task(record, "care", agus.id);
      records.push(record);
    }
    const [self, superior, other] = await Promise.all(records.map((record) => look(agus, record)));
    expect([rulesOf(self as never), rulesOf(superior as never)]).toEqual([["R28"], ["R28"]]);
    expect([other?.status, other?.body.warnings[0].rule]).toEqual([200, "R28"]);
  });

  it("R29, R102: only who agreed is offered to; unasked and refused are told apart, and refusal wins over any task", async () => {
    const seller = await world.hire("seller", { function: "telesales" });
    const [yes, no, unasked] = await Promise.all(["Ya", "Tidak", "Belum"].map((name) => world.customer({ name })));
    await world.records.setConsent({ customerId: yes as string, question: "offers", state: "yes", method: "call" });
    await world.records.setConsent({ customerId: no as string, question: "offers", state: "no", method: "call" });
    for (const one of [yes, no, unasked]) await world.task(one as string, "offer", seller.id);
    expect((await look(seller, yes as string, "offer")).status).toBe(200);
    const refused = await look(seller, no as string, "offer");
    expect(refused.body.rules).toEqual([
      { id: "R102", text: "Pelanggan tidak berkenan menerima penawaran. Mohon tidak menawarkan produk.", remedy: expect.any(String) },
    ]);
    expect(rulesOf(await look(seller, unasked as string, "offer"))).toEqual(["R29"]);
  });

  it("R101: the two answers of a customer come with the look that has an entry, and with no refusal", async () => {
    const helper = await world.hire("helper");
    const customer = await world.customer({ name: "Dua Jawaban" });
    expect((await look(helper, customer)).text).not.toContain("unasked");
    await world.task(customer, "care", helper.id);
    expect((await look(helper, customer)).body.consents).toEqual({ offers: "unasked", interest: "unasked" });
    await world.records.setConsent({ customerId: customer, question: "interest", state: "yes", method: "call" });
    await world.records.setConsent({ customerId: customer, question: "offers", state: "no", method: "call" });
    expect((await look(helper, customer)).body).toMatchObject({ entry: expect.any(Number), consents: { offers: "no", interest: "yes" } });
  });

  it("R33: passing from complaint to offer is a change of purpose that checks consent and begins a new entry", async () => {
    const merged = await world.hire("merged");
    const caller = await world.customer({ name: "Penelepon" });
    const task = await world.task(caller, "care", merged.id);
    const first = await look(merged, caller, "care", { case: task });
    await world.records.setConsent({ customerId: caller, question: "offers", state: "no", method: "call" });
    const change = await world.post(merged, "/api/purpose-changes", {
      from: first.body.entry,
      customer: caller,
      case: task,
      purpose: "offer",
    });
    expect([change.status, rulesOf(change)]).toEqual([403, expect.arrayContaining(["R102"])]);
    expect(change.body.entry).not.toBe(first.body.entry);
    expect(await entryOf(change.body.entry)).toMatchObject({ decision: "deny", re: first.body.entry });
  });

  it("a session that ended, ran out, or was never there is a 401 that opens nothing", async () => {
    expect((await look(undefined, siti)).status).toBe(401);
    expect((await look({ id: "x", token: "nobody" }, siti)).status).toBe(401);
    const gone = await world.hire("gone");
    await world.task(siti, "care", gone.id);
    await world.db.query("update people.session set mac = 'forged' where person_id = $1", [gone.id]);
    expect((await look(gone, siti)).status).toBe(401);
  });

  it("LEAVER: who has left gets the 401 of a stranger, and the try stands in the journal", async () => {
    const leaver = await world.hire("leaver");
    await world.task(siti, "care", leaver.id);
    await world.people.endPerson(leaver.id);
    expect((await look(leaver, siti)).status).toBe(401);
    await world.journal.flush();
    const { rows } = await world.db.query("select decision, rules, customer_id from journal.look_index where person_id = $1", [leaver.id]);
    expect(rows).toEqual([{ decision: "deny", rules: ["LEAVER"], customer_id: siti }]);
  });

  it("bodies with undeclared keys are refused", async () => {
    expect((await look(rina, siti, "care", { admin: true })).status).toBe(400);
  });
});

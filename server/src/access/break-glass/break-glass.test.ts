import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../../tests/harness/engines.ts";
import { type EveningWorld, openEveningWorld, type Worker } from "../../../../tests/world/evening-world.ts";
import { stateOf } from "../../../../tests/world/state-of.ts";

const TASK = "Kartu hilang, pelanggan menunggu di loket.";

describe.each(engines)("emergency access (akses darurat), on $name", (engine) => {
  let world: EveningWorld;
  let arman: Worker;
  let sri: Worker;
  let dpo: Worker;
  let rina: Worker;
  let [siti, public1] = ["", ""];

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    world.at("09:00");
    sri = await world.hire("sariwati", { function: "supervisor" });
    arman = await world.hire("armand", { function: "supervisor", superiorId: sri.id });
    dpo = await world.hire("dewi", { function: "officer" });
    rina = await world.hire("rinata", { supervisorId: arman.id, superiorId: sri.id });
    siti = await world.customer("Siti Maesaroh", { phone: "081200007777" });
    public1 = await world.customer("Tokoh Terkenal", { marks: ["public_figure"] });
  }, 240_000);
  afterAll(async () => world?.close());

  const ask = (customer: string, more: object = {}, who = rina) =>
    world.call(who, "POST", "/api/break-glass", { customer, purpose: "care", why: "waiting", task: TASK, ...more });
  const decide = (who: Worker, id: string, body: object = { grant: true }) =>
    world.call(who, "POST", `/api/break-glass/${id}/decisions`, body);
  const look = (customer: string, who = rina) => world.call(who, "POST", "/api/looks", { customer, purpose: "care" });
  const notices = async (who: Worker) =>
    (await world.call(who, "GET", "/api/break-glass/notices")).body.rows as Array<{ id: string; kind: string; breakGlass?: string }>;
  const kindsOf = async (who: Worker, breakGlass: string) =>
    (await notices(who)).filter((one) => one.breakGlass === breakGlass).map(({ kind }) => kind);
  const rules = ({ body }: { body: { rules?: Array<{ id: string }> } }) => body.rules?.map(({ id }) => id);
  async function check() {
    return stateOf(world.product);
  }

  it("R40: without a case the look is refused; both who may decide are told of the request, and it opens nothing yet", async () => {
    expect(rules(await look(siti))).toEqual(["R40"]);
    const asked = await ask(siti);
    expect(asked).toMatchObject({ status: 201, body: { state: "waiting", minutes: 15 } });
    expect(rules(await look(siti))).toEqual(["R40"]);
    expect(await kindsOf(arman, asked.body.id)).toEqual(["asked"]);
    expect(await kindsOf(sri, asked.body.id)).toEqual(["asked_deputy"]);
    expect((await ask(siti)).body).toMatchObject({ code: "conflict", breakGlass: asked.body.id });
    expect((await world.call(arman, "GET", `/api/break-glass/${asked.body.id}/task`)).body).toEqual({ task: TASK });
    expect((await world.call(world.yosua, "GET", `/api/break-glass/${asked.body.id}/task`)).status).toBe(404);
    const kept = await world.product.db.query<{ task: string }>("select task from access.break_glass where id = $1", [asked.body.id]);
    expect(kept.rows[0]?.task).not.toContain("Kartu");
  });

  it("the deputy waits sixty seconds for a supervisor on duty; then he decides, and who was skipped is told", async () => {
    const [{ id }] = (await world.call(sri, "GET", "/api/break-glass")).body.rows;
    expect(await decide(sri, id)).toMatchObject({ status: 409, body: { code: "not-yet" } });
    expect((await decide(world.yosua, id)).status).toBe(404);
    expect((await decide(rina, id)).status).toBe(404);
    world.product.story?.set(new Date(world.product.clock.now().getTime() + 61_000));
    expect(await decide(sri, id, { grant: true, minutes: 10 })).toMatchObject({ status: 200, body: { granted: true } });
    expect(await kindsOf(arman, id)).toEqual(["skipped", "asked"]);
    expect(await kindsOf(rina, id)).toEqual(["granted"]);
    expect(await decide(arman, id)).toMatchObject({ status: 409, body: { code: "conflict" } });
  });

  it("R34: a look under it carries `breakglass` in the journal, names the rules it lifts, and counts against the quota", async () => {
    const used = async () => (await world.product.access.quota(rina.id, world.office.zone)).used;
    const before = await used();
    const seen = await look(siti);
    expect(seen.status).toBe(200);
    expect(seen.body.warnings.map(({ rule }: { rule: string }) => rule)).toEqual(["GLASS"]);
    expect(await used()).toBe(before + 1);
    await world.product.journal.flush();
    const { rows } = await world.product.db.query("select decision, watch from journal.look_index where idx = $1", [seen.body.entry]);
    expect(rows).toEqual([{ decision: "breakglass", watch: ["R40", "GLASS"] }]);
    expect(await world.product.access.breakGlass.looks([seen.body.entry, 1])).toMatchObject([
      { look: seen.body.entry, grantedBy: sri.id, why: "waiting", personId: rina.id },
    ]);
    expect((await ask(siti)).body).toMatchObject({ code: "not-needed" });
  });

  it("it ends by itself, and before that when somebody closes it", async () => {
    world.product.story?.set(new Date(world.product.clock.now().getTime() + 10 * 60_000));
    expect(rules(await look(siti))).toEqual(["R40"]);
    const { body } = await ask(siti);
    await decide(arman, body.id);
    expect((await look(siti)).status).toBe(200);
    expect((await world.call(world.yosua, "DELETE", `/api/break-glass/${body.id}`)).status).toBe(404);
    expect((await world.call(rina, "DELETE", `/api/break-glass/${body.id}`)).status).toBe(204);
    expect(rules(await look(siti))).toEqual(["R40"]);
    const states = (await world.call(rina, "GET", "/api/break-glass")).body.rows.map(({ state }: { state: string }) => state);
    expect(states).toEqual(["closed", "ended"]);
  });

  it("of two who decide at one moment, one does", async () => {
    const { body } = await ask(siti);
    world.product.story?.set(new Date(world.product.clock.now().getTime() + 61_000));
    const answers = await Promise.all([decide(arman, body.id), decide(sri, body.id), decide(arman, body.id, { grant: false })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const entries = await world.product.db.query("select 1 from access.break_glass where id = $1 and decided_at is not null", [body.id]);
    expect(entries.rows).toHaveLength(1);
    await world.call(arman, "DELETE", `/api/break-glass/${body.id}`);
  });

  it("asked twice at one moment it is one request", async () => {
    const answers = await Promise.all([ask(siti), ask(siti)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const id = answers.find(({ status }) => status === 201)?.body.id;
    expect((await decide(arman, id, { grant: false })).body).toMatchObject({ granted: false });
    expect(await kindsOf(rina, id)).toEqual(["declined"]);
    expect(rules(await look(siti))).toEqual(["R40"]);
  });

  it("R1: at a public figure supervisor and data protection officer are told at once, of the try and of the request", async () => {
    const tried = await look(public1);
    expect(rules(tried)).toEqual(["R1", "R40"]);
    const told = async (who: Worker) => (await notices(who)).filter(({ kind }) => kind === "public_figure").length;
    expect([await told(arman), await told(dpo)]).toEqual([1, 1]);
    await look(public1);
    expect(await told(dpo)).toBe(1);
    const { body } = await ask(public1, { why: "fraud" });
    expect([await told(dpo), (await kindsOf(dpo, body.id)).length]).toEqual([2, 1]);
    await decide(arman, body.id);
    expect((await look(public1)).body.warnings.map(({ rule }: { rule: string }) => rule)).toEqual(["R1", "GLASS"]);
    const [notice] = await notices(dpo);
    expect((await world.call(dpo, "POST", `/api/break-glass/notices/${notice?.id}/seen`)).status).toBe(204);
    expect((await world.call(arman, "POST", `/api/break-glass/notices/${notice?.id}/seen`)).status).toBe(404);
  });

  it("no emergency lifts a declared conflict, a refused offer, a missing pledge or one's own record, nor opens a customer who is not there", async () => {
    await world.product.people.declareConflict(rina.id, {
      relation: "dispute",
      text: "Sengketa tanah.",
      parties: [{ phone: "081200007777" }],
    });
    expect(rules(await ask(siti))).toEqual(["R18", "R40"]);
    const offer = await world.customer("Tidak Berkenan");
    await world.product.records.setConsent({ customerId: offer, question: "offers", state: "no", method: "asked", by: rina.id });
    const dina = await world.hire("dina", { function: "telesales", supervisorId: arman.id });
    expect(rules(await ask(offer, { purpose: "offer" }, dina))).toContain("R102");
    const tono = await world.hire("tono", { supervisorId: arman.id, pledgedUntil: new Date(world.product.clock.now().getTime() - 1_000) });
    expect(rules(await ask(offer, {}, tono))).toContain("R62");
    const nobody = await ask("cus_00000000000000000000000000");
    expect(nobody).toMatchObject({ status: 404, body: { code: "not-found" } });
    expect((await ask(offer, { task: "x" })).status).toBe(400);
    expect((await ask(offer, { why: "curious" })).status).toBe(400);
    expect(await ask(offer, { minutes: 200 })).toMatchObject({ status: 422, body: { code: "too-long" } });
  });

  it("whoever has a declared conflict with the customer does not decide: then the deputy may at once", async () => {
    const budi = await world.customer("Budi Santoso", { phone: "081200008888" });
    await world.product.people.declareConflict(arman.id, { relation: "dispute", text: "Utang.", parties: [{ phone: "081200008888" }] });
    const { body } = await ask(budi);
    expect((await decide(arman, body.id)).status).toBe(404);
    expect((await decide(sri, body.id)).status).toBe(200);
  });

  it("R72: off duty too, by the supervisor's approval", async () => {
    world.at("21:00");
    const ana = await world.customer("Ana Night");
    await world.product.access.handInCase(
      { id: world.exchange.id },
      { external: "N-1", source: "crm", customer: ana, purpose: "care", origin: "dispatch", assignedTo: rina.id },
    );
    expect(rules(await look(ana))).toEqual(["R72"]);
    const { body } = await ask(ana, { why: "outage" });
    expect((await decide(sri, body.id)).status).toBe(200);
    expect((await look(ana)).status).toBe(200);
  });

  it("every such look lies on the evening desk whatever explains it, and a wrong click does not take it off", async () => {
    const { entry } = (await look(await nightCustomer())).body;
    expect((await world.call(rina, "POST", "/api/mistakes", { entry })).status).toBeLessThan(300);
    const [evening] = await world.evening();
    const reasons = (evening?.rows ?? []).filter(({ why }) => why.some((one) => one.startsWith("Ini akses darurat")));
    expect(reasons).toHaveLength(3);
    expect(reasons.every(({ why }) => why.some((one) => /^Akses darurat diberikan oleh (Sariwati|Armand)\.$/.test(one)))).toBe(true);
    expect(new Set(reasons.map(({ state }) => state))).toEqual(new Set(["waiting", "answered"]));
    // Nobody judges what he granted himself: of the two, the other one does.
    const desks = await Promise.all([arman, sri].map((who) => world.call(who, "GET", "/api/desk")));
    const told = desks.map(({ body }) =>
      (body.rows as Array<{ why: string[] }>).flatMap(({ why }) => why).filter((one) => one.startsWith("Akses darurat diberikan oleh")),
    );
    expect(told.map((all) => [...new Set(all)])).toEqual([
      ["Akses darurat diberikan oleh Sariwati."],
      ["Akses darurat diberikan oleh Armand."],
    ]);
  });
  const nightCustomer = async () => {
    const { rows } = await world.product.db.query<{ id: string }>("select customer_id as id from access.cases where external_id = 'N-1'");
    return rows[0]?.id ?? "";
  };

  it("the state check repeats each decision, and finds an emergency access that was written by hand", async () => {
    expect(await check()).toMatchObject({ findings: [] });
    const eva = await world.customer("Eva Forged");
    await world.product.db.query(
      `insert into access.break_glass select 'bgl_forged', $1, person_id, office_id, purpose, why, task, minutes, rules, $2, decided_by, $2, true,
        $2::timestamptz + interval '1 hour', null, idx from access.break_glass where granted order by asked_at desc limit 1`,
      [eva, world.product.clock.now()],
    );
    const { body } = await look(eva);
    await world.product.db.query("delete from access.break_glass where id = 'bgl_forged'");
    world.at("21:30");
    const { findings } = await check();
    expect(findings).toMatchObject([{ code: "E_STATE", table: "access.break_glass", look: body.entry }]);
  });

  it("where the house lets people open alone, everybody skipped is told, and it is for a superior to judge", async () => {
    const house = await openEveningWorld(engine, { breakGlass: { alone: true } });
    try {
      house.at("10:00");
      const eva = await house.customer("Eva Alone");
      const body = { customer: eva, purpose: "care", why: "outage", task: TASK };
      expect((await house.call(house.rina, "POST", "/api/break-glass", body)).body.state).toBe("granted");
      for (const who of [house.arman, house.sri])
        expect((await house.call(who, "GET", "/api/break-glass/notices")).body.rows).toMatchObject([{ kind: "skipped" }]);
      expect((await house.call(house.rina, "POST", "/api/looks", { customer: eva, purpose: "care" })).status).toBe(200);
      const many = await Promise.all([...Array(14).keys()].map((n) => house.customer(`Ramai ${n}`)));
      const asked = await Promise.all(many.map((customer) => house.call(house.yosua, "POST", "/api/break-glass", { ...body, customer })));
      expect(asked.filter(({ status }) => status === 201)).toHaveLength(10);
      const [evening] = await house.evening();
      const told = evening?.rows.flatMap(({ why }) => why) ?? [];
      expect(told).toEqual(
        expect.arrayContaining([expect.stringContaining("Ini akses darurat"), expect.stringContaining("dibuka sendiri")]),
      );
    } finally {
      await house.close();
    }
  }, 240_000);
});

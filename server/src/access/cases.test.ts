import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { type AccessWorld, type Hired, openAccessWorld } from "../../../tests/world/access-world.ts";
import type { CsvRow } from "../platform/csv.ts";

const NOWHERE = "case_00000000000000000000000000";
async function* csv(rows: Array<Record<string, string>>): AsyncGenerator<CsvRow> {
  for (const [at, row] of rows.entries()) yield { line: at + 2, row };
}

describe.each(engines)("cases on $name", (engine) => {
  let world: AccessWorld;
  let rina: Hired;
  let dewi: Hired;
  let siti: string;

  beforeAll(async () => {
    world = await openAccessWorld(engine);
    [rina, dewi] = [await world.hire("rina"), await world.hire("dewi")];
    siti = await world.customer({ name: "Siti Aminah", mother_name: "Kartini", phone: "081234567890" });
  }, 180_000);
  afterAll(() => world?.close(), 60_000);

  const claim = (who: Hired, id: string, minutes?: number) => world.post(who, `/api/cases/${id}/claim`, minutes ? { minutes } : {});
  const look = (who: Hired, customer = siti, purpose = "care") => world.post(who, "/api/looks", { customer, purpose });
  const wait = (minutes: number) => world.clock.set(new Date(world.clock.now().getTime() + minutes * 60_000));

  it("R40: two agents claim a case at once and one of them has it", async () => {
    const task = await world.task(siti, "care");
    const agents = [rina, dewi, await world.hire("third"), await world.hire("fourth")];
    const answers = await Promise.all(agents.map((agent) => claim(agent, task)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const winner = agents[answers.findIndex(({ status }) => status === 200)] as Hired;
    const looks = await Promise.all(agents.map((agent) => look(agent)));
    expect(looks.map(({ status }) => status)).toEqual(agents.map((agent) => (agent === winner ? 200 : 403)));
    expect((await claim(winner, task)).status).toBe(200);
    await world.post(winner, `/api/cases/${task}/outcome`, { outcome: "done" });
  });

  it("a claim lasts 30 minutes, at most 60, and then another may have the case", async () => {
    const task = await world.task(siti, "billing");
    const begun = world.clock.now();
    const { body } = await claim(rina, task);
    expect(Date.parse(body.until) - begun.getTime()).toBe(30 * 60_000);
    expect((await claim(rina, task, 61)).status).toBe(400);
    wait(31);
    expect((await look(rina, siti, "billing")).body.rules[0].id).toBe("R40");
    expect((await claim(dewi, task)).status).toBe(200);
    world.clock.set(begun);
  });

  it("gives a case back, so that the next may take it at once", async () => {
    const task = await world.task(siti, "service");
    await claim(rina, task);
    expect((await world.ask(dewi, "DELETE", `/api/cases/${task}/claim`)).status).toBe(204);
    expect((await claim(dewi, task)).body.code).toBe("claimed");
    expect((await world.ask(rina, "DELETE", `/api/cases/${task}/claim`)).status).toBe(204);
    expect((await claim(dewi, task)).status).toBe(200);
  });

  it("an outcome closes the case, ends the claim, and is told as evidence; another's case is not found", async () => {
    const other = await world.customer({ name: "Wayan" });
    const task = await world.task(other, "care", rina.id);
    expect((await world.post(dewi, `/api/cases/${task}/outcome`, { outcome: "done" })).status).toBe(404);
    expect((await world.post(rina, `/api/cases/${NOWHERE}/outcome`, { outcome: "done" })).status).toBe(404);
    expect((await world.post(rina, `/api/cases/${task}/outcome`, { outcome: "fine" })).status).toBe(422);
    const done = await world.post(rina, `/api/cases/${task}/outcome`, { outcome: "call_back" });
    expect(done.body.case).toMatchObject({ outcome: "call_back", open: true });
    expect((await world.post(rina, `/api/cases/${task}/outcome`, { outcome: "done" })).body.case.open).toBe(false);
    expect((await look(rina, other)).body.rules[0].id).toBe("R40");
    expect((await world.post(rina, `/api/cases/${task}/outcome`, { outcome: "done" })).body.code).toBe("case-closed");
    expect(world.outcomes.filter(({ caseId }) => caseId === task).map(({ outcome, grade }) => [outcome, grade])).toEqual([
      ["call_back", "B"],
      ["done", "B"],
    ]);
  });

  it("R40: a case in two keys has grade C, ends with the contact, and is not opened twice", async () => {
    const caller = await world.customer({ name: "Ketut" });
    const open = () => world.post(rina, "/api/cases", { customer: caller, purpose: "care", origin: "agent_call" });
    const [first, again] = [await open(), await open()];
    expect(again.body).toEqual(first.body);
    expect(first.body.case).toMatchObject({ grade: "C", purpose: "care" });
    expect((await look(rina, caller)).status).toBe(200);
    const now = world.clock.now();
    wait(31);
    expect((await look(rina, caller)).body.rules[0].id).toBe("R40");
    world.clock.set(now);
    await world.post(rina, `/api/cases/${first.body.case.id}/outcome`, { outcome: "done" });
    expect(world.outcomes.at(-1)).toMatchObject({ grade: "C", personId: rina.id, customerId: caller });
  });

  it("R40: a case in two keys, asked for many times at one moment, is one case", async () => {
    const caller = await world.customer({ name: "Made" });
    const open = () => world.post(rina, "/api/cases", { customer: caller, purpose: "care", origin: "agent_call" });
    const answers = await Promise.all(Array.from({ length: 6 }, open));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(new Set(answers.map(({ body }) => body.case.id)).size).toBe(1);
    const { rows } = await world.db.query("select id from access.cases where customer_id = $1", [caller]);
    expect(rows).toHaveLength(1);
  });

  it("another system hands cases in once, and only another system may", async () => {
    const crm = await world.hire("crm", { function: "integrator" });
    const body = { external: "CRM-1", source: "crm", customer: siti, purpose: "care", origin: "dispatch", assignedTo: rina.id };
    const [one, two] = [await world.post(crm, "/api/cases", body), await world.post(crm, "/api/cases", body)];
    expect([one.status, one.body.case.grade]).toEqual([200, "A"]);
    expect(two.body).toEqual(one.body);
    expect((await world.post(rina, "/api/cases", body)).status).toBe(403);
    expect((await world.post(crm, "/api/cases", { ...body, external: "CRM-2", purpose: "sale" })).status).toBe(422);
    expect((await look(crm)).body.rules.map(({ id }: { id: string }) => id)).toEqual(["R36", "R37"]);
  });

  it("imports tasks once, tells bad rows by line and column, and a dry run keeps nothing", async () => {
    const faults: Array<[number, string]> = [];
    const rows = [
      { external: "1", customer: siti, purpose: "care", assigned_to: "rina" },
      { external: "2", customer: siti, purpose: "care", assigned_to: "" },
      { external: "", customer: siti, purpose: "care", assigned_to: "" },
      { external: "4", customer: "cus_x", purpose: "care", assigned_to: "" },
      { external: "5", customer: siti, purpose: "sale", assigned_to: "" },
      { external: "6", customer: siti, purpose: "care", assigned_to: "nobody" },
    ];
    const run = (dryRun: boolean) =>
      world.access.importCases(csv(rows), { source: "tickets", dryRun, onBad: (fault) => void faults.push([fault.row, fault.column]) });
    expect(await run(true)).toEqual({ rows: 6, new: 2, same: 0, bad: 4 });
    expect(faults).toEqual(
      expect.arrayContaining([
        [4, "external"],
        [6, "purpose"],
        [5, "customer"],
        [7, "assigned_to"],
      ]),
    );
    expect(await run(false)).toMatchObject({ new: 2, same: 0 });
    expect(await run(false)).toMatchObject({ new: 0, same: 2 });
    await world.journal.drain();
    const { rows: kept } = await world.db.query(
      "select grade from access.cases where source = 'tickets' and idx is not null order by external_id",
    );
    expect(kept).toEqual([{ grade: "A" }, { grade: "B" }]);
  });

  it("R38: matches what the caller says, three times a case, and never says the value", async () => {
    const task = await world.task(siti, "verification", rina.id);
    const match = (given: string, field = "mother_name") =>
      world.post(rina, "/api/matches", { customer: siti, purpose: "verification", case: task, field, given });
    expect((await match("kartini")).body).toMatchObject({ match: true, left: 2 });
    expect((await match("Sukarni")).body).toMatchObject({ match: false, left: 1 });
    expect((await match("081234567890", "phone")).body).toMatchObject({ match: true, left: 0 });
    const over = await match("Kartini");
    expect([over.status, over.body.rules[0].id]).toEqual([403, "TRIES"]);
    expect((await match("x", "income")).body.rules[0].id).toBe("R32");
    for (const answer of [over, await match("Kartini")]) expect(answer.text).not.toMatch(/kartini/i);
  });

  it("who leaves hands back: the claim ends, the task is free, the stand-in holds his customers", async () => {
    const [leaver, heir] = [await world.hire("leaver"), await world.hire("heir")];
    const held = await world.customer({ name: "Diwariskan" });
    const task = await world.task(held, "care", leaver.id);
    await world.access.distributePortfolio(csv([{ customer: held, holder: "leaver", stand_in: "heir" }]), {
      source: "b",
      onBad: () => undefined,
    });
    await world.journal.drain();
    await world.people.endPerson(leaver.id);
    expect((await claim(heir, task)).status).toBe(200);
    expect(
      (await world.post(heir, "/api/listings", { of: "portfolio" })).body.rows.map(({ customer }: { customer: string }) => customer),
    ).toEqual([held]);
  });

  it("shows the catalogue in the asked language", async () => {
    const { body } = await world.ask(rina, "GET", "/api/catalogue");
    expect(body.rules.find(({ id }: { id: string }) => id === "R102").text).toMatch(/^Pelanggan tidak berkenan/);
    expect(body.purposes.length).toBeGreaterThan(5);
    expect(body.outcomes[0]).toEqual({ id: "done", label: "Selesai", closes: true });
  });
});

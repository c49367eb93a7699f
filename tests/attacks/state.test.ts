import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StateReport } from "../../server/src/state/index.ts";
import { engines } from "../harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld } from "../world/evening-world.ts";
import { stateOf } from "../world/state-of.ts";

/** What an administrator of the database can do to the state, and what the state check says of it. One house, one attack after the other. */
describe.each(engines)("a database administrator who changes rows behind the program's back, on $name", (engine) => {
  let world: EveningWorld;
  let [siti, budi] = ["", ""];
  let minutes = 9 * 60;

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    later();
    siti = await world.customer("Siti Maesaroh", { phone: "081200007777" });
    budi = await world.customer("Budi Santoso", { phone: "081200008888" });
    await share();
    await tasks();
    await world.product.journal.drain();
  }, 180_000);
  afterAll(async () => world?.close());

  /** Minutes pass: what happens at one moment may be written down in any order. */
  function later(by = 2): void {
    minutes += by;
    world.at(`${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`);
  }
  async function* lines(rows: Array<Record<string, string>>) {
    for (const [at, row] of rows.entries()) yield { line: at + 2, row };
  }
  const fail = (fault: { message: string }): never => {
    throw new Error(fault.message);
  };
  const share = () =>
    world.product.access.distributePortfolio(
      lines([
        { customer: siti, holder: "rina", stand_in: "yosua" },
        { customer: budi, holder: "yosua" },
      ]),
      { source: "portfolio.csv", onBad: fail },
    );
  const tasks = () =>
    world.product.access.importCases(
      lines([
        { customer: siti, external: "A-1", purpose: "care", assigned_to: "rina" },
        { customer: budi, external: "A-2", purpose: "care", assigned_to: "yosua" },
      ]),
      { source: "tasks.csv", onBad: fail },
    );
  const sql = (text: string, values: unknown[] = []) => world.product.db.query(text, values);
  async function check(): Promise<StateReport> {
    return stateOf(world.product);
  }
  async function look(customer: string, who = world.rina, purpose = "care"): Promise<{ status: number; entry: number }> {
    later();
    const { status, body } = await world.call(who, "POST", "/api/looks", { customer, purpose });
    return { status, entry: body.entry };
  }
  const tablesOf = ({ findings }: StateReport) => [...new Set(findings.map(({ table }) => table))].sort();
  const rowsOf = ({ findings }: StateReport, table: string) =>
    findings.filter((one) => one.table === table).flatMap(({ row }) => row ?? []);

  /** Changes a row, lets somebody look if wished, checks; changes it back and checks again. */
  async function flip(attack: {
    table: string;
    there: string;
    back: string;
    values?: unknown[];
    look?: () => Promise<{ status: number; entry: number }>;
    opens?: number;
  }): Promise<void> {
    const { table, there, back, values = [], opens = 200 } = attack;
    expect((await sql(there, values)).rowCount).toBeGreaterThan(0);
    const seen = await attack.look?.();
    if (seen) expect(seen.status).toBe(opens);
    later();
    const during = await check();
    expect(during.state).toBe("differs");
    expect(tablesOf(during)).toContain(table);
    await sql(back, values);
    const after = await check();
    expect(after.findings.filter((one) => one.look === undefined)).toEqual([]);
    if (seen) expect(after.relied).toContain(seen.entry);
  }

  it("a house that nobody touched is as its journal tells, and nothing is left untold", async () => {
    expect((await look(siti)).status).toBe(200);
    expect((await look(budi)).status).toBe(403);
    later();
    const report = await check();
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ state: "whole", untold: {} });
    expect(report.looks).toBeGreaterThanOrEqual(2);
    expect(report.rows).toBeGreaterThan(30);
  });

  it("row 43: a customer marked as erased by SQL while the check runs, so that nobody can tell what was done with him", async () => {
    const [{ wrap } = { wrap: "" }] = (await sql("select wrap from records.customer where id = $1", [budi])).rows as Array<{
      wrap: string;
    }>;
    await sql("update records.customer set state = 'erased', wrap = '' where id = $1", [budi]);
    later();
    const during = await check();
    expect(during.state).toBe("differs");
    expect(rowsOf(during, "records.customer")).toEqual([budi]);
    await sql("update records.customer set state = 'active', wrap = $2 where id = $1", [budi, wrap]);
    expect((await check()).findings).toEqual([]);
  });

  it("row 43: a pledge that was lengthened by SQL for an hour: its row, and the look that relied on it", async () => {
    const pledgedUntil = new Date(world.product.clock.now().getTime() + 60_000);
    const who = await world.hire("lapsed", { supervisorId: world.arman.id, pledgedUntil });
    const task = { external: "P-1", source: "crm", customer: budi, purpose: "care", origin: "dispatch" as const, assignedTo: who.id };
    await world.product.access.handInCase({ id: world.exchange.id }, task);
    expect((await look(budi, who)).status).toBe(403);
    await flip({
      table: "people.pledge",
      there: "update people.pledge set valid_until = valid_until + interval '1 year' where person_id = $1",
      back: "update people.pledge set valid_until = valid_until - interval '1 year' where person_id = $1",
      values: [who.id],
      look: () => look(budi, who),
    });
  });

  it("row 43: a task handed to somebody else by SQL and back: the look that relied on it", () =>
    flip({
      table: "access.cases",
      there: "update access.cases set assigned_to = $1 where external_id = 'A-2'",
      back: "update access.cases set assigned_to = (select id from people.person where login = 'yosua' and id <> $1) where external_id = 'A-2'",
      values: [world.rina.id],
      look: () => look(budi),
    }));

  it("row 43: a rule that the officer tightened, loosened by SQL for an hour: its row, and the look that was decided by a table no longer in force", async () => {
    const { access } = world.product;
    const officer = await world.hire("pejabat", { function: "officer" });
    later();
    await access.setMode({ rule: "R72", mode: "watch", why: "trial", by: officer.id });
    later();
    await access.setMode({ rule: "R72", mode: "forbid", why: "misuse", by: officer.id });
    later();
    expect((await check()).findings.filter((one) => one.look === undefined)).toEqual([]);
    const [{ id } = { id: "" }] = (await sql("select id from access.policy_mode where mode = 'forbid'")).rows as Array<{ id: string }>;
    await flip({
      table: "access.policy_mode",
      there: "update access.policy_mode set mode = 'watch' where id = $1",
      back: "update access.policy_mode set mode = 'forbid' where id = $1",
      values: [id],
      // A restart reads the table; whatever it finds there has been published before.
      look: async () => {
        await access.rereadModes();
        const seen = await look(siti);
        later();
        return seen;
      },
    });
    await access.rereadModes();
  });

  /** Budi's portfolio gets a stand-in, and has none again. */
  const handedTo = (person: string) => ({
    table: "access.portfolio",
    there: "update access.portfolio set stand_in_id = $1 where customer_id = $2",
    back: "update access.portfolio set stand_in_id = case when $1 = '' then '' end where customer_id = $2",
    values: [person, budi],
  });

  it("row 43: a portfolio widened and narrowed again: the row while it lasts, the look for ever", () =>
    flip({
      ...handedTo(world.rina.id),
      look: async () => {
        await sql("update access.cases set assigned_to = $1 where external_id = 'A-2'", [world.rina.id]);
        const seen = await look(budi);
        await sql("update access.cases set assigned_to = $1 where external_id = 'A-2'", [world.yosua.id]);
        return seen;
      },
    }));

  it("row 43: a customer moved into somebody's portfolio by SQL for a moment: the page that showed him", async () => {
    // A stand-in sees the page only while the holder is away.
    const until = new Date(world.product.clock.now().getTime() + 3_600_000);
    await world.product.people.declareAbsence(world.yosua.id, { from: world.product.clock.now(), until, why: "leave" });
    later();
    await flip({
      ...handedTo(world.rina.id),
      look: async () => {
        later();
        const { status, body } = await world.call(world.rina, "POST", "/api/listings", { of: "portfolio" });
        return { status, entry: body.entry };
      },
    });
    await world.product.people.endAbsence(world.yosua.id);
    later();
  });

  it("row 43: a consent turned from no to yes by SQL and back: the offer that relied on it", async () => {
    const { access, records } = world.product;
    const seller = await world.hire("seller", { function: "telesales", supervisorId: world.arman.id });
    await records.setConsent({ customerId: siti, question: "offers", state: "no", method: "call" });
    const task = { external: "O-1", source: "crm", customer: siti, purpose: "offer", origin: "dispatch" as const, assignedTo: seller.id };
    await access.handInCase({ id: world.exchange.id }, task);
    expect((await look(siti, seller, "offer")).status).toBe(403);
    await flip({
      table: "records.consent",
      there: "update records.consent set state = 'yes', idx = 1 where customer_id = $1",
      back: "update records.consent set state = 'no' where customer_id = $1",
      values: [siti],
      look: () => look(siti, seller, "offer"),
    });
  });

  it("row 43: a conflict withdrawn by SQL and declared again: the look in between", async () => {
    const { people } = world.product;
    await people.declareConflict(world.rina.id, { relation: "dispute", text: "tetangga", parties: [{ phone: "081200007777" }] });
    expect((await look(siti)).status).toBe(403);
    await flip({
      table: "people.conflict",
      there: "update people.conflict set withdrawn_at = now() where person_id = $1",
      back: "update people.conflict set withdrawn_at = null where person_id = $1",
      values: [world.rina.id],
      look: () => look(siti),
    });
  });

  it("row 43: a duty plan stretched by SQL, a grant revived, a person who has left brought back", async () => {
    const hired = await world.hire("gone", { supervisorId: world.arman.id });
    await world.product.people.setDuty(
      [{ personId: hired.id, date: DAY, segments: [{ kind: "desk", from: "20:00", to: "21:00" }] }],
      "test",
    );
    later();
    await flip({
      table: "people.duty",
      there: "update people.duty set starts_at = starts_at - interval '15 hours' where person_id = $1",
      back: "update people.duty set starts_at = starts_at + interval '15 hours' where person_id = $1",
      values: [hired.id],
    });
    await world.product.people.endPerson(hired.id);
    await flip({
      table: "people.grant_",
      there: "update people.grant_ set revoked_at = null where person_id = $1",
      back: "update people.grant_ set revoked_at = now() where person_id = $1",
      values: [hired.id],
    });
    await flip({
      table: "people.person",
      there: "update people.person set state = 'active' where id = $1",
      back: "update people.person set state = 'left' where id = $1",
      values: [hired.id],
    });
  });

  it("row 43: a report turned into nihil, and a row of it taken out", async () => {
    const filed = await world.call(world.rina, "POST", "/api/reports", {
      date: DAY,
      nihil: false,
      rows: [{ customer: siti, channel: "phone", result: "done" }],
    });
    expect(filed.status, JSON.stringify(filed.body)).toBeLessThan(300);
    later();
    await flip({
      table: "watch.report",
      there: "update watch.report set nihil = true where person_id = $1",
      back: "update watch.report set nihil = false where person_id = $1",
      values: [world.rina.id],
    });
    await sql("update watch.report_row set result = 'not_reached'");
    expect(tablesOf(await check())).toContain("watch.report_row");
    await sql("update watch.report_row set result = 'done'");
  });

  it("row 43: a contact record written by SQL, one that the exchange brought made longer, one taken out", async () => {
    const bringer = await world.product.watch.bringer(world.exchange.id);
    const startsAt = world.at("09:00");
    later();
    await world.product.watch.addInteractions(bringer, "pbx", [
      {
        external: "c-1",
        kind: "call",
        channel: "phone",
        extension: "2104",
        customer: siti,
        startsAt,
        endsAt: new Date(startsAt.getTime() + 60_000),
      } as never,
    ]);
    await flip({
      table: "watch.interaction",
      there: "update watch.interaction set ends_at = ends_at + interval '3 hours' where external_id = 'c-1'",
      back: "update watch.interaction set ends_at = ends_at - interval '3 hours' where external_id = 'c-1'",
    });
    await sql(`insert into watch.interaction select 'int_forged', kind, person_id, customer_id, case_id, channel, starts_at, ends_at, result, source,
      'c-9', grade, recorded_at, idx from watch.interaction where external_id = 'c-1'`);
    expect(rowsOf(await check(), "watch.interaction")).toEqual(["int_forged"]);
    await sql("delete from watch.interaction where id = 'int_forged'");
    const { rows } = await world.product.db.query("select * from watch.interaction where external_id = 'c-1'");
    await sql("delete from watch.interaction where external_id = 'c-1'");
    expect((await check()).findings.filter(({ table }) => table === "watch.interaction")).toMatchObject([{ what: ["missing: 1"] }]);
    await sql("insert into watch.interaction select (json_populate_record(null::watch.interaction, $1)).*", [JSON.stringify(rows[0])]);
    expect((await check()).findings.filter(({ table }) => table === "watch.interaction")).toEqual([]);
  });

  it("row 43: a look that another system claims, given to somebody else by SQL; one that no log brought", async () => {
    const map = { source: "crm", zone: "Asia/Makassar", columns: {}, persons: {}, purposes: {}, actions: undefined };
    const record = { at: world.at("09:00"), person: "rina", customer: "CRM-1", action: "VIEW", purpose: "", external: "1" };
    async function* records() {
      yield { line: 2, record };
    }
    later();
    await world.product.watch.importLog({
      map,
      records: records(),
      errors: { add: () => undefined, count: 0, end: async () => undefined },
    });
    const row = (await world.product.db.query<{ id: string }>("select source || ' ' || key as id from watch.observed")).rows[0]?.id;
    await flip({
      table: "watch.observed",
      there: `update watch.observed set person_id = '${world.yosua.id}'`,
      back: `update watch.observed set person_id = '${world.rina.id}'`,
    });
    await sql("insert into watch.observed_link (token, customer_id) values ('forged', 'ocu_forged')");
    expect(rowsOf(await check(), "watch.observed_link")).toEqual(["forged ocu_forged"]);
    await sql("delete from watch.observed_link");
    await sql("delete from watch.observed");
    expect((await check()).findings.filter(({ table }) => table === "watch.observed")).toMatchObject([{ what: ["missing: 1"] }]);
    expect(row).toMatch(/^crm /);
  });

  it("row 43: a change whose outbox row is deleted before it was sent: the table says what the journal does not", async () => {
    const pledge = (await world.product.db.query<{ n: number }>("select count(*)::int as n from people.pledge")).rows[0]?.n;
    await sql(`insert into people.pledge (id, person_id, version, text_hash, signed_at, valid_until, method, idx)
      select 'plg_forged', person_id, version, text_hash, signed_at, valid_until, method, idx from people.pledge limit 1`);
    expect(pledge).toBeGreaterThan(0);
    const report = await check();
    expect(report.findings.find(({ row }) => row === "plg_forged")).toMatchObject({ table: "people.pledge", what: ["not in the journal"] });
    await sql("delete from people.pledge where id = 'plg_forged'");
  });

  it("row 41: the projection changed, cut and filled: E_PROJECTION names the entry", async () => {
    const { entry } = await look(budi, world.yosua);
    await world.product.journal.flush();
    const projected = async () => (await check()).findings.filter(({ code }) => code === "E_PROJECTION");
    await sql("update journal.look_index set person_id = $1 where idx = $2", [world.rina.id, entry]);
    expect(await projected()).toMatchObject([{ row: String(entry), what: ["person"] }]);
    await sql("delete from journal.look_index where idx = $1", [entry]);
    expect(await projected()).toMatchObject([{ row: String(entry), what: ["missing"] }]);
    await world.product.journal.rebuildProjection({ by: "operator" });
    expect(await projected()).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld, type Worker } from "../../../tests/world/evening-world.ts";

describe.each(engines)("both directions of the reconciliation on $name", (engine) => {
  let world: EveningWorld;
  let idx = 1_000_000;
  let count = 0;

  beforeAll(async () => {
    world = await openEveningWorld(engine);
  }, 180_000);
  afterAll(async () => {
    await world?.close();
  });

  const customer = (): Promise<string> => world.customer(`Pelanggan ${++count}`);
  const agent = (how: Parameters<EveningWorld["hire"]>[1] = {}): Promise<Worker> =>
    world.hire(`agen${++count}`, { supervisorId: world.arman.id, superiorId: world.sri.id, ...how });

  /** A row of the projection, as if the look had been made then. */
  async function seen(
    who: Worker,
    whom: string | undefined,
    at: Date,
    how: { typ?: string; rules?: string[]; own?: boolean; purpose?: string } = {},
  ): Promise<number> {
    const { typ = "look", rules = [], own = false, purpose = "care" } = how;
    const denied = rules.length > 0;
    await world.product.db.query(
      `insert into journal.look_index (idx, iid, typ, at, ts, person_id, customer_id, purpose, decision, out, own, rules, fields)
       values ($1, 'x', $2, $3, $3, $4, $5, $6, $7, $8, $9, $10, '{nik:full,name:full}')`,
      [++idx, typ, at, who.id, whom ?? null, purpose, denied ? "deny" : "allow", denied ? "refused" : "opened", own, rules],
    );
    return idx;
  }

  async function exchange(who: Worker, whom: string, at: Date): Promise<void> {
    const rows = [{ external: `e${++count}`, kind: "call", person: who.id, customer: whom, channel: "phone", startsAt: at.toISOString() }];
    expect((await world.call(world.exchange, "POST", "/api/interactions", { source: "pbx", rows })).body.bad).toEqual([]);
  }

  const report = (who: Worker, body: object) => world.call(who, "POST", "/api/reports", { date: DAY, ...body });
  const rowsOf = async (who: Worker) =>
    (await world.evening()).flatMap(({ rows }) => rows).filter((row) => row.person.id === who.id && row.kind !== "sample");
  const kindsOf = async (who: Worker): Promise<string[]> => (await rowsOf(who)).map(({ kind }) => kind).sort();

  it("R52: of forty looks with thirty-seven contacts three lines lie on the desk, and a report of somebody never served a fourth", async () => {
    const who = await agent();
    const whom = await Promise.all(Array.from({ length: 40 }, customer));
    for (const [at, id] of whom.entries()) {
      const time = world.at(`${String(8 + Math.floor(at / 6)).padStart(2, "0")}:${String((at % 6) * 10).padStart(2, "0")}`);
      await seen(who, id, time);
      if (at >= 3) await exchange(who, id, time);
    }
    world.at("16:55");
    const never = await customer();
    const rows = [...whom.slice(3), never].map((id) => ({ customer: id, channel: "phone", result: "done" }));
    expect((await report(who, { rows })).body.report).toMatchObject({ rows: 38, nihil: false });
    world.at("17:30");
    expect(await kindsOf(who)).toEqual(["look", "look", "look", "report"]);
    const [unmatched] = (await rowsOf(who)).filter(({ kind }) => kind === "report");
    expect(unmatched?.customer?.id).toBe(never);
    await exchange(who, never, world.at("16:50"));
    await exchange(who, whom[0] ?? "", world.at("08:05"));
    expect(await kindsOf(who)).toEqual(["look", "look"]);
  });

  it("R51: nobody who looked may leave without a report; one that comes late clears the line", async () => {
    const who = await agent();
    const id = await customer();
    await seen(who, id, world.at("10:00"));
    await exchange(who, id, world.at("10:00"));
    world.at("16:30");
    expect(await kindsOf(who)).toEqual([]);
    world.at("17:30");
    expect(await kindsOf(who)).toEqual(["missing_report"]);
    await report(who, { rows: [{ customer: id, channel: "phone", result: "done" }] });
    expect(await kindsOf(who)).toEqual([]);
  });

  it("R51, R55: nihil on a day with looks lies on the desk; nihil on a day without looks does not", async () => {
    const [busy, idle] = [await agent(), await agent()];
    const id = await customer();
    await seen(busy, id, world.at("10:00"));
    await exchange(busy, id, world.at("10:00"));
    world.at("16:55");
    await report(busy, { nihil: true });
    await report(idle, { nihil: true });
    world.at("17:30");
    expect((await rowsOf(busy)).map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/melaporkan nihil pukul 16\.55 WITA, padahal hari itu membuka 1 data/),
    ]);
    expect(await kindsOf(idle)).toEqual([]);
  });

  it("a wrong click told at once does not make a nihil report untrue", async () => {
    const who = await agent();
    const entry = await seen(who, await customer(), world.at("10:00"));
    world.at("10:01");
    expect((await world.call(who, "POST", "/api/mistakes", { entry })).status).toBe(200);
    world.at("16:55");
    await report(who, { nihil: true });
    world.at("17:30");
    expect((await rowsOf(who)).map(({ kind, state }) => [kind, state])).toEqual([["look", "mistake"]]);
  });

  it("R55: a report filed before the looks happened is seen through", async () => {
    const who = await agent();
    const id = await customer();
    world.at("08:05");
    await report(who, { rows: [{ customer: id, channel: "phone", result: "done" }] });
    await seen(who, id, world.at("11:00"));
    await exchange(who, id, world.at("11:00"));
    world.at("17:30");
    const rows = await rowsOf(who);
    expect(rows.map(({ kind }) => kind)).toEqual(["report", "report"]);
    expect(rows.flatMap(({ why }) => why)).toContain("Laporan diisi sebelum kontak itu terjadi.");
  });

  it("a report holds customers or nihil, never both or neither, and no day ahead", async () => {
    const who = await agent();
    world.at("16:00");
    const row = { customer: await customer(), channel: "phone", result: "done" };
    expect((await report(who, { nihil: true, rows: [row] })).status).toBe(400);
    expect((await report(who, {})).status).toBe(400);
    expect((await report(who, { date: "2026-11-24", nihil: true })).status).toBe(400);
    expect((await report(who, { rows: [{ ...row, customer: "cus_00000000000000000000000000" }] })).body.code).toBe("bad-report");
    expect((await report(who, { rows: [{ ...row, result: "bilang saja beres" }] })).status).toBe(400);
  });

  it("R10: a report learns nothing of customers beyond its writer's scope: they are told as ids that do not exist, by the same statements", async () => {
    const who = await agent({ function: "auditor" });
    world.at("16:00");
    await world.product.people.grantAccess({ personId: who.id, function: "cs", scope: "branch", endsAt: new Date("2027-06-01") });
    const elsewhere = await world.product.people.addOffice({ name: "Cabang Lain", kind: "head", timeZone: "Asia/Jakarta" });
    const [far = ""] = await world.product.records.addCustomers(
      [{ officeId: elsewhere.id, values: { name: "Jauh Sekali" }, provenance: { channel: "registration", source: "test" } }],
      { by: "operator", source: "test" },
    );
    const told = async (id: string) => {
      const near = await customer();
      const rows = [near, id].map((one) => ({ customer: one, channel: "phone", result: "done" }));
      const { status, body } = await report(who, { rows });
      return { status, code: body.code, title: body.title };
    };
    const [outside, nobody] = [await told(far), await told("cus_00000000000000000000000000")];
    expect(outside).toMatchObject({ status: 400, code: "bad-report" });
    expect(nobody).toEqual(outside);
    const { rows } = await world.product.db.query("select 1 from watch.report where person_id = $1", [who.id]);
    expect(rows).toEqual([]);
    expect((await report(who, { rows: [{ customer: await customer(), channel: "phone", result: "done" }] })).status).toBe(200);
  });

  it("many refusals for one rule are one line with a count, everyday friction is none", async () => {
    const [curious, clumsy] = [await agent(), await agent()];
    const id = await customer();
    for (let minute = 10; minute < 30; minute++) await seen(curious, id, world.at(`09:${minute}`), { rules: ["R18"] });
    await seen(clumsy, id, world.at("09:40"), { rules: ["R40"] });
    const rows = await rowsOf(curious);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.why[0]).toMatch(/^R18/);
    expect(await kindsOf(clumsy)).toEqual([]);
    await seen(curious, id, world.at("09:41"), { rules: ["R18"] });
    expect(await rowsOf(curious)).toHaveLength(1);
  });

  it("tries of one kind are one row that counts them and points at the newest; a try after the decision lies there anew", async () => {
    const star = await world.customer("Tokoh Ternama", { marks: ["public_figure"] });
    const who = await agent();
    const tries = async (time: string): Promise<number> => {
      world.at(time);
      const look = await world.call(who, "POST", "/api/looks", { customer: star, purpose: "care" });
      expect(look.status, JSON.stringify(look.body)).toBe(403);
      await world.evening();
      return look.body.entry;
    };
    const onDesk = async () => {
      const desk = await world.call(world.arman, "GET", `/api/desk?date=${DAY}`);
      return desk.body.rows.filter((row: { person: { id: string } }) => row.person.id === who.id);
    };
    const first = await tries("13:22");
    expect(await onDesk()).toMatchObject([{ entry: first, sentence: expect.stringMatching(/^Pukul 13\.22 WITA, .* mencoba membuka/) }]);
    await tries("13:25");
    const third = await tries("13:30");
    const [row, ...others] = await onDesk();
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      entry: third,
      state: "waiting",
      sentence: expect.stringMatching(/^Mulai pukul 13\.22 WITA, .* 3 kali mencoba/),
    });
    expect((await world.call(world.arman, "POST", `/api/desk/rows/${row.id}/decisions`, { act: "accept" })).status).toBe(200);
    await world.evening();
    expect(await onDesk()).toHaveLength(1);
    const fourth = await tries("13:40");
    expect(await onDesk()).toMatchObject([
      { entry: fourth, state: "waiting", sentence: expect.stringMatching(/^Pukul 13\.40 WITA, .* mencoba membuka/) },
      { id: row.id, entry: third, state: "accepted" },
    ]);
  });

  it("R72: opening one's page while off duty accuses nobody; trying a customer does", async () => {
    const who = await agent({ duty: false });
    world.at("20:00");
    const page = await world.call(who, "POST", "/api/listings", { of: "queue" });
    expect(page.status, JSON.stringify(page.body)).toBe(403);
    expect(await rowsOf(who)).toEqual([]);
    await seen(who, undefined, world.at("20:05"), { typ: "listing", rules: ["R72"] });
    expect(await rowsOf(who)).toEqual([]);
    const look = await world.call(who, "POST", "/api/looks", { customer: await customer(), purpose: "care" });
    expect(look.status).toBe(403);
    expect(await rowsOf(who)).toMatchObject([{ kind: "refusal", entry: look.body.entry }]);
  });

  it("a search that found nobody is no refusal; what one found is explained by the look that followed", async () => {
    const who = await agent();
    const [found, left] = [await customer(), await customer()];
    await seen(who, "cus_nobody", world.at("09:00"), { typ: "listing", rules: ["R10"] });
    await seen(who, found, world.at("09:10"), { typ: "listing" });
    await seen(who, found, world.at("09:15"));
    await exchange(who, found, world.at("09:14"));
    const lonely = await seen(who, left, world.at("09:20"), { typ: "listing" });
    await seen(who, left, world.at("09:31"), { typ: "listing", own: true });
    world.at("16:00");
    expect((await rowsOf(who)).map(({ kind, entry }) => [kind, entry])).toEqual([["listing", lonely]]);
  });

  it("R82: who else opened this customer is told by the office's day and clock, not by those of Greenwich", async () => {
    const [who, early] = [await agent(), await agent()];
    const same = await customer();
    await seen(early, same, world.at("07:30"));
    await seen(who, same, world.at("15:30"));
    world.at("17:35");
    const [row] = await rowsOf(who);
    const picture = await world.call(world.arman, "GET", `/api/desk/rows/${row?.id}/picture`);
    expect(picture.body.others).toMatchObject([{ date: DAY, time: "07.30 WITA" }]);
  });

  it("an ended person's attempt is laid before his supervisor", async () => {
    const who = await agent();
    await world.product.people.endPerson(who.id, "resigned");
    await seen(who, await customer(), world.at("15:00"), { rules: ["LEAVER"] });
    const [row] = await rowsOf(who);
    expect(row).toMatchObject({ kind: "refusal", why: expect.arrayContaining(["Petugas ini sudah berhenti bekerja."]) });
  });

  it("R82: each office has its own day and clock: one instant is Monday evening in Surabaya and Tuesday in Jayapura", async () => {
    const { people } = world.product;
    const branch = (name: string, timeZone: string) => people.addOffice({ name, kind: "branch", timeZone, class: "small" });
    const [surabaya, jayapura] = [await branch("Surabaya", "Asia/Jakarta"), await branch("Jayapura", "Asia/Jayapura")];
    const [west, east] = [await agent({ officeId: surabaya.id }), await agent({ officeId: jayapura.id })];
    const instant = new Date("2026-11-23T15:30:00Z");
    const id = await customer();
    await seen(west, id, instant);
    await seen(east, id, instant);
    world.product.story?.set(new Date("2026-11-23T15:40:00Z"));
    const told = async (date: string, office: string) =>
      (await world.evening(date, office)).flatMap(({ rows }) => rows).filter(({ kind }) => kind === "look");
    const [monday] = await told(DAY, surabaya.id);
    expect(monday?.time).toBe("22.30 WIB");
    expect(monday?.why).toContain("Di luar jam dinas petugas.");
    expect(await told(DAY, jayapura.id)).toEqual([]);
    expect((await told("2026-11-24", jayapura.id)).map(({ time }) => time)).toEqual(["00.30 WIT"]);
  });

  it("says how rare a look is from the looks of that job, and nothing where too few are known", async () => {
    const who = await agent({ function: "field" });
    const id = await customer();
    const from = world.at("08:10");
    await world.product.db.query(
      `insert into journal.look_index (idx, iid, typ, at, ts, person_id, customer_id, purpose, decision, out, fields)
       select $1::bigint + n, 'x', 'look', $2::timestamptz + n * interval '1 second', $2, $3, $4, 'care', 'allow', 'opened', '{name:full}' from generate_series(1, 4997) n`,
      [idx, from, who.id, id],
    );
    idx += 5000;
    await exchange(who, id, from);
    await world.product.db.query("update watch.interaction set ends_at = $2 where customer_id = $1", [id, world.at("12:00")]);
    const odd = await Promise.all([customer(), customer(), customer()]);
    for (const one of odd) await seen(who, one, world.at("14:00"));
    world.at("16:00");
    const rows = await rowsOf(who);
    expect(rows).toHaveLength(3);
    for (const { why } of rows) expect(why).toContain("Di FIELD, hanya 1 dari 1.000 pembukaan data yang seperti ini.");
  });

  it("measures nightly what the templates explain of real looks, and of the same people at random customers", async () => {
    world.at("07:30");
    await world.ticket(await customer());
    world.at("17:50");
    const { review } = world.product;
    await review.runEvenings({ date: DAY });
    const rows = await review.coverage();
    const of = (template: string, population: string) => rows.find((row) => row.template === template && row.population === population);
    expect(of("T1", "looks")?.covered).toBeGreaterThan(0);
    expect(of("T1", "active")).toMatchObject({ date: DAY, covered: 0 });
    expect(of("T2", "active")?.covered).toBe(of("T2", "active")?.of);
    expect(of("T1", "dormant")?.covered).toBeLessThan(of("T1", "looks")?.covered ?? 0);
    expect(of("T2", "dormant")).toMatchObject({ date: DAY, covered: 0, of: of("T2", "looks")?.of });
    expect(of("T2", "dormant")?.of).toBeGreaterThanOrEqual(30);
    await review.runEvenings({ date: DAY });
    expect(await review.coverage()).toEqual(rows);
  });

  it("refuses an evening of a day that no calendar has, and of an office that does not exist", async () => {
    await expect(world.evening("2026-02-31")).rejects.toMatchObject({ code: "bad-date" });
    await expect(world.evening(DAY, "off_none")).rejects.toMatchObject({ code: "not-found" });
  });
});

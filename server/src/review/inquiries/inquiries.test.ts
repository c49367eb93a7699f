import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askCli } from "../../../../tests/harness/ask-cli.ts";
import { engines } from "../../../../tests/harness/engines.ts";
import { busyDay } from "../../../../tests/world/busy-day.ts";
import { DAY, type EveningWorld, openEveningWorld, type Worker } from "../../../../tests/world/evening-world.ts";
import { ownLook } from "../../../../tests/world/own-look.ts";
import { stateOf } from "../../../../tests/world/state-of.ts";
import { runsForOutsourcedOnly } from "../../people/rules.ts";
import { LADDER } from "./rules.ts";

const IMPACT = { law: "low", reputation: "low", harm: "low" };

describe.each(engines)("inquiries of a branch on $name", (engine) => {
  let world: EveningWorld;
  let officer: Worker;
  let hr: Worker;
  let customers = 0;
  const { tick, post, get } = busyDay(() => world);

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    officer = await world.hire("dewi", { function: "officer", duty: false });
    hr = await world.hire("harun", { function: "hr", duty: false });
  }, 180_000);
  afterAll(async () => world?.close());

  async function agent(
    login: string,
    how: Parameters<EveningWorld["hire"]>[1] & { sponsor?: Worker; screener?: Worker } = {},
  ): Promise<Worker> {
    const { sponsor, screener, ...rest } = how;
    const who = await world.hire(login, { supervisorId: world.arman.id, superiorId: world.sri.id, ...rest });
    const endsAt = new Date("2027-06-01T00:00:00Z");
    if (sponsor)
      await world.product.people.grantAccess({ personId: who.id, function: "cs", scope: "branch", endsAt, sponsorId: sponsor.id });
    if (screener) await world.product.people.passScreening(who.id, { passedOn: "2026-06-02", byId: screener.id });
    return who;
  }
  /** A look that nothing explains. */
  async function look(who: Worker): Promise<number> {
    tick(2);
    return (await ownLook(world, who, await world.customer(`Pelanggan ${++customers}`))).entry;
  }
  /** An evening an hour on: no card is open any more. */
  async function judgedByEvening(): Promise<void> {
    tick(61);
    await world.evening();
  }
  /** An inquiry about him with a look as its ground; heard and, if wished, with a witness. */
  async function opened(about: Worker, how: { heard?: boolean; second?: boolean; by?: Worker } = {}): Promise<string> {
    const { heard = true, second = false, by = officer } = how;
    const { id } = await post(by, "/api/inquiries", { person: about.id, source: "other", text: "Temuan." });
    await post(by, `/api/inquiries/${id}/grounds`, { ground: "look", ref: String(await look(about)) }, 204);
    if (second)
      await post(by, `/api/inquiries/${id}/grounds`, { ground: "witness", ref: world.exchange.id, text: "Melihat layarnya." }, 204);
    if (!heard) return id;
    await post(by, `/api/inquiries/${id}/questions`, { text: "Untuk apa data ini dibuka?" });
    await post(about, `/api/inquiries/${id}/answers`, { text: "Diminta teman." }, 204);
    return id;
  }
  const decide = (who: Worker, id: string, how: object, status = 200) =>
    post(who, `/api/inquiries/${id}/decisions`, { outcome: "proven", ...IMPACT, ...how }, status);
  async function check() {
    return stateOf(world.product);
  }

  it("R66: an ordinary look is no touched honey record, and a call-back that nobody denied no evidence: they carry no second source", async () => {
    const who = await agent("tuduh");
    const entry = await look(who);
    const drawn =
      "insert into review.call_back_draw (id, office_id, on_date, week, drawn_at, calls, pool, due) values ('cdr_t', $1, $2, $2, now(), 1, '[]', '{}')";
    await world.product.db.transaction(async (tx) => {
      await tx.query(drawn, [world.office.id, DAY]);
      await tx.query(
        `insert into review.call_back (id, draw_id, office_id, on_date, made_at, look_idx, person_id, customer_id, idx)
         select 'cbk_t', 'cdr_t', $1, $2, now(), $3, $4, customer_id, 1 from journal.look_index where idx = $3`,
        [world.office.id, DAY, entry, who.id],
      );
    });
    const ground = (id: string, body: object) => post(officer, `/api/inquiries/${id}/grounds`, body, 404);
    const { id } = await post(officer, "/api/inquiries", { person: who.id, source: "other" });
    await ground(id, { ground: "honey", ref: String(entry) });
    await ground(id, { ground: "callback", ref: "cbk_t" });
    await post(officer, "/api/inquiries", { person: who.id, source: "honey", ref: "fnd_t" }, 404);
    await post(world.sri, "/api/inquiries", { person: who.id, source: "callback", ref: "cbk_t" }, 404);
    // Written by SQL: the state check would name it, rightly.
    await world.product.db.query("delete from review.call_back where id = 'cbk_t'");
    await world.product.db.query("delete from review.call_back_draw where id = 'cdr_t'");
  });

  it("R56: a desk row that is taken further opens an inquiry in the same moment, and the supervisor who reported leads none of it", async () => {
    const entry = await look(world.rina);
    await judgedByEvening();
    const desk = await get(world.arman, `/api/desk?date=${DAY}`);
    const row = desk.rows.find((one: { entry: number }) => one.entry === entry);
    await post(world.rina, `/api/questions/${row.id}`, { pick: "other" }, 204);
    await post(world.arman, `/api/desk/rows/${row.id}/decisions`, { act: "follow", note: "Tidak wajar." });
    const { rows } = await get(world.sri, "/api/inquiries");
    const inquiry = rows.find((one: { source: string }) => one.source === "desk_row");
    expect(inquiry).toMatchObject({ person: { id: world.rina.id }, state: "open" });
    await get(world.arman, `/api/inquiries/${inquiry.id}`, 404);
    expect((await get(world.arman, "/api/inquiries")).rows).toEqual([]);
    await get(world.rina, `/api/inquiries/${inquiry.id}`, 404);
    await get(world.yosua, `/api/inquiries/${inquiry.id}`, 404);
    const told = await get(hr, `/api/inquiries/${inquiry.id}`);
    expect(told.steps[0].facts).toMatchObject({
      source: "desk_row",
      ref: row.id,
      ground: "look",
      reporter: world.arman.id,
      looks: [entry],
    });
    await post(world.sri, "/api/inquiries", { person: world.rina.id, source: "desk_row", ref: row.id }, 409);
  });

  it("R57: the ladder is climbed in order, a rung counts for six months, and one source bears a reprimand only", async () => {
    const ani = await agent("ani");
    const first = await opened(ani);
    expect((await decide(hr, first, { rung: "sp1" }, 403)).faults).toEqual(["one-source", "out-of-order", "reason-needed"]);
    expect(await decide(hr, first, { rung: "reprimand" })).toEqual({ state: "decided" });
    const { sanctions } = await get(ani, "/api/my-record");
    expect(sanctions).toEqual([expect.objectContaining({ rung: "reprimand", counts: true, until: "2027-05-22T16:00:00.000Z" })]);
    const second = await opened(ani, { second: true });
    expect((await decide(hr, second, { rung: "sp2" }, 403)).faults).toEqual(["out-of-order", "reason-needed"]);
    await decide(hr, second, { rung: "sp1" });
    expect((await get(hr, `/api/inquiries/${second}`)).standing).toBe("sp1");
  });

  it("R57: to end employment for a first slip of low impact takes an urgent violation, a reason and a second person; then all access closes at once", async () => {
    const bayu = await agent("bayu");
    const id = await opened(bayu, { second: true });
    expect((await decide(hr, id, { rung: "end", urgent: "leaked" }, 403)).faults).toEqual(["reason-needed"]);
    expect(await decide(hr, id, { rung: "end", urgent: "leaked", reason: "Dikirim ke luar." })).toEqual({ state: "second" });
    await get(bayu, "/api/me");
    await post(hr, `/api/inquiries/${id}/second`, { agrees: true }, 403);
    await post(officer, `/api/inquiries/${id}/second`, { agrees: true }, 403);
    await post(world.sri, `/api/inquiries/${id}/second`, { agrees: true }, 204);
    await get(bayu, "/api/me", 401);
    const { rows } = await world.product.db.query("select 1 from people.grant_ where person_id = $1 and revoked_at is null", [bayu.id]);
    expect(rows).toEqual([]);
  });

  it("R57: the vendor, who is the employer, is told of what is harder than a reprimand, and of a placement that ends", async () => {
    const { people } = world.product;
    const vendor = await people.addVendor({ name: "PT Mitra" });
    const coordinator = await world.hire("vera", {
      function: "vendor_coordinator",
      employment: "outsourced",
      vendorId: vendor.id,
      duty: false,
    });
    const other = await world.hire("vito", {
      ...{ function: "vendor_coordinator", employment: "outsourced", duty: false },
      vendorId: (await people.addVendor({ name: "PT Lain" })).id,
    });
    const citra = await agent("citra", { employment: "outsourced", vendorId: vendor.id });
    const id = await opened(citra, { second: true });
    await post(hr, `/api/inquiries/${id}/decisions`, {
      outcome: "proven",
      law: "high",
      reputation: "high",
      harm: "high",
      rung: "end",
      urgent: "sold",
    });
    const told = (await get(coordinator, "/api/vendor-notices")).rows;
    expect(told).toEqual([
      expect.objectContaining({ about: citra.id, facts: expect.objectContaining({ rung: "end", vendor: vendor.id }) }),
    ]);
    expect((await get(other, "/api/vendor-notices")).rows).toEqual([]);
    const text = "Pengganti kami kirim hari Senin.";
    await post(other, `/api/vendor-notices/${told[0].id}/answers`, { text }, 404);
    await post(coordinator, `/api/vendor-notices/${told[0].id}/answers`, { text }, 204);
    await post(coordinator, `/api/vendor-notices/${told[0].id}/answers`, { text }, 409);
    expect((await get(hr, `/api/vendor-notices/${told[0].id}`)).steps[1]).toMatchObject({ kind: "vendor_answered", text });
    expect((await get(hr, `/api/inquiries/${id}`)).steps.find(({ kind }: { kind: string }) => kind === "sanctioned").facts.ends).toBe(
      "placement",
    );
    expect((await people.names([citra.id])).get(citra.id)?.state).toBe("left");
  });

  it("R66: a bait answer, a score or a concern alone carries no sanction, and proves nothing", async () => {
    const { id } = await post(officer, "/api/inquiries", { person: world.yosua.id, source: "finding" });
    await post(officer, `/api/inquiries/${id}/grounds`, { ground: "bait", text: "Ia tahu alamatnya." }, 204);
    await post(officer, `/api/inquiries/${id}/questions`, { text: "Dari mana Anda tahu?" });
    await post(world.yosua, `/api/inquiries/${id}/answers`, { text: "Tetangga." }, 204);
    expect((await decide(hr, id, { rung: "reprimand" }, 403)).faults).toEqual(["indication-only"]);
    expect((await decide(hr, id, {}, 403)).faults).toEqual(["indication-only"]);
    await post(hr, `/api/inquiries/${id}/decisions`, { outcome: "not_proven", law: "none", reputation: "none", harm: "none" });
  });

  it("R56: a mistake ends without a ladder, and evidence has to be about this person", async () => {
    const id = await opened(world.yosua, { heard: false });
    expect((await post(hr, `/api/inquiries/${id}/decisions`, { outcome: "mistake", ...IMPACT, rung: "reprimand" }, 403)).faults).toEqual([
      "no-ladder",
    ]);
    const foreign = String(await look(world.rina));
    await post(officer, `/api/inquiries/${id}/grounds`, { ground: "look", ref: foreign }, 404);
    await post(officer, `/api/inquiries/${id}/grounds`, { ground: "confession" }, 409);
    await post(hr, `/api/inquiries/${id}/decisions`, { outcome: "mistake", ...IMPACT });
    expect(await post(hr, `/api/inquiries/${id}/close`, { loss: 0, legal: "none" })).toEqual({});
    expect((await get(world.yosua, "/api/my-record")).sanctions).toEqual([]);
  });

  it("R27, R95, R58: closing records impacts, damage and legal step, and opens the review of the supervisor's own control with its figures", async () => {
    const dian = await agent("dian");
    const id = await opened(dian);
    await decide(hr, id, { rung: "reprimand" });
    await post(hr, `/api/inquiries/${id}/close`, { legal: "none" }, 400);
    const { controlReview } = await post(hr, `/api/inquiries/${id}/close`, { loss: 2_500_000, legal: "police_report" });
    const closed = (await get(hr, `/api/inquiries/${id}`)).steps.at(-1);
    expect(closed.facts).toMatchObject({ ...IMPACT, loss: 2_500_000, legal: "police_report" });
    const review = await get(world.sri, `/api/control-reviews/${controlReview}`);
    expect(review).toMatchObject({ supervisor: { id: world.arman.id }, inquiry: id, state: "open" });
    const figure = (name: string) => review.figures.find((one: { id: string }) => one.id === name);
    expect(figure("desk_rows_in_time")).toMatchObject({ measured: true, value: 1 });
    expect(figure("reports_filed")).toMatchObject({ measured: true });
    expect(figure("call_backs")).toMatchObject({ measured: true, value: 0, of: 0 });
    expect(figure("reminders")).toEqual({ id: "reminders", measured: true, value: 0, of: 0 });
    const failed = { verdict: "control_failed", reason: "Meja tidak diputuskan." };
    await post(world.arman, `/api/control-reviews/${controlReview}/decisions`, failed, 404);
    await post(world.sri, `/api/control-reviews/${controlReview}/decisions`, failed, 403);
    expect((await get(world.arman, `/api/my-record/${controlReview}`)).figures).toEqual(review.figures);
    await post(world.arman, `/api/control-reviews/${controlReview}/answers`, { text: "Saya cuti." }, 204);
    await post(world.sri, `/api/control-reviews/${controlReview}/decisions`, failed, 204);
  });

  it("R19: an inquiry shows who vouched, and says of whom nothing is known", async () => {
    const eka = await agent("eka", { sponsor: world.arman, screener: hr });
    const id = await opened(eka, { heard: false });
    const { vouchers } = await get(hr, `/api/inquiries/${id}`);
    expect(vouchers).toContainEqual(expect.objectContaining({ role: "sponsor", personId: world.arman.id, name: "Arman", function: "cs" }));
    expect(vouchers).toContainEqual(expect.objectContaining({ role: "screener", personId: hr.id }));
    expect(vouchers).toContainEqual({ role: "interviewer" });
  });

  it("R96: nothing is deleted or dated back over HTTP; a correction is a new step, and a sanction taken back no longer counts", async () => {
    const fitri = await agent("fitri");
    const id = await opened(fitri);
    await decide(hr, id, { rung: "reprimand" });
    const { sanctions } = await get(fitri, "/api/my-record");
    for (const method of ["DELETE", "PUT", "PATCH"] as const)
      expect(
        (await world.app.inject({ method, url: `/api/inquiries/${id}`, headers: { authorization: `Bearer ${hr.token}` } })).statusCode,
      ).toBe(404);
    await post(hr, `/api/inquiries/${id}/grounds`, { ground: "document", text: "x", at: "2020-01-01T00:00:00.000Z" }, 400);
    await post(hr, `/api/inquiries/${id}/corrections`, { of: sanctions[0].id, text: "Salah orang.", withdraw: true }, 204);
    const after = await get(hr, `/api/inquiries/${id}`);
    expect(after.steps.map(({ kind }: { kind: string }) => kind).slice(-3)).toEqual(["decided", "sanctioned", "withdrawn"]);
    expect(after.standing).toBeUndefined();
    expect((await get(fitri, "/api/my-record")).sanctions[0].counts).toBe(false);
  });

  it("R79: a control that reaches outsourced staff only is warned of, and none is where all are under it", async () => {
    const cli = () => askCli(["controls", "--json"], { data: world.product.dataDir, cwd: tmpdir(), product: world.product });
    const { people } = world.product;
    expect(JSON.parse((await cli()).out)).toMatchObject({ warns: false, rules: [] });
    const shares = await people.equalControls();
    expect(shares.find(({ control }) => control === "pledge")).toMatchObject({
      outsourcedOnly: false,
      outsourced: { has: expect.any(Number) },
    });
    expect(runsForOutsourcedOnly({ internal: { has: 0, of: 4 }, outsourced: { has: 3, of: 3 } })).toBe(true);
    expect(runsForOutsourcedOnly({ internal: { has: 1, of: 4 }, outsourced: { has: 3, of: 3 } })).toBe(false);
    expect(runsForOutsourcedOnly({ internal: { has: 0, of: 0 }, outsourced: { has: 3, of: 3 } })).toBe(false);
  });

  it("R80: an officer of sixteen years whose pledge has run out leads no inquiry, and what he opens lies on another officer's desk", async () => {
    const pledgedUntil = new Date(tick(1).getTime() + 25 * 60_000);
    const lama = await world.hire("lama", { function: "officer", joinedOn: "2010-03-01", pledgedUntil });
    await world.product.people.grantAccess({
      personId: lama.id,
      function: "cs",
      scope: "nation",
      endsAt: new Date("2027-01-01T00:00:00Z"),
    });
    const entry = await look(lama);
    await get(lama, "/api/inquiries");
    tick(30);
    expect((await get(lama, "/api/inquiries", 403)).code).toBe("not-pledged");
    const id = await opened(world.yosua, { heard: false });
    expect((await decide(lama, id, { rung: "reprimand" }, 403)).code).toBe("not-pledged");
    await judgedByEvening();
    const rows = (who: Worker) => get(who, `/api/desk?date=${DAY}`).then((desk) => desk.rows.map((row: { entry: number }) => row.entry));
    expect(await rows(officer)).toContain(entry);
    expect(await rows(lama)).not.toContain(entry);
    const own = await look(await agent("kepala", { function: "cs", supervisorId: world.sri.id }));
    await judgedByEvening();
    expect(await rows(world.sri)).toContain(own);
  });

  it("`mercusuar inquiries` shows how far each is, without texts and without who reported", async () => {
    const said = await askCli(["inquiries", "--json"], { data: world.product.dataDir, cwd: tmpdir(), product: world.product });
    expect(said.exit).toBe(0);
    const { inquiries } = JSON.parse(said.out);
    expect(inquiries.map(({ person }: { person: string }) => person)).toContain(world.rina.id);
    expect(said.out).not.toContain(world.arman.id);
    expect(said.out).not.toContain("Temuan.");
    const plain = await askCli(["inquiries", "--all"], { data: world.product.dataDir, cwd: tmpdir(), product: world.product });
    expect(plain.out).toContain("selesai · closed");
  });

  it("R96: a step that an administrator changes, adds, dates back or deletes by SQL is named by the state check", async () => {
    const { db } = world.product;
    await world.product.journal.drain();
    tick();
    expect((await check()).findings).toEqual([]);
    const { rows } = await db.query<{ id: string }>("select id from review.inquiry_step where kind = 'sanctioned' order by id limit 1");
    const [{ id } = { id: "" }] = rows;
    const row = "row_to_json(s)::jsonb as row from review.inquiry_step s where id = $1";
    const kept = (await db.query<{ row: object }>(`select ${row}`, [id])).rows[0]?.row;
    const found = async () =>
      (await check()).findings.filter(({ table }) => table === "review.inquiry_step").map(({ row, what }) => ({ row, what }));
    const back = "insert into review.inquiry_step select * from jsonb_populate_record(null::review.inquiry_step, $1)";
    await db.query("update review.inquiry_step set at = at - interval '1 year' where id = $1", [id]);
    expect(await found()).toEqual([{ row: id, what: ["content"] }]);
    await db.query("delete from review.inquiry_step where id = $1", [id]);
    expect(await found()).toEqual([{ row: id, what: ["missing"] }]);
    await db.query(back, [JSON.stringify(kept)]);
    await db.query("update review.inquiry_step set sealed = 'x' where id = $1", [id]);
    expect(await found()).toEqual([{ row: id, what: ["sealed"] }]);
    await db.query("update review.inquiry_step set sealed = null where id = $1", [id]);
    await db.query(back, [JSON.stringify({ ...kept, id: "stp_false", n: 400 })]);
    expect(await found()).toEqual([{ row: "stp_false", what: ["not in the journal"] }]);
    await db.query("delete from review.inquiry_step where id = 'stp_false'");
    expect(await found()).toEqual([]);
  }, 60_000);

  it("R56: a sanction before the person was heard is blocked; silence past the deadline is an answer", async () => {
    const id = await opened(world.yosua, { heard: false });
    expect(await decide(hr, id, { rung: "reprimand" }, 403)).toMatchObject({ code: "inquiry-blocked", faults: ["not-heard"] });
    const { until } = await post(officer, `/api/inquiries/${id}/questions`, { text: "Mengapa?", days: 1 });
    expect((await decide(hr, id, { rung: "reprimand" }, 403)).faults).toEqual(["not-heard"]);
    const mine = await get(world.yosua, "/api/my-record");
    expect(mine.inquiries).toContainEqual(expect.objectContaining({ id, state: "asked", until }));
    const thread = await get(world.yosua, `/api/my-record/${id}`);
    expect(thread.steps.find(({ kind }: { kind: string }) => kind === "asked").text).toBe("Mengapa?");
    expect(JSON.stringify(thread)).not.toContain("Temuan.");
    world.product.story?.set(new Date(until));
    expect(
      (await world.call(hr, "POST", `/api/inquiries/${id}/decisions`, { outcome: "proven", ...IMPACT, rung: "reprimand" })).status,
    ).toBe(200);
  });

  it("R57: over proven inquiries the ladder leads from the reprimand through SP1, SP2 and SP3 to the end, and skips none", async () => {
    tick();
    const gilang = await agent("gilang");
    for (const [at, rung] of LADDER.entries()) {
      const id = await opened(gilang, { second: true });
      const beyond = LADDER[at + 1];
      if (beyond) expect((await decide(hr, id, { rung: beyond }, 403)).faults).toContain("out-of-order");
      expect([rung, await decide(hr, id, { rung })]).toEqual([rung, { state: "decided" }]);
      if (rung !== "end") expect((await get(hr, `/api/inquiries/${id}`)).standing).toBe(rung);
    }
    await get(gilang, "/api/me", 401);
    const given =
      "select facts::jsonb ->> 'rung' as rung from review.inquiry_step where person_id = $1 and kind = 'sanctioned' order by at, id";
    expect((await world.product.db.query<{ rung: string }>(given, [gilang.id])).rows.map(({ rung }) => rung)).toEqual([...LADDER]);
  });

  it("R57: seven months on a sanction has run out: it no longer counts, and the ladder begins anew", async () => {
    const hadi = await agent("hadi");
    await decide(hr, await opened(hadi, { second: true }), { rung: "reprimand" });
    await decide(hr, await opened(hadi, { second: true }), { rung: "sp1" });
    const open = await opened(hadi, { second: true });
    const { story, people } = world.product;
    const again = async (who: Worker): Promise<Worker> => {
      await people.signPledge(who.id, { method: "paper" });
      const { token } = await people.makeSignInLink(who.id, { purpose: "demo", hours: 1 });
      return { id: who.id, token: (await people.signInLink({ token, address: "later" })).token };
    };
    try {
      story?.set(new Date("2027-06-23T03:00:00Z"));
      const [later, himself] = [await again(hr), await again(hadi)];
      const { sanctions } = (await world.call(himself, "GET", "/api/my-record")).body;
      expect(sanctions.map(({ rung, counts }: { rung: string; counts: boolean }) => [rung, counts]).sort()).toEqual([
        ["reprimand", false],
        ["sp1", false],
      ]);
      const decided = (rung: string) =>
        world.call(later, "POST", `/api/inquiries/${open}/decisions`, { outcome: "proven", ...IMPACT, rung });
      for (const rung of ["sp2", "sp1"]) expect((await decided(rung)).body.faults).toContain("out-of-order");
      expect((await decided("reprimand")).body).toEqual({ state: "decided" });
      expect((await world.call(later, "GET", `/api/inquiries/${open}`)).body.standing).toBe("reprimand");
    } finally {
      tick();
    }
  });
});

import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askCli } from "../../../../tests/harness/ask-cli.ts";
import { engines } from "../../../../tests/harness/engines.ts";
import { answered } from "../../../../tests/world/answered.ts";
import { type EveningWorld, openEveningWorld, type Worker } from "../../../../tests/world/evening-world.ts";
import { sealedEntries } from "../../../../tests/world/sealed-entries.ts";
import { stateOf } from "../../../../tests/world/state-of.ts";
import { commitment } from "../../platform/lot.ts";
import { controlFigures } from "../inquiries/control-figures.ts";
import { stepsOf } from "../inquiries/ledger.ts";
import { canonicalFacts, type Facts, stepPrint } from "../inquiries/step.ts";
import { accuses, BAIT_QUESTIONS } from "./bait-questions.ts";
import { drawMonth, monthOn } from "./draw-month.ts";
import { risesOf } from "./lay-talks.ts";
import type { Control } from "./list-controls.ts";
import { reminderDay } from "./reminder-day.ts";

const SEED = "ab".repeat(32);
const people = Array.from({ length: 40 }, (_, n) => `per_${n}`);
const questions = Object.keys(BAIT_QUESTIONS);

describe("the lots of a month", () => {
  it("R59: every person has a day of his own, early enough to be done, the same for the same seed whoever else is there", () => {
    const drawn = drawMonth(people, questions, "2027-02", 7, SEED);
    for (const { check, bait, question } of drawn) {
      for (const day of [check, bait]) expect(day >= 1 && day <= 21).toBe(true);
      expect(questions).toContain(question);
    }
    expect(new Set(drawn.map(({ check }) => check)).size).toBeGreaterThan(10);
    expect(drawMonth(people.slice(7, 9), questions, "2027-02", 7, SEED)).toEqual(drawn.slice(7, 9));
    expect(drawMonth(people, questions, "2027-02", 7, "cd".repeat(32))).not.toEqual(drawn);
    expect([monthOn("2026-12", 1), monthOn("2027-01", -1)]).toEqual(["2027-01", "2026-12"]);
  });

  it("R66: no question of the bank accuses whoever is asked, in either language; the guard knows those that would", () => {
    expect(questions.length).toBeGreaterThanOrEqual(12);
    for (const { id, en } of Object.values(BAIT_QUESTIONS)) {
      expect([id, en].filter(accuses)).toEqual([]);
      for (const text of [id, en]) expect(text.endsWith("?")).toBe(true);
    }
    for (const text of ["Kamu menjual data, ya?", "Apakah kamu yang membocorkan?", "Did you leak it?", "Are you the culprit?"])
      expect(accuses(text)).toBe(true);
  });
});

describe("the days of a reminder", () => {
  it("R64: who starts on 1 November is reminded on the 8th and the 15th, and then every so many days", () => {
    const on = (today: string, every = 90) => reminderDay("2026-11-01", today, every);
    expect(["2026-10-30", "2026-11-07", "2026-11-08", "2026-11-14", "2026-11-15"].map((day) => on(day))).toEqual([
      undefined,
      undefined,
      7,
      7,
      14,
    ]);
    expect(["2027-02-12", "2027-02-13", "2027-05-13", "2027-05-14"].map((day) => on(day))).toEqual([14, 104, 104, 194]);
    expect(on("2026-12-20", 30)).toBe(44);
  });
});

describe("early signs", () => {
  const usual = { looks: 20, offHours: 1, repeats: 2, refused: 1 };
  const members = ["gita", "rina", "yosua"].map((id) => ({ id, name: id, job: "CS", supervisorId: "arman" }));
  /** Twenty-five days of each; what rises of Gita in the last five. */
  const days = (rise: Partial<typeof usual>) =>
    members.flatMap(({ id: personId }) =>
      Array.from({ length: 25 }, (_, n) => ({
        ...{ personId, day: `2027-01-${String(n + 1).padStart(2, "0")}`, ...usual },
        ...(personId === "gita" && n >= 20 ? rise : {}),
      })),
    );
  const signs = (rise: Partial<typeof usual>) =>
    risesOf(members, days(rise)).map(({ member, rises }) => [member.id, rises.map(({ sign }) => sign)]);

  it("R68: more looks than peers, looks off hours, repeats and refusals are each a sign of their own; the usual is none", () => {
    expect(signs({})).toEqual([]);
    expect(signs({ looks: 80, offHours: 4, repeats: 8, refused: 4 })).toEqual([["gita", ["looks"]]]);
    expect(signs({ offHours: 8 })).toEqual([["gita", ["off_hours"]]]);
    expect(signs({ repeats: 12 })).toEqual([["gita", ["repeats"]]]);
    expect(signs({ refused: 10 })).toEqual([["gita", ["refusals"]]]);
  });
});

describe.each(engines)("what a supervisor owes his team on $name", (engine) => {
  let world: EveningWorld;
  let officer: Worker;
  let nana: Worker;

  beforeAll(async () => {
    world = await openEveningWorld(engine, { sessionHours: 4_000 });
    officer = await world.hire("dewi", { function: "officer", duty: false });
    on("2026-11-23");
    await world.product.review.controls.lay();
  }, 180_000);
  afterAll(async () => world?.close());

  /** Noon of a day by Sumbawa time. */
  const on = (day: string): void => {
    world.product.story?.set(new Date(`${day}T04:00:00Z`));
    world.product.story?.freeze();
  };
  const ask = answered(() => world);
  const post = (who: Worker, url: string, body: object, status = 204) => ask(who, "POST", url, body, status);
  const get = (who: Worker, url: string, status = 200) => ask(who, "GET", url, undefined, status);
  const lay = () => world.product.review.controls.lay();
  const rowsOf = async (who: Worker, whose = "mine"): Promise<Control[]> => (await get(who, `/api/controls?whose=${whose}`)).rows;
  const find = async (what: Control["what"], about: Worker, since = ""): Promise<string> =>
    (await rowsOf(world.arman)).find((row) => row.what === what && row.person.id === about.id && row.since >= since)?.id ?? "none";
  const entries = async () => (await sealedEntries(world.product)).map(({ entry }) => entry);
  const bodies = async (typ: string, change: string) =>
    (await entries()).filter((one) => one.typ === typ && one.body?.change === change).map(({ body = {} }) => body);

  it("R59: each of the team is drawn for one unannounced check a month; those who are watched learn nothing of it before it is done", async () => {
    const rows = (await rowsOf(world.arman)).filter(({ what }) => what === "check");
    expect(rows.map(({ person, state, due }) => [person.id, state, due]).sort()).toEqual(
      [world.rina, world.yosua].map(({ id }) => [id, "waiting", "2026-11-30"]).sort(),
    );
    expect(rows[0]?.sentences[0]).toMatch(/^Datangi (Rina|Yosua) tanpa pemberitahuan/);
    expect(await lay()).toBe(0);
    expect((await get(world.rina, "/api/my-record")).controls).toEqual([]);
    await get(world.rina, "/api/controls", 403);
    const id = await find("check", world.rina);
    await get(world.rina, `/api/my-record/${id}`, 404);
    const told = (await entries()).filter(({ typ }) => typ === "control");
    expect(told.length).toBeGreaterThanOrEqual(5);
    expect(told.filter(({ psn }) => psn !== undefined)).toEqual([]);
  });

  it("R59: whoever holds the journal alone finds nobody by trying names against the fingerprint of a check that is due", async () => {
    const [first] = await stepsOf(world.product.db, await find("check", world.rina));
    if (!first) throw new Error("no step");
    const [entry] = (await bodies("control", "check_due")).filter(({ row }) => row === first.id);
    const print = (facts: Facts) => stepPrint({ ...first, facts: canonicalFacts(facts) });
    const { salt, ...guessed } = first.facts;
    expect(entry?.prints).toEqual([print(first.facts)]);
    expect(entry?.prints).not.toEqual([print(guessed)]);
    expect(salt).toMatch(/^slt_\w{26}$/);
  });

  it("R59: it is logged as done by the supervisor alone and once, with an outcome and a note that the person may read", async () => {
    const id = await find("check", world.rina);
    await post(world.sri, `/api/controls/${id}/check`, { outcome: "in_order" }, 404);
    await post(world.rina, `/api/controls/${id}/check`, { outcome: "in_order" }, 404);
    await post(world.arman, `/api/controls/${id}/check`, { outcome: "irregular" }, 400);
    await post(world.arman, `/api/controls/${id}/note`, { text: "x" }, 404);
    // Supervisor by name, and his function taken back: he owes nothing any more.
    await world.product.db.query("update people.person set supervisor_id = $2 where id = $1", [world.rina.id, world.yosua.id]);
    await post(world.yosua, `/api/controls/${id}/check`, { outcome: "in_order" }, 404);
    await world.product.db.query("update people.person set supervisor_id = $2 where id = $1", [world.rina.id, world.arman.id]);
    await post(world.arman, `/api/controls/${id}/check`, { outcome: "reminded", text: "Layar terbuka tanpa tugas." });
    await post(world.arman, `/api/controls/${id}/check`, { outcome: "in_order" }, 409);
    expect((await rowsOf(world.arman)).find((row) => row.id === id)?.state).toBe("done");
    const { controls } = await get(world.rina, "/api/my-record");
    expect(controls).toEqual([expect.objectContaining({ id, kind: "check_done", outcome: "reminded" })]);
    expect((await get(world.rina, `/api/my-record/${id}`)).steps[1].text).toBe("Layar terbuka tanpa tugas.");
    await get(world.yosua, `/api/my-record/${id}`, 404);
    const { rows } = await world.product.db.query("select sealed from review.inquiry_step where kind = 'check_done'");
    expect(JSON.stringify(rows)).not.toContain("Layar");
  });

  it("R58: the control of a supervisor's line counts its unannounced checks", async () => {
    await world.product.journal.flush();
    const figures = await controlFigures(world.product.db, world.arman.id, new Date("2026-11-24T00:00:00Z"));
    expect(figures.find(({ id }) => id === "unannounced_checks")).toEqual({ id: "unannounced_checks", measured: true, value: 1, of: 2 });
  });

  it("R65: a suggested question is asked by a person, its answer a short note under the person's key, which he may read", async () => {
    const row = (await rowsOf(world.arman)).find(({ what, person }) => what === "question" && person.id === world.yosua.id);
    expect(row?.sentences[0]).toMatch(/^Sambil bercanda, tanyakan kepada Yosua: “.+\?”$/);
    const id = row?.id ?? "none";
    await post(world.sri, `/api/controls/${id}/note`, { text: "x" }, 404);
    await post(world.arman, `/api/controls/${id}/note`, { text: "x", look: 1 }, 404);
    await honey(world.yosua, { looks: [900_077, 900_078], onDesk: 900_077 });
    await post(world.arman, `/api/controls/${id}/note`, { text: "x", look: 900_078 }, 404);
    await post(world.arman, `/api/controls/${id}/note`, { text: "Tertawa, lalu mengalihkan pembicaraan.", look: 900_077 });
    const { rows } = await world.product.db.query("select facts from review.inquiry_step where kind = 'bait_done'");
    expect(rows).toEqual([expect.objectContaining({ facts: expect.stringContaining('"ref":"900077"') })]);
    const told: { steps: Array<{ facts: object }> } = await get(world.yosua, `/api/my-record/${id}`);
    expect(told.steps.map(({ facts }) => Object.keys(facts).sort())).toEqual([["month", "question", "supervisor", "until"], ["question"]]);
    await post(world.arman, `/api/controls/${id}/note`, { text: "Lagi." }, 409);
    expect((await get(world.yosua, `/api/my-record/${id}`)).steps[1].text).toBe("Tertawa, lalu mengalihkan pembicaraan.");
    await get(world.rina, `/api/my-record/${id}`, 404);
  });

  it("R66: a note on an answer may open a talk; an inquiry whose only ground it is carries no sanction", async () => {
    const id = await find("question", world.yosua);
    const open = await find("question", world.rina);
    await post(world.arman, "/api/talks", { person: world.rina.id, text: "x", because: id }, 404);
    await post(world.arman, "/api/talks", { person: world.rina.id, text: "x", because: open }, 404);
    await post(world.arman, "/api/talks", { person: world.yosua.id, text: "Tentang jawabannya.", because: id }, 200);
    const { id: inquiry } = await post(officer, "/api/inquiries", { person: world.yosua.id, source: "other" }, 200);
    await post(officer, `/api/inquiries/${inquiry}/grounds`, { ground: "bait", ref: open }, 404);
    await post(officer, `/api/inquiries/${inquiry}/grounds`, { ground: "bait", ref: id });
    await post(officer, `/api/inquiries/${inquiry}/questions`, { text: "Ada apa?" }, 200);
    await post(world.yosua, `/api/inquiries/${inquiry}/answers`, { text: "Tidak ada apa-apa." });
    const proven = { outcome: "proven", law: "low", reputation: "low", harm: "low", rung: "reprimand" };
    const hr = await world.hire("harun", { function: "hr", duty: false });
    expect((await post(hr, `/api/inquiries/${inquiry}/decisions`, proven, 403)).faults).toContain("indication-only");
  });

  it("R59: what is not done in time is overdue with the superior, and with nobody below", async () => {
    on("2026-11-30");
    expect(await rowsOf(world.sri, "line")).toEqual([]);
    on("2026-12-01");
    const late = await rowsOf(world.sri, "line");
    expect(late.map(({ what, person, supervisor }) => [what, person.name, supervisor.id]).sort()).toEqual([
      ["check", "Yosua", world.arman.id],
      ["question", "Rina", world.arman.id],
    ]);
    expect(late.every(({ state }) => state === "overdue")).toBe(true);
    expect(await rowsOf(world.arman, "line")).toEqual([]);
    expect((await rowsOf(officer, "line")).length).toBe(2);
  });

  it("R59: a month in which no unannounced check of a person is recorded is red with the superior", async () => {
    on("2026-12-24");
    await lay();
    await post(world.arman, `/api/controls/${await find("check", world.rina, "2026-12-01")}/check`, { outcome: "in_order" });
    expect((await get(world.sri, "/api/controls?whose=line")).red).toEqual([]);
    // A grant that is renewed within the month excuses nobody.
    const { people, db } = world.product;
    const { rows } = await db.query<{ id: string }>("select id from people.grant_ where person_id = $1 and revoked_at is null", [
      world.yosua.id,
    ]);
    await people.grantAccess({ personId: world.yosua.id, function: "cs", scope: "nation", endsAt: new Date("2027-06-01T00:00:00Z") });
    for (const { id } of rows) await people.revokeGrant(id, "renewed");
    on("2027-01-02");
    const red = [{ person: { id: world.yosua.id, name: "Yosua" }, supervisor: { id: world.arman.id, name: "Arman" }, month: "2026-12" }];
    expect((await get(world.sri, "/api/controls?whose=line")).red).toEqual(red);
    expect((await get(world.arman, "/api/controls")).red).toEqual(red);
    expect((await world.product.review.controls.all()).red).toEqual(red);
  });

  it("R59: `mercusuar checks` fails where a month is red, and names nobody to machines", async () => {
    const said = await askCli(["checks", "--json"], { data: world.product.dataDir, cwd: tmpdir(), product: world.product });
    expect(said.exit).toBe(1);
    expect(JSON.parse(said.out).red).toEqual([{ person: world.yosua.id, supervisor: world.arman.id, month: "2026-12" }]);
    expect(said.out).not.toContain("Yosua");
  });

  it("R59: a check that is done late counts for the month that drew it, and for no other", async () => {
    await lay();
    const late = await find("check", world.yosua, "2026-12-01");
    await post(world.arman, `/api/controls/${late}/check`, { outcome: "in_order" });
    expect((await get(world.sri, "/api/controls?whose=line")).red).toEqual([]);
    on("2027-02-02");
    const red = (await get(world.sri, "/api/controls?whose=line")).red.map(
      ({ person, month }: { person: { name: string }; month: string }) => [person.name, month],
    );
    expect(red.sort()).toEqual([
      ["Rina", "2027-01"],
      ["Yosua", "2027-01"],
    ]);
    on("2027-01-02");
  });

  it("R53, R59: the seed of a month is committed to before and told after, and gives the same days again", async () => {
    await lay();
    const committed = await bodies("draw", "committed");
    const revealed = await bodies("draw", "revealed");
    const december = revealed.find(({ date }) => date === "2026-12-01");
    const before = committed.find(({ date }) => date === "2026-12-01");
    expect(committed.indexOf(before as never)).toBe(0);
    const seed = String(december?.seed);
    expect(before?.commitment).toBe(commitment(seed));
    const ids = [world.rina.id, world.yosua.id];
    const { rows } = await world.product.db.query<{ facts: string; personId: string }>(
      `select facts, person_id as "personId" from review.inquiry_step where kind = 'bait_due' and facts like '%"2026-12"%' order by 2`,
    );
    const again = drawMonth(ids.sort(), questions, "2026-12", 7, seed);
    expect(rows.map(({ facts, personId }) => [personId, JSON.parse(facts).question])).toEqual(
      again.map(({ personId, question }) => [personId, question]),
    );
  });

  it("a control that was written or taken away behind the program's back is found by the state check", async () => {
    const { db } = world.product;
    const check = () => stateOf(world.product);
    await forget();
    expect((await check()).findings).toEqual([]);
    await db.query("update review.inquiry_step set facts = replace(facts, 'reminded', 'in_order') where kind = 'check_done'");
    expect((await check()).findings).toEqual([expect.objectContaining({ code: "E_STATE", table: "review.inquiry_step" })]);
    await db.query(`update review.inquiry_step set facts = '{"outcome":"reminded"}' where kind = 'check_done' and at < '2026-12-01'`);
    expect((await check()).findings).toEqual([]);
  });

  it("R68: signs that rise above one's own past and one's peers ask the supervisor for a talk, with the figures, once", async () => {
    const gita = await world.hire("gita", { supervisorId: world.arman.id, superiorId: world.sri.id });
    for (const who of [world.rina, world.yosua, gita]) await refusedDays(who, who === gita ? 6 : 1);
    on("2027-02-01");
    await lay();
    const talks = (await rowsOf(world.arman)).filter(({ what }) => what === "talk");
    expect(talks.map(({ person, due }) => [person.id, due])).toEqual([[gita.id, "2027-02-08"]]);
    expect(talks[0]?.sentences).toEqual([
      "Bicaralah dengan Gita. Angka di bawah ini alasan untuk mengobrol, bukan kesalahan:",
      "Permintaan yang ditolak: 30 % dalam lima hari kerja terakhir; biasanya 5 %, rekan sejawat 5 %.",
    ]);
    on("2027-02-03");
    await lay();
    expect((await rowsOf(world.arman)).filter(({ what }) => what === "talk")).toHaveLength(1);
    on("2027-02-09");
    expect((await rowsOf(world.sri, "line")).filter(({ what }) => what === "talk").map(({ person }) => person.id)).toEqual([gita.id]);
    const about = { person: gita.id, text: "Mengapa sering ditolak?" };
    await post(world.arman, "/api/talks", { ...about, because: talks[0]?.id }, 400);
    await post(world.arman, "/api/talks", { ...about, outcome: "explained" }, 400);
    await post(world.arman, "/api/talks", about, 200);
    expect((await rowsOf(world.sri, "line")).filter(({ what }) => what === "talk")).toHaveLength(1);
    const held = { ...about, because: talks[0]?.id, outcome: "agreed" };
    const { id } = await post(world.arman, "/api/talks", held, 200);
    await post(world.arman, "/api/talks", held, 409);
    expect((await rowsOf(world.sri, "line")).filter(({ what }) => what === "talk")).toEqual([]);
    expect((await get(gita, "/api/my-record")).controls).toEqual([expect.objectContaining({ kind: "talk_held", outcome: "agreed" })]);
    await post(gita, `/api/talks/${id}/choice`, { choice: "continue" });
    expect((await get(officer, "/api/inquiries")).rows.filter((one: { person: { id: string } }) => one.person.id === gita.id)).toEqual([]);
  });

  it("R64: whoever starts is reminded of the pledge on day 7 and day 14, reads it in his own record and acknowledges it himself, once", async () => {
    on("2027-03-01");
    nana = await world.hire("nana", { supervisorId: world.arman.id, superiorId: world.sri.id, joinedOn: "2027-03-01", duty: false });
    const reminders = async () => (await get(nana, "/api/my-record")).reminders;
    on("2027-03-07");
    await lay();
    expect(await reminders()).toEqual([]);
    on("2027-03-08");
    await lay();
    expect(await lay()).toBe(0);
    const [first, ...more] = await reminders();
    expect([first, more]).toMatchObject([{ day: 7, due: "2027-03-13", state: "waiting" }, []]);
    expect(first.text).toMatch(/^Pengingat hari ke-7\. .*tidak membocorkan dan tidak menjualnya.*UU No\. 27/);
    await post(nana, "/api/language", { language: "en" });
    expect((await reminders())[0].text).toMatch(/^Reminder of day 7\. .*neither to leak them nor to sell them/);
    for (const other of [world.rina, world.arman]) await post(other, `/api/reminders/${first.id}/acknowledgement`, {}, 404);
    // No way to end a check of oneself.
    const { rows } = await world.product.db.query<{ id: string }>(
      "select id from review.inquiry_step where kind = 'check_due' and person_id = $1",
      [world.yosua.id],
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { id } of rows) await post(world.yosua, `/api/reminders/${id}/acknowledgement`, {}, 404);
    await post(nana, `/api/reminders/${first.id}/acknowledgement`, {});
    await post(nana, `/api/reminders/${first.id}/acknowledgement`, {}, 409);
    expect((await get(nana, `/api/my-record/${first.id}`)).steps).toMatchObject([
      { kind: "reminder_due", facts: { day: 7 } },
      { kind: "reminder_done", by: nana.id, facts: { day: 7 } },
    ]);
    on("2027-03-15");
    await lay();
    expect((await reminders()).map(({ day, state }: { day: number; state: string }) => [day, state])).toEqual([
      [14, "waiting"],
      [7, "done"],
    ]);
  });

  it("R64: a reminder that nobody acknowledges in its days is overdue with the supervisor, in `mercusuar checks`, and until it is acknowledged", async () => {
    const ofNana = async () =>
      (await rowsOf(world.arman)).filter(({ what, person }) => what === "reminder" && person.id === nana.id).map(({ state }) => state);
    on("2027-03-20");
    expect(await ofNana()).toEqual(["waiting", "done"]);
    on("2027-03-21");
    expect(await ofNana()).toEqual(["overdue", "done"]);
    // A supervisor is reminded as well; that he did not read it is seen above him, and never by himself.
    const ofArman = async (who: Worker, whose: string) => (await rowsOf(who, whose)).filter(({ person }) => person.id === world.arman.id);
    expect((await ofArman(world.sri, "line"))[0]).toMatchObject({ what: "reminder", state: "overdue" });
    expect(await ofArman(world.arman, "mine")).toEqual([]);
    const said = await askCli(["checks", "--json"], { data: world.product.dataDir, cwd: tmpdir(), product: world.product });
    expect(said.exit).toBe(1);
    expect(JSON.parse(said.out).controls).toContainEqual(expect.objectContaining({ what: "reminder", person: nana.id, state: "overdue" }));
    const [late] = (await get(nana, "/api/my-record")).reminders;
    expect(late).toMatchObject({ day: 14, state: "overdue" });
    await post(nana, `/api/reminders/${late.id}/acknowledgement`, {});
    expect(await ofNana()).toEqual(["done", "done"]);
  });

  it("R58, R64: the control of a supervisor's line counts its reminders, and how many of them were acknowledged", async () => {
    await world.product.journal.flush();
    const figures = await controlFigures(world.product.db, world.arman.id, new Date("2027-03-21T05:00:00Z"));
    // Day 7 and day 14 of Nana, day 104 of Rina and of Yosua.
    expect(figures.find(({ id }) => id === "reminders")).toEqual({ id: "reminders", measured: true, value: 2, of: 4 });
  });

  it("R59, R64: in a large house, however much was done since, what is overdue is told", async () => {
    const { db, review } = world.product;
    await db.query(
      `insert into review.inquiry_step (id, thread, n, kind, person_id, at, facts)
       select 'rem_many' || d || case n when 0 then '' else '_1' end, 'rem_many' || d, n, case n when 0 then 'reminder_due' else 'reminder_done' end, $1, '2027-03-21T03:00:00Z', '{"day":7,"until":"2027-03-26"}'
       from generate_series(1, 2000) d, generate_series(0, 1) n`,
      [world.yosua.id],
    );
    const { rows } = await review.controls.all();
    expect(rows).toHaveLength(2_000);
    expect(rows).toContainEqual(expect.objectContaining({ what: "reminder", state: "overdue", since: "2027-03-07T04:00:00.000Z" }));
    await db.query("delete from review.inquiry_step where thread like 'rem\\_many%'");
  });

  it("R65, R67: notes on checks and answers are erased when their time is over, with an entry", async () => {
    const texts = "select kind from review.inquiry_step where kind in ('check_done', 'bait_done') and sealed is not null order by kind";
    expect((await world.product.db.query(texts)).rows).toEqual([{ kind: "bait_done" }, { kind: "check_done" }]);
    world.product.story?.set(new Date("2028-06-01T00:00:00Z"));
    expect(await world.product.review.inquiries.expireNotes()).toBeGreaterThanOrEqual(2);
    expect((await world.product.db.query(texts)).rows).toEqual([]);
    expect((await bodies("inquiry", "expired")).flatMap(({ rows }) => rows as string[]).length).toBeGreaterThanOrEqual(2);
  });

  /** Touched honey records, one of them on the supervisor's desk, as if the evening had laid it there. */
  async function honey({ id }: Worker, { looks, onDesk }: { looks: number[]; onDesk: number }): Promise<void> {
    const { db } = world.product;
    for (const look of looks) {
      await db.query(
        `insert into journal.look_index (idx, iid, typ, at, ts, person_id, purpose, decision, out, fields)
         values ($1, 'x', 'look', '2026-11-23T03:00:00Z', '2026-11-23T03:00:00Z', $2, 'care', 'allow', 'opened', '{}')`,
        [look, id],
      );
      await db.query("insert into watch.honey_hit (look_idx, id, at, idx) values ($1, $2, '2026-11-23T03:00:00Z', $1)", [
        look,
        `hit_${look}`,
      ]);
    }
    await db.query(
      `insert into review.desk_row (id, office_id, on_date, kind, topic, person_id, at, reasons, to_person, state, made_at, look_idx)
       values ('row_honey', $1, '2026-11-23', 'look', 'honey', $2, now(), '[]', $3, 'waiting', now(), $4)`,
      [world.office.id, id, world.arman.id, onDesk],
    );
    await db.query("insert into review.desk_look (desk_row_id, look_idx, look_row) values ('row_honey', $1, 0)", [onDesk]);
    forget = async () => {
      await db.query("delete from review.desk_look where desk_row_id = 'row_honey'");
      await db.query("delete from review.desk_row where id = 'row_honey'");
      await db.query("delete from watch.honey_hit where look_idx = any($1)", [looks]);
      await db.query("delete from journal.look_index where idx = any($1)", [looks]);
    };
  }
  let forget = async (): Promise<void> => undefined;

  let idx = 5_000_000;
  /** Twenty-five days with twenty tries each, one of them refused, as if they had been made; in the last five so many. */
  async function refusedDays({ id }: Worker, lately: number): Promise<void> {
    await world.product.db.query(
      `insert into journal.look_index (idx, iid, typ, at, ts, person_id, purpose, decision, out, fields)
       select $1 + d * 20 + n, 'x', 'look', t, t, $2, 'care', case when n < case when d >= 20 then $3::int else 1 end then 'deny' else 'allow' end, 'opened', '{}'
       from generate_series(0, 24) d, generate_series(0, 19) n, lateral (select timestamptz '2027-01-04T01:00:00Z' + d * interval '1 day' + n * interval '3 minutes' as t) x`,
      [idx, id, lately],
    );
    idx += 1_000;
  }
});

import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askCli } from "../../../../tests/harness/ask-cli.ts";
import { engines } from "../../../../tests/harness/engines.ts";
import { answered } from "../../../../tests/world/answered.ts";
import { type EveningWorld, openEveningWorld, type Worker } from "../../../../tests/world/evening-world.ts";
import { ownLook } from "../../../../tests/world/own-look.ts";
import { sealedEntries } from "../../../../tests/world/sealed-entries.ts";
import { stateOf } from "../../../../tests/world/state-of.ts";
import { localInstant, nextDay } from "../../platform/local-day.ts";
import { commitment } from "../../platform/lot.ts";
import { defaultControlSettings } from "../controls/parts.ts";
import { controlFigures } from "../inquiries/control-figures.ts";
import type { ToldRow } from "../tell-row.ts";
import { drawDrills } from "./draw-drills.ts";
import { makeSpecimen, NAMES } from "./make-specimen.ts";

const SEED = "ab".repeat(32);
const reviewers = Array.from({ length: 200 }, (_, n) => `per_${n}`);

describe("the lots of drills", () => {
  it("a reviewer meets at most one a month, early enough that it is over within it; none where nobody asked for drills", () => {
    const drawn = drawDrills(reviewers, "2027-02", 6, SEED);
    expect(new Set(drawn.map(({ reviewerId }) => reviewerId)).size).toBe(drawn.length);
    expect(drawn.length > 60 && drawn.length < 140).toBe(true);
    for (const { day } of drawn) expect(day >= 1 && day <= 24).toBe(true);
    expect(drawDrills(reviewers.slice(0, 50), "2027-02", 6, SEED)).toEqual(drawn.slice(0, drawn.findIndex(isAfter50)));
    expect(drawDrills(reviewers, "2027-02", defaultControlSettings.drills, SEED)).toEqual([]);
    expect(drawDrills(reviewers, "2027-02", 12, SEED)).toHaveLength(200);
  });
  const isAfter50 = ({ reviewerId }: { reviewerId: string }): boolean => reviewers.indexOf(reviewerId) >= 50;

  it("a made-up person bears no name of the house: where each is somebody's, there is no drill", () => {
    expect(makeSpecimen("per_1", ["Sekar Anindita"], SEED)).toMatchObject({ name: "Sekar Anindita" });
    expect(makeSpecimen("per_1", [], SEED)).toBeUndefined();
    expect(makeSpecimen("per_1", NAMES, SEED)).toEqual(makeSpecimen("per_1", NAMES, SEED));
  });
});

const DATE = "2027-01-27";

describe.each(engines)("drills in the review queue on $name", (engine) => {
  let world: EveningWorld;
  let officer: Worker;
  let bayu: Worker;
  let citra: Worker;
  /** The drill on Arman's desk, and Rina's look beside it. */
  let drill: ToldRow;
  let real: ToldRow;

  beforeAll(async () => {
    world = await openEveningWorld(engine, { sessionHours: 4_000, controls: { drills: 12 } });
    const { people, review } = world.product;
    officer = await world.hire("dewi", { function: "officer", duty: false });
    bayu = await world.hire("bayu", { function: "supervisor", superiorId: world.sri.id, duty: false });
    citra = await world.hire("citra", { function: "supervisor", superiorId: world.sri.id, duty: false });
    await world.hire("gita", { supervisorId: bayu.id, superiorId: world.sri.id });
    await world.hire("hana", { supervisorId: citra.id, superiorId: world.sri.id });
    const shift = { date: DATE, segments: [{ kind: "desk" as const, from: "08:00", to: "17:00" }] };
    await people.setDuty(
      [world.rina, world.yosua].map(({ id }) => ({ personId: id, ...shift })),
      "test",
    );
    await ownLook(world, world.yosua, await world.customer("Melati Kusuma"), "09:00");
    await ownLook(world, world.yosua, await world.customer("Gading Pratama"), "09:40");
    await review.controls.lay();
    await review.runEvenings({ officeId: world.office.id });
  }, 180_000);
  afterAll(async () => world?.close());

  const on = (date: string, time: string): void => {
    world.product.story?.set(localInstant(date, time, world.office.zone));
    world.product.story?.freeze();
  };
  const ask = answered(() => world);
  const get = (who: Worker, url: string, status = 200) => ask(who, "GET", url, undefined, status);
  const decide = (who: Worker, id: string, act: string, status = 200, note?: string) =>
    ask(who, "POST", `/api/desk/rows/${id}/decisions`, { act, ...(note ? { note } : {}) }, status);
  const deskOf = (who: Worker) => get(who, `/api/desk?date=${DATE}`);
  const drillsOf = async (who: Worker, whose = "mine") => (await get(who, `/api/controls?whose=${whose}`)).drills;
  const rowsIn = async (text: string, values: unknown[] = []) => (await world.product.db.query(text, values)).rows;
  const entries = async () => (await sealedEntries(world.product)).map(({ entry }) => entry);

  it("there is none in a month whose seed was not committed to before", async () => {
    expect(await rowsIn("select id from review.drill")).toEqual([]);
    on("2026-12-10", "12:00");
    await world.product.review.controls.lay();
    on("2027-01-04", "12:00");
    await world.product.review.controls.lay();
  });

  it("lies on a supervisor's desk like a look that nothing explains, once, and in none of its numbers", async () => {
    on(DATE, "10:00");
    await ownLook(world, world.rina, await world.customer("Kenanga Sari"));
    on(DATE, "16:30");
    await world.product.review.runEvenings({ officeId: world.office.id, date: DATE });
    await world.product.review.runEvenings({ officeId: world.office.id, date: DATE });
    const desk = await deskOf(world.arman);
    const of = (isReal: boolean) => desk.rows.filter((row: ToldRow) => (row.person.id === world.rina.id) === isReal);
    [[real], [drill]] = [of(true), of(false)];
    expect(desk.rows).toHaveLength(2);
    expect(Object.keys(drill).sort()).toEqual(Object.keys(real).sort());
    const { kind, state, acts, looks, answered } = real;
    expect(drill).toMatchObject({ kind, state, acts, looks, answered });
    for (const { sentence } of [real, drill])
      expect(sentence).toMatch(/^Pukul \d\d\.\d\d WITA, .+ \(CS\) membuka .+ pelanggan \p{Lu}••• \p{Lu}•••\.$/u);
    expect(drill.why.length).toBeGreaterThan(1);
    expect(NAMES).toContain(drill.person.name);
    const { greeting, strip, people } = desk;
    expect([greeting.looks, greeting.waiting, greeting.waitingRows, greeting.minutes, strip.waiting]).toEqual([1, 1, 1, 2, 1]);
    expect(people.map(({ name }: { name: string }) => name).sort()).toEqual(["Rina", "Yosua"]);
    expect((await deskOf(bayu)).rows).toHaveLength(1);
    expect((await deskOf(citra)).greeting.waiting).toBe(0);
  });

  it("its day picture is drawn like another's", async () => {
    const [made, true_] = [drill, real].map(({ id }) => get(world.arman, `/api/desk/rows/${id}/picture`));
    const [picture, other] = [await made, await true_];
    expect(Object.keys(picture).sort()).toEqual(Object.keys(other).sort());
    expect(picture.looks.at(-1)).toEqual({ at: drill.at, explained: false, entry: drill.entry, here: true });
    expect(picture.purpose).toBe(other.purpose);
  });

  it("once the evening's rows are drawn and their persons asked, it is told as they are", async () => {
    on(DATE, "18:30");
    await world.product.review.runEvenings({ officeId: world.office.id, date: DATE });
    const { rows } = await deskOf(world.arman);
    const [drawn, other] = [drill, real].map(({ id }) => rows.find((row: ToldRow) => row.id === id));
    expect(other.lane).toBeDefined();
    expect(Object.keys(drawn).sort()).toEqual(Object.keys(other).sort());
    for (const key of ["lane", "due", "acts", "state"]) expect(drawn[key]).toEqual(other[key]);
  });

  it("it can accuse nobody: person and customer stand in no other table, and the journal has no look of it", async () => {
    const [person, customer] = [drill.person.id, drill.customer?.id ?? ""];
    await world.product.journal.flush();
    expect(await rowsIn("select id from people.person where id = $1 or name = $2", [person, drill.person.name])).toEqual([]);
    expect(await rowsIn("select id from records.customer where id = $1", [customer])).toEqual([]);
    expect(
      await rowsIn("select idx from journal.look_index where idx = $1 or person_id = $2 or customer_id = $3", [
        drill.entry,
        person,
        customer,
      ]),
    ).toEqual([]);
    expect(await rowsIn("select id from review.desk_row where id = $1 or person_id = $2", [drill.id, person])).toEqual([]);
    const journal = await entries();
    expect(journal.filter(({ typ }) => typ === "look")).toHaveLength(3);
    const told = JSON.stringify(journal);
    for (const one of [person, customer, drill.id, drill.person.name, "drill"]) expect(told).not.toContain(one);
  });

  it("nobody else decides it, and nobody learns of it before it is over", async () => {
    await decide(world.sri, drill.id, "accept", 404);
    await decide(officer, drill.id, "accept", 404);
    await get(world.sri, `/api/desk/rows/${drill.id}/picture`, 404);
    expect(await drillsOf(world.arman)).toEqual([]);
    expect(await drillsOf(officer, "line")).toEqual([]);
  });

  it("whoever takes it further learns that it was a drill, and nothing else happens", async () => {
    const counts = () =>
      rowsIn(`select (select count(*)::int from review.desk_row where state <> 'waiting') as decided, (select count(*)::int from review.confirmation) as asked,
        (select count(*)::int from review.inquiry_step where kind in ('opened', 'sanction')) as opened`);
    // Like a true row: while the answer is waited for, nobody is accused.
    await decide(world.arman, drill.id, "follow", 409);
    on(nextDay(DATE), "18:40");
    const before = await counts();
    const { greeting, strip } = await deskOf(world.arman);
    const { row } = await decide(world.arman, drill.id, "follow", 200, "Siapa ini? Bukan tim saya.");
    expect(row).toMatchObject({ id: drill.id, drill: "caught", acts: [], state: "followed", looks: 0 });
    expect(row.sentence).toMatch(/^Ini latihan: petugas, pelanggan, dan pembukaan data ini tidak ada\./);
    expect(row.why[1]).toBe(drill.sentence);
    await decide(world.arman, drill.id, "accept", 409);
    expect(await counts()).toEqual(before);
    expect((await get(officer, "/api/inquiries")).rows).toEqual([]);
    const after = await deskOf(world.arman);
    expect([after.greeting, after.strip]).toEqual([greeting, strip]);
    const looked: ToldRow[] = after.rows.filter(({ kind }: ToldRow) => kind === "look");
    expect(looked.map(({ id, drill }) => [id, drill])).toEqual([
      [real.id, undefined],
      [drill.id, "caught"],
    ]);
  });

  it("whoever accepts it learns that it passed; the journal says who decided, and names nobody beside", async () => {
    const [one] = (await deskOf(bayu)).rows;
    const { row } = await decide(bayu, one.id, "accept");
    expect(row).toMatchObject({ drill: "missed", state: "accepted" });
    const told = (await entries()).filter(({ body }) => body?.change === "drill_done");
    expect(told.map(({ typ, psn, body }) => [typ, psn, body?.outcome])).toEqual([
      ["control", undefined, "caught"],
      ["control", undefined, "missed"],
    ]);
    const [byArman, byBayu] = told.map(({ act }) => act);
    expect(byArman !== undefined && byBayu !== undefined && byArman !== byBayu).toBe(true);
    expect(JSON.stringify(told)).not.toContain("Siapa ini");
  });

  it("what drills showed is with himself, his superior and the officer; an unanswered one once its days are over", async () => {
    const of = (who: Worker, name: string, counts: object) => ({
      ...{ supervisor: { id: who.id, name }, caught: 0, missed: 0, unanswered: 0 },
      ...counts,
    });
    const [arman, missed] = [of(world.arman, "Arman", { caught: 1 }), of(bayu, "Bayu", { missed: 1 })];
    expect(await drillsOf(world.arman)).toEqual([arman]);
    expect(await drillsOf(bayu)).toEqual([missed]);
    expect(await drillsOf(citra)).toEqual([]);
    expect(await drillsOf(bayu, "line")).toEqual([]);
    const [last] = (await deskOf(citra)).rows;
    on("2027-02-01", "12:00");
    await world.product.review.controls.lay();
    expect((await deskOf(citra)).rows).toEqual([]);
    await decide(citra, last.id, "follow", 404);
    const all = [arman, missed, of(citra, "Citra", { unanswered: 1 })];
    expect(await drillsOf(world.sri, "line")).toEqual(all);
    expect(await drillsOf(officer, "line")).toEqual(all);
    expect(await drillsOf(citra)).toEqual([all[2]]);
    const said = await askCli(["checks", "--json"], { data: world.product.dataDir, cwd: tmpdir(), product: world.product });
    expect(JSON.parse(said.out).drills).toEqual(all.map(({ supervisor, ...counts }) => ({ supervisor: supervisor.id, ...counts })));
  });

  it("R58: the control of a supervisor's line counts the drills that he met; who met none has no such figure", async () => {
    const figure = async ({ id }: Worker) =>
      (await controlFigures(world.product.db, id, new Date("2027-02-02T00:00:00Z"))).find((one) => one.id === "drills_caught");
    expect(await figure(world.arman)).toEqual({ id: "drills_caught", measured: true, value: 1, of: 1 });
    for (const who of [bayu, citra]) expect(await figure(who)).toEqual({ id: "drills_caught", measured: true, value: 0, of: 1 });
    expect(await figure(world.sri)).toEqual({ id: "drills_caught", measured: false });
  });

  it("the seed was committed to in the month before and draws the same reviewers again", async () => {
    const draws = (await entries()).filter(({ typ, body }) => typ === "draw" && body?.kind === "controls" && body.date === "2027-01-01");
    const [committed, revealed] = draws.map(({ body }) => body);
    expect([committed?.change, revealed?.change]).toEqual(["committed", "revealed"]);
    const seed = String(revealed?.seed);
    expect(commitment(seed)).toBe(committed?.commitment);
    const ids = [world.arman, bayu, citra].map(({ id }) => id).sort();
    const again = drawDrills(ids, "2027-01", 12, seed);
    const laid = await rowsIn(`select reviewer_id as "reviewerId" from review.drill order by reviewer_id collate "C"`);
    expect(again.map(({ reviewerId }) => ({ reviewerId }))).toEqual(laid);
  });

  it("the state check, the week and one's own record know nothing of it; an outcome that is changed by SQL is found", async () => {
    const { db } = world.product;
    const check = async () => (await stateOf(world.product)).findings;
    expect(await check()).toEqual([]);
    expect((await get(world.arman, "/api/my-record")).controls).toEqual([]);
    const week = await get(world.arman, `/api/week?whose=team&date=${DATE}`);
    expect(week.people.map(({ name }: { name: string }) => name).sort()).toEqual(["Rina", "Yosua"]);
    await db.query("update review.inquiry_step set facts = replace(facts, 'missed', 'caught') where kind = 'drill_done'");
    expect(await check()).toEqual([expect.objectContaining({ code: "E_STATE", table: "review.inquiry_step" })]);
  });
});

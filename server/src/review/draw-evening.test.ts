import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld, type Worker } from "../../../tests/world/evening-world.ts";
import { sealedEntries } from "../../../tests/world/sealed-entries.ts";
import type { DrawEntry } from "./index.ts";

const NEXT_DAY = "2026-11-24";

describe.each(engines)("the budget of an evening and its draw on $name", (engine) => {
  let world: EveningWorld;
  let agents: Worker[];
  let idx = 1_000_000;
  let count = 0;

  beforeAll(async () => {
    // Six minutes: three rows of two minutes.
    world = await openEveningWorld(engine, { reviewMinutes: 6 });
    agents = [world.rina, world.yosua];
    for (let n = 0; n < 2; n++) agents.push(await world.hire(`agen${n}`, { supervisorId: world.arman.id, superiorId: world.sri.id }));
  }, 180_000);
  afterAll(async () => {
    await world?.close();
  });

  /** A row of the projection, as if the look had been made then. */
  async function seen(who: Worker, whom: string, time: string): Promise<number> {
    await world.product.db.query(
      `insert into journal.look_index (idx, iid, typ, at, ts, person_id, customer_id, purpose, decision, out, fields)
       values ($1, 'x', 'look', $2, $2, $3, $4, 'care', 'allow', 'opened', '{name:full}')`,
      [++idx, world.at(time), who.id, whom],
    );
    return idx;
  }
  const customer = () => world.customer(`Pelanggan ${++count}`);
  const rowsOf = async (kind: string, date = DAY) =>
    (await world.evening(date)).flatMap(({ rows }) => rows).filter((row) => row.kind === kind);
  const desk = async (date = DAY) => (await world.call(world.arman, "GET", `/api/desk?date=${date}`)).body;

  const drawEntries = async (): Promise<DrawEntry[]> =>
    (await sealedEntries(world.product)).flatMap(({ index, entry }) => (entry.typ === "draw" ? [{ index, body: entry.body ?? {} }] : []));
  const checked = async () => world.product.review.checkDraws(await drawEntries(), { date: DAY });

  it("before the last shift is over nothing is drawn: all that waits lies on the desk", async () => {
    for (let n = 0; n < 12; n++) await seen(agents[n % 4] as Worker, await customer(), `09:${10 + n}`);
    world.at("12:00");
    expect((await rowsOf("look")).map(({ lane }) => lane)).toEqual(Array(12).fill(undefined));
    expect(await drawEntries()).toEqual([]);
  });

  it("R53: never more reviews than the budget; what is left over stays with the question, and with its person's week", async () => {
    world.at("17:30");
    const rows = await rowsOf("look");
    expect(rows.filter(({ lane }) => lane !== "question")).toHaveLength(3);
    const { rows: shown, greeting } = await desk();
    expect(shown.filter(({ kind }: { kind: string }) => kind === "look")).toHaveLength(3);
    expect(greeting).toMatchObject({ waitingLooks: 12, waitingRows: 3 });
    const left = rows.find(({ lane }) => lane === "question");
    expect((await world.call(world.arman, "POST", `/api/desk/rows/${left?.id}/decisions`, { act: "accept" })).status).toBe(404);
    const asked = (await world.call(world.rina, "GET", "/api/questions")).body.rows[0];
    expect(asked.parts).toHaveLength(3);
  });

  it("tells each part of a row's weight as a sentence with its number", async () => {
    const [row] = (await desk()).rows;
    expect(row.why).toContain("Sampai tutup hari tidak ada hasil layanan yang dicatat petugas ini untuk pelanggan ini (bobot 3).");
    expect(row.why).toContain("Tidak ada pekerjaan tercatat sebelum pembukaan data ini yang menjelaskannya (bobot 3).");
    for (const sentence of row.why) expect(sentence).toMatch(/\d/);
  });

  it("R53: the seed is committed to in the journal before the draw and told afterwards; the auditor repeats it", async () => {
    const [committed, revealed, ...more] = await drawEntries();
    expect(more).toEqual([]);
    expect([committed?.body.kind, revealed?.body.kind]).toEqual(["committed", "revealed"]);
    expect(committed?.body.seed).not.toBe(revealed?.body.seed);
    expect(await checked()).toMatchObject([{ state: "same", picks: 3, what: [] }]);
  });

  it("a second run draws nothing anew and writes nothing", async () => {
    // Reading the desk was a listing of its own.
    await world.evening();
    const { size } = await world.product.keeper.status();
    const before = (await rowsOf("look")).map(({ id, lane }) => [id, lane]);
    expect((await rowsOf("look")).map(({ id, lane }) => [id, lane])).toEqual(before);
    expect((await world.product.keeper.status()).size).toBe(size);
  });

  it("late evidence only clears: no other row takes the place of one that it explains", async () => {
    const picked = (await rowsOf("look")).filter(({ lane }) => lane !== "question");
    const [row] = picked;
    const call = {
      external: "late",
      kind: "call",
      person: row?.person.id,
      customer: row?.customer?.id,
      channel: "phone",
      startsAt: row?.at,
    };
    expect((await world.call(world.exchange, "POST", "/api/interactions", { source: "pbx", rows: [call] })).body.bad).toEqual([]);
    const after = (await rowsOf("look")).filter(({ lane }) => lane !== "question");
    expect(after.map(({ id }) => id)).toEqual(picked.slice(1).map(({ id }) => id));
    expect(await checked()).toMatchObject([{ state: "same" }]);
  });

  it("a look that comes after the draw is drawn for in a part of its own, and of the budget nothing is left; a look at oneself always lies there", async () => {
    const { people } = world.product;
    const own = await world.customer("Agen Sendiri", { phone: "0812-0000-9001" });
    await people.setStaffIdentity(world.yosua.id, { phone: "0812-0000-9001" });
    const entry = await seen(world.yosua, own, "16:50");
    await people.setStaffIdentity(world.rina.id, { emergencyPhone: "0812-0000-9002", address: "Jl. Mawar No. 05 A|83115" });
    const mother = await seen(world.rina, await world.customer("Ibu Rina", { phone: "0812-0000-9002" }), "16:52");
    const house = await seen(world.rina, await world.customer("Satu Rumah", { address: ["Jalan Mawar 5A RT 03/RW 12", "83115"] }), "16:53");
    const next = await seen(world.rina, await world.customer("Sebelah Rumah", { address: ["Jalan Mawar 5 B", "83115"] }), "16:54");
    const other = await seen(world.rina, await customer(), "16:55");
    world.at("17:40");
    const rows = await rowsOf("look");
    expect(rows.find((row) => row.entry === entry)).toMatchObject({
      lane: "hard",
      why: expect.arrayContaining([expect.stringMatching(/petugas itu sendiri/)]),
    });
    expect(rows.find((row) => row.entry === mother)?.why).toContainEqual(expect.stringMatching(/kontak darurat/));
    expect(rows.find((row) => row.entry === house)).toMatchObject({
      lane: "hard",
      why: expect.arrayContaining([expect.stringMatching(/beralamat sama/)]),
    });
    expect(rows.find((row) => row.entry === next)?.why).not.toContainEqual(expect.stringMatching(/beralamat sama/));
    expect(rows.find((row) => row.entry === other)?.lane).toBe("question");
    expect(await checked()).toMatchObject([
      { part: 1, state: "same" },
      { part: 2, state: "same" },
    ]);
  });

  it("R53: an auditor sees a list that was changed, a pick that was swapped, and a draw that was made twice", async () => {
    const entries = await drawEntries();
    const { db, review } = world.product;
    const [commit, reveal] = entries as [DrawEntry, DrawEntry];
    const picked = (reveal.body.picked as string[]).slice(1);
    const swapped = [commit, { ...reveal, body: { ...reveal.body, picked } }];
    expect(await review.checkDraws(swapped, { date: DAY })).toMatchObject([
      { state: "differs", what: [expect.stringMatching(/^drawn-not-picked /)] },
    ]);
    const again = [commit, reveal, { index: 999, body: { ...commit.body, id: "drw_other" } }];
    expect((await review.checkDraws(again, { date: DAY }))[0]).toMatchObject({ state: "differs", what: ["drawn-twice"] });
    await db.query("update review.draw_candidate set score = score + 1 where draw_id = $1 and n = 0", [String(commit.body.id)]);
    expect((await checked())[0]).toMatchObject({ state: "differs", what: ["list"] });
    await db.query("update review.draw_candidate set score = score - 1 where draw_id = $1 and n = 0", [String(commit.body.id)]);
    expect((await checked())[0]).toMatchObject({ state: "same" });
  });

  it("R68, R111: the week shows a team what speaks for each beside what waits; everybody sees his own", async () => {
    const mistaken = await seen(world.yosua, await customer(), "16:56");
    world.at("16:57");
    expect((await world.call(world.yosua, "POST", "/api/mistakes", { entry: mistaken })).status).toBe(200);
    world.at("17:45");
    await world.evening();
    const { people } = (await world.call(world.arman, "GET", `/api/week?date=${DAY}&whose=team`)).body;
    expect(people).toHaveLength(4);
    const own = people.find(({ id }: { id: string }) => id === world.yosua.id);
    expect(own).toMatchObject({ looks: 5, selfReports: 1, cleanWeeks: 0 });
    expect(own.explained + own.unexplained + own.answered).toBe(own.looks);
    expect((await world.call(world.yosua, "GET", `/api/week?date=${DAY}`)).body.people).toEqual([own]);
    expect((await world.call(world.yosua, "GET", "/api/week?whose=team")).status).toBe(403);
    expect((await world.call(world.yosua, "GET", "/api/week?date=2026-11-22")).body.people).toMatchObject([{ looks: 0, cleanWeeks: 0 }]);
  });

  it("R56: questions that nobody answered by the next shift are one row a person, and go away with the answer", async () => {
    world.product.story?.set(new Date(world.at("17:40").getTime() + 25 * 3_600_000));
    const before = await rowsOf("unanswered", NEXT_DAY);
    expect(new Set(before.map(({ person }) => person.id)).size).toBe(before.length);
    expect(before.length).toBeGreaterThan(0);
    expect((await desk(NEXT_DAY)).rows.map(({ kind }: { kind: string }) => kind)).toContain("unanswered");
    for (const who of agents)
      for (const { id, picks } of (await world.call(who, "GET", "/api/questions")).body.rows)
        if (picks.length > 1) expect((await world.call(who, "POST", `/api/questions/${id}`, { pick: "visit" })).status).toBe(204);
    expect(await rowsOf("unanswered", NEXT_DAY)).toEqual([]);
  });

  it("R53: honey, a leaver's account, oneself, a declared conflict and emergency access are reviewed always, beside a budget that is used up", async () => {
    const { db, people } = world.product;
    const leaver = await world.hire("pergi", { supervisorId: world.arman.id, superiorId: world.sri.id });
    await people.setStaffIdentity(world.rina.id, { phone: "0812-0000-9003" });
    const parties = [{ phone: "0812-0000-9004" }];
    await people.declareConflict(world.rina.id, { relation: "dispute", text: "Utang lama.", parties });
    const lanes = {
      honey: await seen(world.rina, await customer(), "16:58"),
      leaver: await seen(leaver, await customer(), "16:58"),
      self: await seen(world.rina, await world.customer("Rina Sendiri", { phone: "0812-0000-9003" }), "16:58"),
      conflict: await seen(world.rina, await world.customer("Lawan Rina", { phone: "0812-0000-9004" }), "16:58"),
      glass: await seen(world.rina, await customer(), "16:58"),
      ordinary: await seen(world.rina, await customer(), "16:58"),
    };
    await db.query("insert into watch.honey_hit (look_idx, id, at) values ($1, 'hit_test', $2)", [lanes.honey, world.at("16:58")]);
    await db.query("update journal.look_index set decision = 'breakglass' where idx = $1", [lanes.glass]);
    world.at("17:50");
    await people.endPerson(leaver.id);
    const rows = await rowsOf("look");
    const laneOf = (entry: number) => rows.find((row) => row.entry === entry)?.lane;
    expect(Object.fromEntries(Object.entries(lanes).map(([name, entry]) => [name, laneOf(entry)]))).toEqual({
      ...{ honey: "hard", leaver: "hard", self: "hard", conflict: "hard", glass: "hard" },
      ordinary: "question",
    });
  });
});

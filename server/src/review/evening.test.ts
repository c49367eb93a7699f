import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld, type Worker } from "../../../tests/world/evening-world.ts";
import { ownLook } from "../../../tests/world/own-look.ts";

describe.each(engines)("an evening in Sumbawa on $name", (engine) => {
  let world: EveningWorld;
  let count = 0;

  beforeAll(async () => {
    world = await openEveningWorld(engine);
  }, 180_000);
  afterAll(async () => {
    await world?.close();
  });

  async function exchangeSays(rows: object[]): Promise<void> {
    const answer = await world.call(world.exchange, "POST", "/api/interactions", { source: "pbx", rows });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body.bad).toEqual([]);
  }

  const rowsOf = async (who: Worker, kind: string) =>
    (await world.evening()).flatMap(({ rows }) => rows).filter((row) => row.person.id === who.id && row.kind === kind);
  const fresh = (): string => `Pelanggan ${++count}`;

  it("R1, R52: lays a look that nothing explains on the supervisor's desk, as a sentence with its reasons, under a masked name", async () => {
    const customer = await world.customer("Melati Kusuma");
    const { entry } = await ownLook(world, world.rina, customer, "16:21");
    world.at("16:52");
    await world.evening();
    const desk = await world.call(world.arman, "GET", `/api/desk?date=${DAY}`);
    expect(desk.status, JSON.stringify(desk.body)).toBe(200);
    const row = desk.body.rows.find((one: { entry: number }) => one.entry === entry);
    expect(row.sentence).toMatch(/^Pukul 16\.21 WITA, Rina \(CS\) membuka .* pelanggan M••• K•••\.$/);
    expect(row.why).toContain("Tidak ada tugas lain atau kontak tercatat dalam 90 hari terakhir.");
    expect(row.why).toContain("Tugas ini dibuat sendiri oleh petugas.");
    expect(JSON.stringify(desk.body)).not.toContain("Melati");
  });

  it("clears a look by the exchange's record, found by extension and number, although it comes late", async () => {
    const customer = await world.customer(fresh(), { phone: "0812-0000-7001" });
    const { entry } = await ownLook(world, world.yosua, customer, "09:05");
    world.at("09:40");
    expect((await rowsOf(world.yosua, "look")).map((row) => row.entry)).toContain(entry);
    const startsAt = world.at("09:02").toISOString();
    await exchangeSays([
      {
        external: "c1",
        kind: "call",
        extension: "2105",
        phone: "+62 812 0000 7001",
        channel: "phone",
        startsAt,
        endsAt: world.at("09:07").toISOString(),
      },
    ]);
    expect((await rowsOf(world.yosua, "look")).map((row) => row.entry)).not.toContain(entry);
  });

  it("does not clear it by a colleague's call", async () => {
    const customer = await world.customer(fresh());
    const { entry } = await ownLook(world, world.yosua, customer, "09:30");
    const startsAt = world.at("09:29").toISOString();
    world.at("10:01");
    await exchangeSays([{ external: "c2", kind: "call", person: world.rina.id, customer, channel: "phone", startsAt }]);
    expect((await rowsOf(world.yosua, "look")).map((row) => row.entry)).toContain(entry);
  });

  it("counts the same record of the exchange once", async () => {
    const customer = await world.customer(fresh());
    const row = {
      external: "twice",
      kind: "call",
      person: world.rina.id,
      customer,
      channel: "phone",
      startsAt: world.at("10:00").toISOString(),
    };
    const first = await world.call(world.exchange, "POST", "/api/interactions", { source: "pbx", rows: [row] });
    const again = await world.call(world.exchange, "POST", "/api/interactions", { source: "pbx", rows: [row] });
    expect(first.body).toMatchObject({ new: 1, same: 0 });
    expect(again.body).toMatchObject({ new: 0, same: 1 });
  });

  it("names the row of a record that fits nobody, and keeps the others", async () => {
    const startsAt = world.at("10:00").toISOString();
    const answer = await world.call(world.exchange, "POST", "/api/interactions", {
      source: "pbx",
      rows: [
        { external: "x1", kind: "call", extension: "9999", channel: "phone", startsAt },
        { external: "x2", kind: "call", extension: "2104", channel: "phone", startsAt },
      ],
    });
    expect(answer.body).toMatchObject({ new: 1, unbound: 1, bad: [{ row: 0, column: "extension" }] });
  });

  it("lets only an integrator send records", async () => {
    expect((await world.call(world.rina, "POST", "/api/interactions", { source: "pbx", rows: [] })).status).toBe(403);
  });

  it("explains a dispatched case that was claimed, opened and finished, and not one that was left without an outcome", async () => {
    const [done, left] = [await world.customer(fresh()), await world.customer(fresh())];
    const entries: number[] = [];
    for (const [customer, outcome] of [
      [done, "done"],
      [left, undefined],
    ] as const) {
      const ticket = await world.ticket(customer);
      world.at("11:00");
      expect((await world.call(world.rina, "POST", `/api/cases/${ticket}/claim`)).status).toBe(200);
      world.at("11:05");
      const look = await world.call(world.rina, "POST", "/api/looks", { customer, purpose: "care", case: ticket });
      entries.push(look.body.entry);
      world.at("11:20");
      if (outcome) expect((await world.call(world.rina, "POST", `/api/cases/${ticket}/outcome`, { outcome })).status).toBe(200);
    }
    world.at("17:30");
    const rows = await rowsOf(world.rina, "look");
    expect(rows.map((row) => row.entry)).not.toContain(entries[0]);
    expect(rows.find((row) => row.entry === entries[1])?.why).toContain("Hasil layanannya tidak dicatat.");
  });

  it("does not judge work in hand: while the card is open, or a task of one's own making runs, the look is open and no row", async () => {
    const { entry, case: task } = await ownLook(world, world.rina, await world.customer(fresh()), "12:00");
    const isRow = async (): Promise<boolean> => (await rowsOf(world.rina, "look")).some((row) => row.entry === entry);
    const openNow = async () => (await world.evening())[0]?.open;
    world.at("12:29");
    expect(await isRow()).toBe(false);
    expect(await openNow()).toBeGreaterThanOrEqual(1);
    expect((await world.call(world.rina, "POST", `/api/cases/${task}/outcome`, { outcome: "done" })).status).toBe(200);
    expect(await isRow()).toBe(true);
  });

  it("does not judge a look whose card is still open, although its task is closed; the moment it has shut, it does", async () => {
    const { entry, case: task } = await ownLook(world, world.rina, await world.customer(fresh()), "12:40");
    world.at("12:41");
    expect((await world.call(world.rina, "POST", `/api/cases/${task}/outcome`, { outcome: "done" })).status).toBe(200);
    const isRow = async (): Promise<boolean> => (await rowsOf(world.rina, "look")).some((row) => row.entry === entry);
    world.at("12:44");
    expect(await isRow()).toBe(false);
    world.at("12:45");
    expect(await isRow()).toBe(true);
  });

  it("R56, R81: takes a wrong click told at once as a mistake that waits for nobody", async () => {
    const { entry } = await ownLook(world, world.yosua, await world.customer(fresh()), "13:00");
    world.at("13:03");
    const told = await world.call(world.yosua, "POST", "/api/mistakes", { entry, reason: "wrong_click" });
    expect(told.body.mistake).toMatchObject({ entry, atOnce: true });
    world.at("13:35");
    expect((await rowsOf(world.yosua, "look")).find((row) => row.entry === entry)?.state).toBe("mistake");
  });

  it("R81: takes it in the same breath in which the card opened, time after time", async () => {
    world.at("13:10");
    const customer = await world.customer(fresh());
    const { case: task } = await ownLook(world, world.yosua, customer, "13:10");
    for (let n = 0; n < 20; n++) {
      const look = await world.call(world.yosua, "POST", "/api/looks", { customer, purpose: "care", case: task });
      const told = await world.call(world.yosua, "POST", "/api/mistakes", { entry: look.body.entry });
      expect([told.status, told.body.mistake.entry]).toEqual([200, look.body.entry]);
    }
  });

  it("leaves a wrong click that was told after an hour to the supervisor", async () => {
    const { entry } = await ownLook(world, world.yosua, await world.customer(fresh()), "13:30");
    world.at("14:31");
    expect((await world.call(world.yosua, "POST", "/api/mistakes", { entry })).body.mistake.atOnce).toBe(false);
    expect((await rowsOf(world.yosua, "look")).find((row) => row.entry === entry)?.state).toBe("answered");
  });

  it("lets nobody tell a colleague's look as a mistake", async () => {
    const { entry } = await ownLook(world, world.yosua, await world.customer(fresh()), "13:40");
    expect((await world.call(world.rina, "POST", "/api/mistakes", { entry })).status).toBe(404);
  });

  it("clears the genuine call of a public figure, and shows a refused curiosity", async () => {
    const star = await world.customer("Tokoh Terkenal", { marks: ["public_figure"] });
    world.at("14:00");
    const opened = await world.call(world.rina, "POST", "/api/cases", { customer: star, purpose: "care", origin: "agent_call" });
    const curious = await world.call(world.rina, "POST", "/api/looks", { customer: star, purpose: "care", case: opened.body.case.id });
    expect(curious.status).toBe(403);
    await exchangeSays([
      {
        external: "star",
        kind: "call",
        person: world.yosua.id,
        customer: star,
        channel: "phone",
        startsAt: world.at("14:10").toISOString(),
      },
    ]);
    const own = await world.call(world.yosua, "POST", "/api/cases", { customer: star, purpose: "care", origin: "agent_call" });
    const genuine = await world.call(world.yosua, "POST", "/api/looks", { customer: star, purpose: "care", case: own.body.case.id });
    expect(genuine.status, JSON.stringify(genuine.body)).toBe(200);
    expect((await rowsOf(world.yosua, "look")).map((row) => row.entry)).not.toContain(genuine.body.entry);
    const refused = await rowsOf(world.rina, "refusal");
    expect(refused.flatMap(({ why }) => why)).toContain("R1: pelanggan tokoh publik, tanpa tugas atau kontak yang tercatat.");
  });

  it("R56: shows an agent what is asked of him, takes his answer, and leaves the decision to the supervisor", async () => {
    const { entry } = await ownLook(world, world.rina, await world.customer(fresh()), "15:00");
    world.at("16:00");
    await world.evening();
    const asked = await world.call(world.rina, "GET", "/api/questions");
    const [about] = asked.body.rows;
    const question = about.parts.find((one: { time: string }) => one.time === "15.00 WITA");
    expect(question.sentence).toMatch(/^Pukul 15\.00 WITA Anda membuka /);
    expect(question.why).toContain("Tugas ini Anda buat sendiri.");
    expect((await world.call(world.yosua, "POST", `/api/questions/${question.id}`, { pick: "visit" })).status).toBe(404);
    const note = "Pelanggan menelepon ke ponsel saya";
    expect(
      (await world.call(world.rina, "POST", `/api/questions/${question.id}`, { pick: "other", note, rows: [question.id] })).status,
    ).toBe(204);
    const desk = await world.call(world.arman, "GET", `/api/desk?date=${DAY}`);
    const row = desk.body.rows.find((one: { entry: number }) => one.entry === entry);
    expect(row).toMatchObject({ state: "answered", acts: ["accept", "mistake", "follow"] });
    const stored = await world.product.db.query<{ all: string }>(
      "select row_to_json(r)::text as all from review.desk_row r where id = $1",
      [row.id],
    );
    expect(stored.rows[0]?.all).not.toContain("ponsel");
    const picture = await world.call(world.arman, "GET", `/api/desk/rows/${row.id}/picture`);
    expect(picture.body).toMatchObject({ note, receipt: { entry } });
    expect(picture.body.duty).toHaveLength(1);
    const decided = await world.call(world.arman, "POST", `/api/desk/rows/${row.id}/decisions`, { act: "accept", note: "Jelas." });
    expect(decided.body.row).toMatchObject({ state: "accepted", acts: [] });
    expect((await world.call(world.arman, "POST", `/api/desk/rows/${row.id}/decisions`, { act: "follow" })).status).toBe(409);
  });

  it("R5: gives a row about the supervisor to his superior, and lets him not decide it himself", async () => {
    await world.product.people.grantAccess({
      personId: world.arman.id,
      function: "cs",
      scope: "nation",
      endsAt: new Date("2027-10-01T00:00:00Z"),
    });
    await world.product.people.setDuty(
      [{ personId: world.arman.id, date: DAY, segments: [{ kind: "desk", from: "08:00", to: "17:00" }] }],
      "test",
    );
    const { entry } = await ownLook(world, world.arman, await world.customer(fresh()), "16:30");
    world.at("17:01");
    const [row] = (await rowsOf(world.arman, "look")).filter((one) => one.entry === entry);
    expect((await world.call(world.arman, "POST", `/api/desk/rows/${row?.id}/decisions`, { act: "accept" })).status).toBe(403);
    const desk = await world.call(world.sri, "GET", `/api/desk?date=${DAY}`);
    expect(desk.body.rows.map((one: { id: string }) => one.id)).toContain(row?.id);
    expect((await world.call(world.sri, "POST", `/api/desk/rows/${row?.id}/decisions`, { act: "accept" })).body.row.state).toBe("accepted");
  });

  it("gives each his own desk only", async () => {
    expect((await world.call(world.rina, "GET", "/api/desk")).status).toBe(403);
    const [row] = await rowsOf(world.rina, "look");
    expect((await world.call(world.yosua, "POST", `/api/desk/rows/${row?.id}/decisions`, { act: "accept" })).status).toBe(404);
  });

  it("adds up: every look is explained, answered, unexplained or still in hand; a second run changes and writes nothing", async () => {
    world.at("18:00");
    const [first] = await world.evening();
    const size = (await world.product.keeper.status()).size;
    const [second] = await world.evening();
    expect(first && first.explained + first.answered + first.unexplained + first.open).toBe(first?.looks);
    expect(second).toEqual(first);
    expect((await world.product.keeper.status()).size).toBe(size);
  });

  it("adds up on the desk: the team's looks are clear, answered, waiting, followed or open, and refusals are named apart", async () => {
    const { greeting, strip, people } = (await world.call(world.arman, "GET", `/api/desk?date=${DAY}`)).body;
    const { looks, clear, answered, decided, waitingLooks, followed, open } = greeting;
    expect(clear + answered + decided + waitingLooks + followed + open).toBe(looks);
    expect(open).toBeGreaterThanOrEqual(0);
    expect(greeting.waitingRows + greeting.waitingOthers).toBe(greeting.waiting);
    expect(greeting.waitingOthers).toBeGreaterThan(0);
    expect(strip.waiting).toBe(greeting.waiting);
    const mine = (await world.call(world.rina, "GET", "/api/my-day")).body;
    expect(mine.team).toEqual({ looks, clear, listings: greeting.listings });
    expect(mine.clear).toBe(people.find(({ id }: { id: string }) => id === world.rina.id).clear);
  });

  it("counts a queue that is asked for as a listing, and not as a look of the team", async () => {
    world.at("16:55");
    const before = (await world.call(world.rina, "GET", "/api/my-day")).body.team;
    await world.ticket(await world.customer(fresh()));
    for (let n = 0; n < 3; n++) expect((await world.call(world.rina, "POST", "/api/listings", { of: "queue" })).status).toBe(200);
    await world.product.journal.flush();
    const { team } = (await world.call(world.rina, "GET", "/api/my-day")).body;
    expect(team).toEqual({ ...before, listings: before.listings + 3 });
  });

  it("tells apart what a supervisor accepted without a word from the person; and who was asked is not asked again", async () => {
    const { entry } = await ownLook(world, world.yosua, await world.customer(fresh()), "16:40");
    world.at("17:20");
    await world.evening();
    const desk = async () => (await world.call(world.arman, "GET", `/api/desk?date=${DAY}`)).body;
    const before = await desk();
    const row = before.rows.find((one: { entry: number }) => one.entry === entry);
    expect(row).toMatchObject({ state: "waiting", answered: false, grade: "C", acts: ["accept", "mistake"] });
    const decide = (id: string, act: string) => world.call(world.arman, "POST", `/api/desk/rows/${id}/decisions`, { act });
    const refusal = before.rows.find((one: { kind: string }) => one.kind === "refusal");
    expect([refusal.grade, refusal.acts]).toEqual(["D", ["ask", "accept", "follow"]]);
    expect((await decide(refusal.id, "ask")).body.row).toMatchObject({ state: "asked", acts: ["accept", "follow"] });
    expect((await decide(refusal.id, "ask")).status).toBe(409);
    // Asked first: nobody is accused while his answer is waited for.
    const early = await decide(row.id, "follow");
    expect([early.status, early.body.title]).toEqual([409, expect.stringMatching(/^Jawaban petugas masih ditunggu/)]);
    expect((await decide(row.id, "accept")).body.row).toMatchObject({ state: "accepted", answered: false });
    const { greeting } = await desk();
    expect(greeting).toMatchObject({ answered: before.greeting.answered, decided: before.greeting.decided + 1 });
  });

  it("judges by itself what was in hand when the evening ran, once that is over", async () => {
    const { entry } = await ownLook(world, world.yosua, await world.customer(fresh()), "16:42");
    world.at("16:43");
    await world.evening();
    const isRow = async (): Promise<boolean> => {
      const { rows } = (await world.call(world.arman, "GET", `/api/desk?date=${DAY}`)).body;
      return rows.some((row: { entry: number }) => row.entry === entry);
    };
    expect(await isRow()).toBe(false);
    world.at("17:30");
    expect((await world.product.watch.lateDays.run()).run).toBeGreaterThanOrEqual(1);
    expect(await isRow()).toBe(true);
  });

  it("R1: judges by itself what was opened after the evening ran, once the day is over", async () => {
    world.at("18:00");
    await world.product.watch.lateDays.run();
    await world.evening();
    const customer = await world.customer(fresh());
    world.at("23:30");
    const said = { customer, purpose: "care", reason: "overtime" };
    const task = (await world.call(world.yosua, "POST", "/api/cases", { ...said, origin: "agent_call" })).body.case.id;
    const { entry } = (await world.call(world.yosua, "POST", "/api/looks", { ...said, case: task })).body;
    world.product.story?.set(new Date(world.at("23:59").getTime() + 46 * 60_000));
    await world.product.watch.lateDays.run();
    world.at("18:00");
    const { rows } = (await world.call(world.arman, "GET", `/api/desk?date=${DAY}`)).body;
    expect(entry).toBeGreaterThan(0);
    expect(rows.map((row: { entry: number }) => row.entry)).toContain(entry);
  });

  it("R110: tells the whole team how much of the day is clear", async () => {
    const mine = await world.call(world.rina, "GET", "/api/my-day");
    expect(mine.status, JSON.stringify(mine.body)).toBe(200);
    expect(mine.body.team.looks).toBeGreaterThan(mine.body.looks);
    expect(mine.body.looks).toBeGreaterThanOrEqual(mine.body.clear + mine.body.waiting);
  });

  it("R5: passes on what a supervisor left lying for a day", async () => {
    const { product } = world;
    product.story?.set(new Date(world.at("18:00").getTime() + 25 * 3_600_000));
    await world.evening();
    const desk = await world.call(world.sri, "GET", `/api/desk?date=${DAY}`);
    expect(desk.body.rows.flatMap((one: { why: string[] }) => one.why)).toContain("Menunggu lebih dari 24 jam di meja atasan langsung.");
  });
});

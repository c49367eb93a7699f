import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld, type Worker } from "../../../tests/world/evening-world.ts";
import { ownLook } from "../../../tests/world/own-look.ts";
import { nextDay } from "../platform/local-day.ts";
import type { Evidence } from "./index.ts";

const SOURCE = "pbx-sumbawa";

describe.each(engines)("a feed that is missing all day on $name", (engine) => {
  let world: EveningWorld;
  let melati: string;
  let figure: string;

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    melati = await world.customer("Melati", { phone: "0812-0000-7001" });
    figure = await world.customer("Bintang", { marks: ["public_figure"] });
    const before = [3, 4, 5].map((back) => call(`h${back}`, "2104", undefined, `${nextDay(DAY, -back)}T02:00:00Z`));
    await deliver(before);
  }, 180_000);
  afterAll(async () => {
    await world?.close();
  });

  const call = (external: string, extension: string, customer: string | undefined, startsAt: string): Evidence => ({
    ...{
      external,
      kind: "call",
      extension,
      channel: "phone",
      startsAt: new Date(startsAt),
      endsAt: new Date(Date.parse(startsAt) + 120_000),
    },
    ...(customer ? { customer } : {}),
  });
  const deliver = async (batch: Evidence[]) => world.product.watch.addInteractions(await world.product.watch.bringer(), SOURCE, batch);

  const look = async (who: Worker, customer: string, time: string): Promise<number> => (await ownLook(world, who, customer, time)).entry;

  /** Dispatched work, which is never finished. */
  async function lookOnTicket(who: Worker, customer: string, time: string): Promise<number> {
    const ticket = await world.ticket(customer);
    world.at(time);
    expect((await world.call(who, "POST", `/api/cases/${ticket}/claim`)).status).toBe(200);
    const answer = await world.call(who, "POST", "/api/looks", { customer, purpose: "care", case: ticket });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body.entry;
  }

  async function lies(entry: number): Promise<boolean> {
    const { rows } = await world.product.db.query(
      "select 1 from review.desk_look d join review.desk_row r on r.id = d.desk_row_id where d.look_idx = $1 and r.state <> 'explained'",
      [entry],
    );
    return rows.length > 0;
  }

  let served: number;
  let unserved: number;

  it("R71: lets the looks that lack only its evidence wait, counted and said; what else is odd lies on the desk at once", async () => {
    [served, unserved] = [await look(world.rina, melati, "10:00"), await look(world.rina, await world.customer("Anggrek"), "10:20")];
    const [odd, others] = [await lookOnTicket(world.rina, figure, "10:40"), await look(world.yosua, melati, "11:00")];
    world.at("18:00");
    const [told] = await world.evening();
    expect(told?.waiting).toEqual([{ source: SOURCE, looks: 2 }]);
    expect(told?.heading).toContain(`2 di antaranya menunggu data dari ${SOURCE}`);
    expect(told).toMatchObject({ looks: 4, open: 2, unexplained: 2 });
    expect(await Promise.all([served, unserved, odd, others].map(lies))).toEqual([false, false, true, true]);
  });

  it("R71: is amber on the lamp, with the offices that lack it", async () => {
    const [state] = await world.product.watch.feedStates();
    expect(state).toMatchObject({ source: SOURCE, expected: true, state: "amber", why: ["missing"] });
    expect(state?.missing).toEqual([{ officeId: world.office.id, date: DAY }]);
  });

  it("explains the day anew when it comes late, and lays the rest on the desk", async () => {
    await deliver([call("late-1", "2104", melati, `${DAY}T02:01:00Z`)]);
    expect(await world.product.watch.lateDays.run()).toMatchObject({ run: 1, left: false });
    expect(await Promise.all([served, unserved].map(lies))).toEqual([false, true]);
    expect((await world.product.watch.feedStates())[0]).toMatchObject({ state: "lit", why: [] });
    expect((await world.evening())[0]?.waiting).toEqual([]);
  });

  it("runs nothing again for a record that was known", async () => {
    expect(await deliver([call("late-1", "2104", melati, `${DAY}T02:01:00Z`)])).toMatchObject({ new: 0, same: 1 });
    expect(await world.product.watch.lateDays.run()).toEqual({ run: 0, left: false });
  });

  it("measures how far its clock is off by what comes as it happens, and matches looks as if it were right", async () => {
    const dahlia = await world.customer("Dahlia");
    const bringer = await world.product.watch.bringer();
    for (let n = 0; n < 12; n++) {
      const now = world.at("12:00").getTime();
      const ahead: Evidence = { ...call(`live-${n}`, "2105", undefined, new Date(now + 600_000).toISOString()) };
      delete ahead.endsAt;
      await world.product.watch.addInteractions(bringer, "pbx-ahead", [ahead], { live: true });
    }
    expect((await world.product.watch.feedStates()).find(({ source }) => source === "pbx-ahead")).toMatchObject({
      skewSeconds: 600,
      state: "lit",
    });
    const entry = await look(world.yosua, dahlia, "12:30");
    const startsAt = new Date(world.at("12:30").getTime() + 1_500_000).toISOString();
    await world.product.watch.addInteractions(bringer, "pbx-ahead", [call("seen", "2105", dahlia, startsAt)]);
    world.at("18:30");
    await world.evening();
    expect(await lies(entry)).toBe(false);
  });

  it("lays its looks on the desk once the grace is over", async () => {
    const next = nextDay(DAY);
    await world.product.people.setDuty(
      [{ personId: world.rina.id, date: next, segments: [{ kind: "desk", from: "08:00", to: "17:00" }] }],
      "test",
    );
    world.product.story?.set(new Date(`${next}T02:00:00Z`));
    const { entry } = await ownLook(world, world.rina, melati);
    world.product.story?.set(new Date(`${next}T10:00:00Z`));
    await world.evening(next);
    expect(await lies(entry)).toBe(false);
    world.product.story?.set(new Date(`${nextDay(next, 2)}T02:00:00Z`));
    // This day, and the one before, which is over since.
    expect((await world.product.watch.lateDays.run()).run).toBe(2);
    expect(await lies(entry)).toBe(true);
  });

  it("takes an item that is handed to one person, and refuses it for another at the same time", async () => {
    const bringer = await world.product.watch.bringer();
    const item = (person: string, at: string): Evidence => ({
      ...{ external: `row-1#${Date.parse(at)}`, kind: "dispatch", login: person, customer: melati, channel: "dispatch" },
      ...{ startsAt: new Date(at), endsAt: new Date(Date.parse(at) + 1_800_000) },
    });
    const first = await world.product.watch.addInteractions(bringer, "dialler", [
      item("rina", `${DAY}T06:00:00Z`),
      item("yosua", `${DAY}T06:10:00Z`),
    ]);
    expect(first).toMatchObject({ new: 1, bad: [{ row: 1, column: "item" }] });
    expect(await world.product.watch.addInteractions(bringer, "dialler", [item("yosua", `${DAY}T06:20:00Z`)])).toMatchObject({ new: 0 });
    expect(await world.product.watch.addInteractions(bringer, "dialler", [item("yosua", `${DAY}T06:30:00Z`)])).toMatchObject({
      new: 1,
      bad: [],
    });
  });
});

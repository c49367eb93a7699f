import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld, type Worker } from "../../../../tests/world/evening-world.ts";
import { nextDay } from "../../platform/local-day.ts";
import type { Evidence } from "../index.ts";

const SOURCE = "pbx";

describe.each(engines)("R71: what the lamp says of feeds and holidays, on $name", (engine) => {
  let world: EveningWorld;
  let tari: Worker;

  beforeAll(async () => {
    world = await openEveningWorld(engine);
    const surabaya = await world.product.people.addOffice({ name: "Surabaya", kind: "branch", timeZone: "Asia/Makassar", class: "small" });
    tari = await world.hire("tari", { officeId: surabaya.id });
    for (let back = 7; back >= 3; back--) await deliver(nextDay(DAY, -back), [world.rina, tari]);
  }, 180_000);
  afterAll(async () => world?.close());

  const record = (external: string, who: Worker, at: Date): Evidence => ({
    external,
    kind: "call",
    person: who.id,
    channel: "phone",
    startsAt: at,
  });
  const bring = async (source: string, batch: Evidence[], live = false) =>
    world.product.watch.addInteractions(await world.product.watch.bringer(), source, batch, { live });
  const deliver = (day: string, whose: Worker[]) =>
    bring(
      SOURCE,
      whose.map((who) => record(`${day} ${who.id}`, who, new Date(`${day}T02:00:00Z`))),
    );
  const part = async (id: string, at: string) => {
    world.product.story?.set(new Date(at));
    const { body } = await world.call(world.rina, "GET", "/api/lamp");
    expect(body.lit).toBe(true);
    return body.parts.find((one: { id: string }) => one.id === id);
  };

  it("a feed that one of two offices lacks for days is late, then amber after a day, though it delivers for the other", async () => {
    await deliver(DAY, [world.rina]);
    expect(await part("feeds", "2026-11-23T11:00:00Z")).toMatchObject({ state: "lit", late: true });
    await deliver(nextDay(DAY), [world.rina]);
    expect(await part("feeds", "2026-11-24T11:00:00Z")).toMatchObject({ state: "lit", late: true, since: "2026-11-23T16:00:00.000Z" });
    expect(await part("feeds", "2026-11-24T16:00:00Z")).toMatchObject({ state: "amber", since: "2026-11-23T16:00:00.000Z" });
    await deliver(nextDay(DAY, 2), [world.rina]);
    await deliver(nextDay(DAY, 3), [world.rina]);
    const amber = await part("feeds", "2026-11-26T04:00:00Z");
    expect(amber).toMatchObject({ state: "amber", since: "2026-11-23T16:00:00.000Z" });
    expect(amber.means.en).toBe("Contact records from pbx are late: rightful looks may seem unexplained.");
    for (const days of [0, 1, 2, 3]) await deliver(nextDay(DAY, days), [tari]);
    expect(await part("feeds", "2026-11-26T04:00:00Z")).toMatchObject({ state: "lit" });
    expect((await part("feeds", "2026-11-26T04:00:00Z")).late).toBeUndefined();
  });

  it("a clock that is half an hour off is amber at once, and says so", async () => {
    const now = world.product.clock.now();
    const ahead = Array.from({ length: 12 }, (_, n) => record(`a${n}`, world.rina, new Date(now.getTime() + 1_800_000)));
    for (const one of ahead) await bring("pbx-ahead", [one], true);
    const clock = await part("feeds", now.toISOString());
    expect(clock).toMatchObject({ state: "amber" });
    expect(clock.means.en).toBe(
      "The clock of pbx-ahead is off by more than a quarter of an hour: its records cannot be matched with looks.",
    );
    expect(clock.todo.id).toContain("mercusuar feeds");
  });

  it("R89: from 1 December on the next year's holidays are asked for, until a list is there; the current year's at any time", async () => {
    expect(await part("holidays", "2026-11-30T16:59:00Z")).toMatchObject({ state: "lit" });
    const missing = await part("holidays", "2026-11-30T17:01:00Z");
    expect(missing).toMatchObject({ state: "amber", since: "2026-11-30T17:00:00.000Z" });
    expect(missing.means.id).toBe("Hari libur 2027 belum ada: penawaran dapat sampai kepada pelanggan pada hari libur.");
    expect(missing.todo.en).toBe('Write the holidays and joint leave of 2027 into a file, then "mercusuar import holidays FILE".');
    expect(await part("holidays", "2027-01-04T02:00:00Z")).toMatchObject({ state: "amber", since: "2026-12-31T17:00:00.000Z" });
    await world.product.access.importHolidays(rowsOf(1), "SKB contoh");
    expect(await part("holidays", "2027-01-04T02:00:00Z")).toMatchObject({ state: "amber" });
    await world.product.access.importHolidays(rowsOf(17), "SKB contoh");
    expect(await part("holidays", "2027-01-04T02:00:00Z")).toMatchObject({ state: "lit" });
    expect(await part("holidays", "2027-12-01T02:00:00Z")).toMatchObject({ state: "amber" });
  });
});

/** The first days of a year that none is known of. */
async function* rowsOf(count: number) {
  for (let day = 1; day <= count; day++) yield { line: day + 1, row: { date: `2027-02-${String(day).padStart(2, "0")}`, kind: "holiday" } };
}

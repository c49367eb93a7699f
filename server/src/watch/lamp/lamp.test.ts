import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askCli } from "../../../../tests/harness/ask-cli.ts";
import { engines } from "../../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld } from "../../../../tests/world/evening-world.ts";
import { sealedEntries } from "../../../../tests/world/sealed-entries.ts";

describe.each(engines)("the lamp of a branch on $name", (engine) => {
  let world: EveningWorld;
  beforeAll(async () => {
    world = await openEveningWorld(engine, { keeperTimeout: 4_000 });
    customer = await world.customer("Melati Kusuma");
  }, 180_000);
  afterAll(async () => world?.close());

  const ask = async () => (await world.call(world.rina, "GET", "/api/lamp")).body;
  const part = async (id: string) => (await ask()).parts.find((one: { id: string }) => one.id === id);
  const setStory = (at: string) => world.product.story?.set(new Date(at));
  let customer = "";
  async function look(): Promise<number> {
    const opened = await world.call(world.rina, "POST", "/api/cases", { customer, purpose: "care", origin: "agent_call" });
    if (opened.status !== 200) return opened.status;
    return (await world.call(world.rina, "POST", "/api/looks", { customer, purpose: "care", case: opened.body.case.id })).status;
  }
  async function cli(): Promise<{ code: number; json: { state: string } }> {
    const said = await askCli(["lamp", "--json"], { data: world.product.dataDir, cwd: tmpdir(), product: world.product });
    return { code: said.exit, json: JSON.parse(said.out) };
  }

  it("R71: an evening that was not run is late first and amber after a day, looks open all the same, and the run puts it right", async () => {
    world.at("10:00");
    expect(await look()).toBe(200);
    await world.product.journal.flush();
    expect(await ask()).toMatchObject({ lit: true, state: "lit" });
    setStory(`${DAY}T20:00:00Z`);
    expect(await part("evening")).toMatchObject({ state: "lit", late: true, since: `${DAY}T16:00:00.000Z` });
    setStory("2026-11-24T16:00:00Z");
    const amber = await ask();
    expect(amber).toMatchObject({ lit: true, state: "amber" });
    const evening = amber.parts.find((one: { id: string }) => one.id === "evening");
    expect(evening.means.id).toBe(`Tutup Hari belum dijalankan: 1 hari kantor (paling lama ${DAY}) belum diperiksa.`);
    expect(evening.todo.en).toBe(`Run "mercusuar evening --date ${DAY}".`);
    expect(await cli()).toMatchObject({ code: 1, json: { state: "amber" } });
    await world.evening();
    expect(await ask()).toMatchObject({ state: "lit" });
    expect((await cli()).code).toBe(0);
  });

  it("R71: what a state check found is amber at once; each change of the lamp is one entry", async () => {
    const { tower, keeper, journal } = world.product;
    await tower.noteChanges();
    await journal.drain();
    const before = (await keeper.status()).size;
    await tower.noteState("differs", 3);
    expect(await ask()).toMatchObject({ lit: true, state: "amber" });
    expect((await part("state")).means.en).toContain("3 differences");
    expect(await tower.noteChanges()).toEqual(["state"]);
    expect(await tower.noteChanges()).toEqual([]);
    await tower.noteState("whole", 0);
    expect(await tower.noteChanges()).toEqual(["state"]);
    const changes = (await sealedEntries(world.product, before)).flatMap(({ entry }) => (entry.typ === "lamp" ? [entry.body] : []));
    expect(changes).toEqual([
      expect.objectContaining({ part: "state", was: "lit", state: "amber" }),
      expect.objectContaining({ part: "state", was: "amber", state: "lit" }),
    ]);
  });

  it("R71: with a keeper that does not answer the lamp is dark, a look is refused, and the command says so by its exit", async () => {
    setStory(`${DAY}T02:30:00Z`);
    const pid = world.product.keeper.pid ?? 0;
    process.kill(pid, "SIGSTOP");
    try {
      expect(await look()).toBe(503);
      const dark = await ask();
      expect(dark).toMatchObject({ lit: false, state: "dark", keeper: "slow" });
      expect(dark.parts[0]).toMatchObject({ id: "keeper", state: "dark", todo: { id: expect.stringContaining("pengelola sistem") } });
      expect((await cli()).code).toBe(2);
    } finally {
      process.kill(pid, "SIGCONT");
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "../../../tests/harness/engines.ts";
import { DAY, type EveningWorld, openEveningWorld, type Worker } from "../../../tests/world/evening-world.ts";

describe.each(engines)("machines of one log-in on $name", (engine) => {
  let world: EveningWorld;

  beforeAll(async () => {
    world = await openEveningWorld(engine);
  }, 180_000);
  afterAll(async () => {
    await world?.close();
  });

  /** The same person, signed in once more: the browser says another name of itself. */
  async function signedIn(who: Worker, agent: string): Promise<Worker> {
    const { token } = await world.product.people.makeSignInLink(who.id, { purpose: "invitation", hours: 10 });
    const answer = await world.app.inject({
      method: "POST",
      url: "/api/session/link",
      headers: { "user-agent": agent },
      payload: { token },
    });
    expect(answer.statusCode).toBe(200);
    return { id: who.id, token: answer.json().token };
  }

  /** A listing of one's own queue: the smallest thing that leaves an entry. */
  async function works(who: Worker, time: string): Promise<void> {
    world.at(time);
    const listed = await world.call(who, "POST", "/api/listings", { of: "queue" });
    expect(listed.status, listed.text).toBe(200);
  }

  const rows = async (who: Worker) =>
    (await world.evening()).flatMap((evening) => evening.rows).filter((row) => row.person.id === who.id && row.kind === "sign_in");

  it("R50: each entry names the machine; the same one has the same name, and no name says which it is", async () => {
    world.at("08:10");
    const desk = await signedIn(world.yosua, "Peramban Meja");
    const tablet = await signedIn(world.yosua, "Peramban Tablet");
    await works(desk, "08:11");
    await works(tablet, "11:30");
    await works(desk, "14:10");
    const from = world.at("08:00").toISOString();
    const trail = await world.call(
      world.arman,
      "GET",
      `/api/trail/people/${world.yosua.id}?from=${from}&to=${world.at("15:00").toISOString()}`,
    );
    const devices = trail.body.rows.map((row: { device: string }) => row.device);
    expect(devices).toHaveLength(3);
    expect(devices[0]).toMatch(/^[0-9a-f]{12}$/);
    expect(devices[1]).not.toBe(devices[0]);
    expect(devices[2]).toBe(devices[0]);
    expect(trail.text).not.toContain("Peramban");
  });

  it("accuses nobody who walks from his desk to the tablet and back", async () => {
    expect(await rows(world.yosua)).toEqual([]);
  });

  it("R50: a log-in that goes back and forth between two machines within minutes lies on the supervisor's desk, once", async () => {
    world.at("09:00");
    const own = await signedIn(world.rina, "Peramban Meja");
    const lent = await signedIn(world.rina, "Peramban Lain");
    for (const [who, time] of [
      [own, "09:05"],
      [lent, "09:07"],
      [own, "09:09"],
      [lent, "09:12"],
    ] as const)
      await works(who, time);
    world.at("17:10");
    const [row] = await rows(world.rina);
    expect(row?.sentence).toContain("dipakai bergantian dari dua perangkat");
    expect(row?.why).toContain("3 kali berpindah perangkat dalam hitungan menit: hak masuk mungkin dipakai bersama.");
    expect(await rows(world.rina)).toHaveLength(1);
    const desk = await world.call(world.arman, "GET", `/api/desk?date=${DAY}`);
    expect(desk.body.rows.some((one: { kind: string }) => one.kind === "sign_in")).toBe(true);
  });

  it("row 44: a session whose machine is changed by SQL is none", async () => {
    const session = await signedIn(world.yosua, "Peramban Meja");
    await world.product.db.query("update people.session set device = 'aaaaaaaaaaaa' where person_id = $1", [world.yosua.id]);
    expect((await world.call(session, "GET", "/api/me")).status).toBe(401);
  });
});

import type { Entry } from "@mercusuar/proof";
import { readEntries, verifyCommand } from "@mercusuar/proof/node";
import { describe, expect, it } from "vitest";
import { leaked, startProgram, until } from "../harness/program.ts";
import { dice, rounds } from "../harness/rounds.ts";
import { serveCompany } from "./serve-company.ts";

const CALLERS = 64;
/** Most answered looks of one round, after which the process is killed. */
const MOST = 80;

/** What somebody was shown: the entry's index as he was told, and the number of the task that he worked on. */
interface Shown {
  entry: number;
  work: number;
}

describe("a house that is killed under load", () => {
  const shown: Shown[] = [];
  const chance = dice("a house that is killed");
  /** Looks that must at least have been answered in all rounds. */
  let due = 0;
  // As many agents as callers: the keeper's budget of an hour must last for all rounds.
  const house = serveCompany(CALLERS, CALLERS);
  const { place } = house;

  /** Callers who look without a pause; when enough of them were answered the victim is killed between two answers of nobody's choice. */
  async function killUnderLoad(kill: () => unknown): Promise<void> {
    const enough = 1 + chance(MOST);
    due += enough;
    let answered = 0;
    let over = false;
    const caller = async (from: number): Promise<void> => {
      for (let n = from; !over; n += CALLERS) {
        const answer = await house.program.look(house.company, n).catch(() => undefined);
        if (answer !== undefined && answer.status >= 400 && answer.status < 500) {
          over = true;
          throw new Error(`an honest look was refused: ${answer.status} ${answer.body?.code}`);
        }
        if (answer?.status === 200) shown.push({ entry: answer.body.entry, work: n % house.company.work.length });
        if (answer?.status === 200 && ++answered === enough) kill();
        if (answer?.status !== 200 && answered >= enough) over = true;
      }
    };
    await Promise.all(Array.from({ length: CALLERS }, (_, from) => caller(from)));
  }

  it("the keeper by kill -9, time and again: it is back by itself and looks go on", async () => {
    for (let round = 0; round < rounds(50, 5); round++) {
      const before = house.program.keeperPid();
      await killUnderLoad(() => process.kill(before, "SIGKILL"));
      await until(async () => (await house.program.look(house.company, round)).status === 200);
      expect(house.program.keeperPid()).not.toBe(before);
    }
  }, 600_000);

  it("the server by kill -9, time and again: it starts again on the same directory and works", async () => {
    for (let round = 0; round < rounds(10, 3); round++) {
      await killUnderLoad(() => house.program.process.kill("SIGKILL"));
      house.program = await startProgram(place);
      expect((await house.program.look(house.company, round)).status).toBe(200);
    }
  }, 600_000);

  it("has the entry of every look that was answered, under the index that was told, in a journal that is whole", async () => {
    await house.program.kill();
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0, report: { code: "OK" } });
    const journal = new Map<number, Entry>();
    for await (const { index, entry } of readEntries(place.data)) journal.set(index, entry);
    expect(shown.length).toBeGreaterThanOrEqual(due);
    expect(new Set(shown.map(({ entry }) => entry)).size).toBe(shown.length);
    const missing = shown.filter(({ entry }) => {
      const { typ, out } = journal.get(entry) ?? {};
      return !(typ === "look" && out === "opened");
    });
    expect(missing).toEqual([]);
    // Each under its own customer and person: as many pairs of pseudonyms as there were tasks worked on, and one for each.
    const tasks = new Set(shown.map(({ work }) => work)).size;
    expect(tasks).toBeGreaterThanOrEqual(CALLERS);
    const pairs = new Set(shown.map(({ entry, work }) => `${work} ${journal.get(entry)?.sub} ${journal.get(entry)?.act}`));
    expect(pairs.size).toBe(tasks);
    expect(new Set([...pairs].map((pair) => pair.slice(pair.indexOf(" ")))).size).toBe(tasks);
  });

  it("wrote no customer into any log", () => {
    expect(leaked(house.company)).toEqual([]);
  });
});

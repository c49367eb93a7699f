import type { Entry } from "@mercusuar/proof";
import { readEntries, verifyCommand } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Company, foundCompany } from "./company.ts";
import { buildProgram, leaked, newPlace, type Program, startProgram, until } from "./program.ts";

const ROUNDS = 10;
const CALLERS = 8;
/** Answered looks of one round, after which the process is killed. */
const ENOUGH = 25;

/** What somebody was shown: the entry's index as he was told, and the number of the task that he worked on. */
interface Shown {
  entry: number;
  work: number;
}

describe("a house that is killed under load", () => {
  const place = newPlace();
  const shown: Shown[] = [];
  let company: Company;
  let program: Program;
  beforeAll(async () => {
    buildProgram();
    company = await foundCompany(place.data, 8, 32);
    program = await startProgram(place);
  }, 180_000);
  afterAll(async () => {
    await program?.kill("SIGKILL");
    place.remove();
  });

  /** Callers who look without a pause; when enough of them were answered the victim is killed between two answers of nobody's choice. */
  async function killUnderLoad(kill: () => unknown): Promise<void> {
    let answered = 0;
    let over = false;
    const caller = async (from: number): Promise<void> => {
      for (let n = from; !over; n += CALLERS) {
        const answer = await program.look(company, n).catch(() => undefined);
        if (answer?.status === 200) shown.push({ entry: answer.body.entry, work: n % company.work.length });
        if (answer?.status === 200 && ++answered === ENOUGH) kill();
        if (answer?.status !== 200 && answered >= ENOUGH) over = true;
      }
    };
    await Promise.all(Array.from({ length: CALLERS }, (_, from) => caller(from)));
  }

  it("the keeper by kill -9, ten times: it is back by itself and looks go on", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const before = program.keeperPid();
      await killUnderLoad(() => process.kill(before, "SIGKILL"));
      await until(async () => (await program.look(company, round)).status === 200);
      expect(program.keeperPid()).not.toBe(before);
    }
  }, 180_000);

  it("the server by kill -9, ten times: it starts again on the same directory and works", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await killUnderLoad(() => program.process.kill("SIGKILL"));
      program = await startProgram(place);
      expect((await program.look(company, round)).status).toBe(200);
    }
  }, 300_000);

  it("has the entry of every look that was answered, under the index that was told, in a journal that is whole", async () => {
    await program.kill();
    expect(await verifyCommand(place.data)).toMatchObject({ exit: 0, report: { code: "OK" } });
    const journal = new Map<number, Entry>();
    for await (const { index, entry } of readEntries(place.data)) journal.set(index, entry);
    expect(shown.length).toBeGreaterThanOrEqual(2 * ROUNDS * ENOUGH);
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
    expect(leaked(place, company)).toEqual([]);
  });
});

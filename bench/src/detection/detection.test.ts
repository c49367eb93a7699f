import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { seeded } from "mercusuar";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { benchDetection, type Detection } from "./detection.ts";
import { detectionGuide } from "./guide.ts";
import { readLogMap } from "./log-map.ts";
import { isValid } from "./placebo.ts";
import { readCases } from "./read-cases.ts";
import { readDetection } from "./settings.ts";
import { tellDetection } from "./tell.ts";
import { auc, wilson } from "./wilson.ts";

const [MINUTE, DAY] = [60_000, 86_400_000];
const START = Date.UTC(2025, 0, 6);
let dir: string;
let file: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "mercusuar-detection-"));
  file = join(dir, "office.csv.gz");
  writeFileSync(file, gzipSync(madeUpOffice()));
  writeFileSync(join(dir, "map.json"), JSON.stringify(MAP));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const MAP = { case: "ticket", activity: "step", resource: "agent", time: "when", lifecycle: "state", zone: "UTC", ends: ["closed"] };

/** Six people, eighty working days, some hundred customers who write at any hour; one opening in thirty is never brought to an outcome. */
function madeUpOffice(): string {
  const chance = seeded(11);
  const lines = ["ticket;step;agent;when;state"];
  const line = (customer: string, step: string, who: string, at: number, state: string): void => {
    lines.push([customer, step, who, new Date(at).toISOString().replace("T", " "), state].join(";"));
  };
  for (let day = 0; day < 112; day++) {
    if (day % 7 > 4) continue;
    for (let n = 0; n < 30; n++) {
      const [customer, who] = [`c${Math.floor(chance() * (20 + day * 4))}`, `agent${Math.floor(chance() * 6)}`];
      const at = START + day * DAY + (8 * 60 + Math.floor(chance() * 540)) * MINUTE;
      line(customer, "wrote", "portal", START + day * DAY + Math.floor(chance() * 8 * 60) * MINUTE, "complete");
      line(customer, "handle", who, at, "start");
      if (chance() > 1 / 30) line(customer, "handle", who, at + 10 * MINUTE, "complete");
    }
    for (let hour = 0; hour < 24; hour++) line("portal", "beat", "portal", START + day * DAY + hour * 60 * MINUTE, "complete");
  }
  return `${lines.join("\n")}\n`;
}

const ask = (more: string[] = []) => readDetection(["--log", file, "--map", join(dir, "map.json"), "--trials", "5", ...more]);

const few = (seed: string) => benchDetection(ask(["--trials", "1", "--seed", seed]));

describe("the benchmark of detection", () => {
  let found: Detection;
  beforeAll(async () => {
    found = await benchDetection(ask());
  });

  it("reads any log by its map, and finds its machines, looks and test window by itself", () => {
    expect(found.people).toBe(6);
    expect(found.window.from > "2025-02-01").toBe(true);
    expect(found.looks).toBeGreaterThan(600);
  });

  it("cannot tell real looks that were put in again from the rest, else the run is void", () => {
    expect(found.valid).toBe(true);
    for (const { placeboAuc } of found.measured) expect(isValid(placeboAuc)).toBe(true);
    expect([0.469, 0.531].map(isValid)).toEqual([false, false]);
    expect(tellDetection({ ...found, valid: false })).toContain("VOID");
  });

  it("explains most real looks by evening and none at random customers where nothing is forged", () => {
    expect(found.explainedShare).toBeGreaterThan(0.9);
    expect(found.randomActiveShare).toBe(0);
    expect(found.measured.map(({ coverage }) => coverage.randomDormant.evening)).toEqual([0, 0]);
    const [whole, lost] = found.measured;
    expect(lost?.coverage.real.evening).toBeLessThan((whole?.coverage.real.evening ?? 0) - 0.05);
  });

  it("catches what is loud, and says openly what it cannot see", () => {
    const row = (id: string) => found.scenarios.find(({ scenario }) => scenario === id);
    expect(row("bulk")).toMatchObject({ rate: 1, trials: 5 });
    expect(row("off-hours")).toMatchObject({ rate: 1 });
    expect(row("copying")).toMatchObject({ trials: 0, caught: 0 });
    expect(row("live-portfolio-forged")?.rate).toBeLessThan(row("live-portfolio-forged-exchange")?.rate ?? 0);
    expect(tellDetection(found)).toContain("not detectable");
    expect(detectionGuide([{ ...found, on: "2026-01-02" }])).toContain("| copying what one rightly sees | not detectable |");
  });

  it("gives the same table for the same seed, and another for another", async () => {
    const [one, again, other] = [await few("3"), await few("3"), await few("4")];
    expect(again).toEqual(one);
    expect(other.scenarios).not.toEqual(one.scenarios);
  });
});

describe("a log that cannot be read", () => {
  const read = (map: object) => readCases(file, { ...readLogMap(join(dir, "map.json"), true), ...map });

  it("is named by the column that it lacks", async () => {
    await expect(read({ case: "nasabah" })).rejects.toThrow("nasabah");
    await expect(read({ lifecycle: "tahap" })).rejects.toThrow("tahap");
  });

  const HEAD = "ticket;step;agent;when;state";
  const written = (times: readonly string[], map: object, name = "times.csv") => {
    const path = join(dir, name);
    writeFileSync(path, `${[HEAD, ...times.map((time, n) => `c${n};handle;agent1;${time};start`)].join("\n")}\n`);
    writeFileSync(join(dir, "times.json"), JSON.stringify({ ...MAP, zone: "Asia/Jakarta", ...map }));
    const bad = { count: 0, of: 0, first: [] as string[] };
    return readCases(path, readLogMap(join(dir, "times.json"), true), bad).then((cases) => ({ cases, bad }));
  };
  const instants = async (times: readonly string[], map: object) =>
    (await written(times, map)).cases.map(({ records }) => new Date(records[0]?.at ?? 0).toISOString());

  it("reads times as logs write them: in the office's zone where they carry none, and in a form that the map names", async () => {
    expect(await instants(["2012/10/01 08:10:30.000", "07-01-2013 08:17:17", "2012-10-01 08:10:30.250+07:00", "2012-10-01"], {})).toEqual([
      "2012-10-01T01:10:30.000Z",
      "2013-01-07T01:17:17.000Z",
      "2012-10-01T01:10:30.250Z",
      "2012-09-30T17:00:00.000Z",
    ]);
    expect(await instants(["07-01-2013 08:17:17", "7-1-2013 8:17:17.5"], { timeFormat: "MM-dd-yyyy HH:mm:ss" })).toEqual([
      "2013-07-01T01:17:17.000Z",
      "2013-07-01T01:17:17.000Z",
    ]);
  });

  it("leaves out bad rows, counts and names them, and ends where more than one in twenty is bad", async () => {
    const good = Array.from({ length: 60 }, (_, n) => `2025-03-01 08:${String(n).padStart(2, "0")}:00`);
    const { cases, bad } = await written([...good, "2025-02-31 08:00:00", "yesterday"], {});
    expect(cases).toHaveLength(60);
    expect(bad).toMatchObject({ count: 2, of: 62 });
    expect(bad.first[0]).toMatch(/^row 62: when is no instant; expected 2026-03-02 14:55:00, .* or a timeFormat in the map$/);
    await expect(written([...good.slice(0, 30), "x", "y"], { timeFormat: "yyyy-MM-dd HH:mm:ss" })).rejects.toThrow(
      /^2 of 32 rows cannot be read, more than 5 %; is the map right\?\nrow 32: when is no instant; expected yyyy-MM-dd HH:mm:ss/,
    );
  });

  it.each([
    ['{"timeFormat":"dd/MM"}', "timeFormat: expected yyyy, MM, dd, HH, mm and ss"],
    ['{"zone":"Mars/Base"}', "zone"],
    ['{"kolom":"x"}', "unknown key kolom"],
    ['{"ends":"closed"}', "ends: expected a list"],
    ['{"from":"2025-02-31"}', "from: expected a day"],
    ['{"from":"2025-03-01","until":"2025-02-01"}', "from is later than until"],
    ["[]", "expected a JSON object"],
    ["{", "cannot be read as JSON"],
  ])("or a map that is none: %s", (text, said) => {
    const path = join(dir, "wrong.json");
    writeFileSync(path, text);
    expect(() => readLogMap(path, true)).toThrow(said);
  });

  it.each([
    [[], "--log"],
    [["--log", "x", "--trials", "0"], "--trials"],
    [["--log", "x", "--seed", "a"], "--seed"],
    [["--log", "x", "--from", "January"], "--from"],
  ])("or a wrong call: %o", (args, said) => {
    expect(() => readDetection(args)).toThrow(said);
  });
});

describe("figures", () => {
  it("carry Wilson's intervals", () => {
    expect(wilson(190, 200)).toMatchObject({ rate: 0.95, low: expect.closeTo(0.9104, 3), high: expect.closeTo(0.9726, 3) });
    expect(wilson(200, 200).low).toBeCloseTo(0.981, 3);
    expect(wilson(0, 200)).toMatchObject({ low: 0, high: expect.closeTo(0.0188, 3) });
  });

  it("count ties half in the AUC", () => {
    expect(auc([2], [1, 2, 3])).toBeCloseTo(0.5, 9);
    expect(auc([4, 0], [1, 2, 3])).toBeCloseTo(0.5, 9);
    expect(auc([4], [1, 2, 3])).toBe(1);
  });
});

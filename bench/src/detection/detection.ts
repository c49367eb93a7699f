import { basename } from "node:path";
import { type Progress, seeded, startProgress } from "mercusuar";
import { type Coverage, coverageOf } from "./coverage.ts";
import { type LogMap, readLogMap } from "./log-map.ts";
import { type LogLook, Office } from "./office.ts";
import { isValid } from "./placebo.ts";
import { type BadRows, isCsvFile, readCases } from "./read-cases.ts";
import { SCENARIOS } from "./scenarios.ts";
import type { DetectionAsk } from "./settings.ts";
import { type Days, testDays, windowOf } from "./test-window.ts";
import { type Row, Trials } from "./trials.ts";
import { World } from "./world.ts";

/** What was measured in one world: all outcomes there, or a tenth of them lost. */
export interface Measured {
  /** Share of honest outcomes that were taken away. */
  lost: number;
  unexplainedPerDay: number;
  coverage: Coverage;
  placeboAuc: number;
  rows: Row[];
}

/** The outcome of the benchmark; the last line with `--json`. Shares of 1; the first three are those of all outcomes. */
export interface Detection {
  bench: "detection";
  log: string;
  seed: number;
  trials: number;
  explainedShare: number;
  randomActiveShare: number;
  placeboAuc: number;
  valid: boolean;
  window: Days;
  looks: number;
  people: number;
  customers: number;
  /** Rows of the log that could not be read and were left out; absent where there are none. */
  badRows?: BadRows;
  looksPerDay: number;
  reviewsPerDay: number;
  /** The placebo and one row for each scenario, all outcomes there; `measured` has them with a tenth lost as well. */
  scenarios: Row[];
  measured: Measured[];
}

const LOST = [0, 0.1];

/** The protocol: read, split, learn, weigh, then one misuser at a time against the day's own draw. @throws XesError, RowError, Error naming what is wrong with log or map */
export async function benchDetection(ask: DetectionAsk): Promise<Detection> {
  const map = readLogMap(ask.map, isCsvFile(ask.log));
  const bad: BadRows = { count: 0, of: 0, first: [] };
  const office = await readOffice(ask, map, bad);
  const days = testDays(office.looks, map, defined(ask));
  const window = windowOf(days, map.zone);
  const measured: Measured[] = [];
  let world: World | undefined;
  for (const lost of LOST) {
    world = worldOf(office, window, lost, ask.seed);
    measured.push(measure(world, lost, ask));
  }
  const [whole] = measured;
  if (!world || !whole) throw new Error("nothing was measured");
  return {
    bench: "detection",
    log: basename(ask.log),
    seed: ask.seed,
    trials: ask.trials,
    explainedShare: whole.coverage.real.evening,
    randomActiveShare: whole.coverage.randomActive.evening,
    placeboAuc: whole.placeboAuc,
    valid: measured.every((one) => isValid(one.placeboAuc)),
    window: days,
    looks: world.looks.length,
    people: new Set(world.looks.map(({ opening }) => opening.who)).size,
    customers: office.cases.length,
    ...(bad.count > 0 && { badRows: bad }),
    looksPerDay: world.looks.length / world.days.length,
    reviewsPerDay: world.days.reduce((all, { budget }) => all + budget, 0) / world.days.length,
    scenarios: whole.rows,
    measured,
  };
}

const defined = ({ from, until }: DetectionAsk): Partial<Days> => ({
  ...(from !== undefined && { from }),
  ...(until !== undefined && { until }),
});

async function readOffice(ask: DetectionAsk, map: LogMap, bad: BadRows): Promise<Office> {
  process.stderr.write("reading the log\n");
  const cases = await readCases(ask.log, map, bad);
  process.stderr.write(`${cases.length} cases\n`);
  return new Office(cases, map);
}

function worldOf(office: Office, window: { from: number; until: number }, lost: number, seed: number): World {
  const chance = seeded(seed);
  const gone = new Set<LogLook>(office.looks.filter((look) => chance() < lost && look.at >= window.from));
  const weighing = progress(lost > 0 ? "weighing, outcomes lost" : "weighing", office.looks.length, "looks");
  const world = new World(
    office,
    window,
    (look) => gone.has(look),
    (done) => weighing.to(done),
  );
  weighing.end();
  return world;
}

function measure(world: World, lost: number, { seed, trials }: DetectionAsk): Measured {
  const run = new Trials(world, seed);
  const trying = progress("trials", SCENARIOS.length * trials, "trials");
  let done = 0;
  // The goals are those of a house whose people record what came of their work.
  const scenarios = SCENARIOS.map(({ goal, ...scenario }) => (lost === 0 && goal !== undefined ? { ...scenario, goal } : scenario));
  const rows = scenarios.map((scenario) => run.row(scenario, trials, () => trying.to(++done)));
  trying.end();
  const placebo = run.placebo(trials);
  return {
    lost,
    unexplainedPerDay: world.looks.filter(({ template }) => template === undefined).length / world.days.length,
    coverage: coverageOf(world, seed),
    placeboAuc: placebo.auc,
    rows: [placebo, ...rows],
  };
}

const progress = (label: string, total: number, unit: string): Progress =>
  startProgress({ out: process.stderr, tty: process.stderr.isTTY === true, label, total, unit });

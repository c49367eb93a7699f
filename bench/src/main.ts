/** `npm run bench -- NAME`: performance as ratios against plain baselines of the same run, the last line JSON; and what else is measured, each with options of its own. */
import { benchCallbacks } from "./callbacks.ts";
import { runDetection } from "./detection/run.ts";
import { benchEvening } from "./evening.ts";
import { benchImport } from "./import.ts";
import { benchJournal } from "./journal.ts";
import { benchLook } from "./look.ts";
import type { Outcome } from "./outcome.ts";
import { keep, loadBefore, writeReport } from "./report.ts";
import { benchRota } from "./rota.ts";
import { benchRotate } from "./rotate.ts";
import { type Bench, readBench } from "./settings.ts";
import { simulated } from "./simulated.ts";
import { benchVerify } from "./verify.ts";
import { benchWho } from "./who.ts";
import { WronglyCalled } from "./wrongly-called.ts";

/** Those with marks; the report holds them. */
const MARKED: Record<string, (bench: Bench) => Promise<Outcome>> = {
  journal: benchJournal,
  look: benchLook,
  verify: benchVerify,
  rotate: benchRotate,
  evening: benchEvening,
};
const OTHERS: Record<string, (bench: Bench) => Promise<object>> = { import: benchImport, who: benchWho };
/** Those that measure something else than speed, with their own options and their own way to tell; each sets the exit code. */
const APART: Record<string, (args: string[]) => Promise<void>> = {
  detection: runDetection,
  rota: simulated(benchRota, 1_500),
  callbacks: simulated(benchCallbacks, 1_000),
};
const [name = "", ...rest] = process.argv.slice(2);

/** Rotation is slow to measure on few customers: nobody would be left to come. */
const OF_ITS_OWN: Record<string, Partial<Bench>> = { rotate: { customers: 100_000 } };

async function measured(bench: string, { write, ...asked }: Bench & { write: boolean }, load = loadBefore()): Promise<Outcome> {
  asked.said(`== ${bench}`);
  const settings = asked.given.has("customers") ? asked : { ...asked, ...OF_ITS_OWN[bench] };
  const outcome = await (MARKED[bench] as (bench: Bench) => Promise<Outcome>)(settings);
  if (write) keep(outcome, load);
  return outcome;
}

async function run(): Promise<void> {
  if (name === "all") {
    const settings = readBench(rest);
    const load = loadBefore();
    for (const bench of Object.keys(MARKED)) console.log(JSON.stringify(await measured(bench, settings, load)));
  } else if (name in MARKED) console.log(JSON.stringify(await measured(name, readBench(rest))));
  else if (name === "report") writeReport();
  else if (name in APART) await APART[name]?.(rest);
  else if (name in OTHERS) console.log(JSON.stringify(await OTHERS[name]?.(readBench(rest))));
  else throw new WronglyCalled(name === "" || name === "--help" ? "" : `${name}: no such benchmark`);
}

const USAGE = `npm run bench -- ${[...Object.keys(MARKED), ...Object.keys(OTHERS), ...Object.keys(APART)].join(" | ")} | all | report
  [--write] [--rounds 5] [--seconds 5] [--warm 20] [--connections 32] [--customers 10000] [--large 1000000] [--huge 10000000]
--write: keep the outcome and write docs/guides/performance.md anew; report: write it anew from what was kept
rota and callbacks: [--trials 1500] [--seed 64 HEX DIGITS] [--json]; detection --help names its own`;

try {
  await run();
} catch (error) {
  if (!(error instanceof WronglyCalled)) throw error;
  if (error.message === "") console.log(USAGE);
  else {
    console.error(`${error.message}\n${USAGE}`);
    process.exitCode = 2;
  }
}

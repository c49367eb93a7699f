import { parseArgs } from "node:util";
import { isDay } from "mercusuar";

export interface DetectionAsk {
  log: string;
  map: string | undefined;
  seed: number;
  trials: number;
  /** First and last day of the test window; found by themselves where absent. */
  from: string | undefined;
  until: string | undefined;
  json: boolean;
  write: boolean;
}

export const DETECTION_HELP = `npm run bench -- detection --log FILE [--map FILE] [--seed 2026] [--trials 200] [--from YYYY-MM-DD] [--until YYYY-MM-DD] [--json] [--write]
  --log    event log, XES or CSV, packed with gzip or not; each case stands for one customer
  --map    JSON: case, activity, resource, time, lifecycle (columns or keys), zone, timeFormat, system, ends, begins (lists), from, until.
           Times of a CSV file: ISO 8601, 2026/03/02 14:55:00, 02/03/2026 14.55 (day first), or as timeFormat says: dd-MM-yyyy HH:mm:ss
  --seed   of all chances; the same seed gives the same table
  --trials misusers per scenario, one at a time
  --json   the last line is the outcome as one JSON object
  --write  keep the outcome and write docs/guides/detection.md anew
  exit 0: valid; 1: void, the placebo was told from real looks, or the log cannot be read; 2: wrong use`;

const MOST_TRIALS = 10_000;

/** @throws Error naming the option and what is expected */
export function readDetection(args: string[]): DetectionAsk {
  const text = { type: "string" as const };
  const { values } = parseArgs({
    args,
    options: {
      log: text,
      map: text,
      seed: text,
      trials: text,
      from: text,
      until: text,
      json: { type: "boolean" },
      write: { type: "boolean" },
    },
  });
  if (!values.log) throw new Error("--log: expected the path of an event log");
  for (const name of ["from", "until"] as const) {
    const day = values[name];
    if (day !== undefined && !isDay(day)) throw new Error(`--${name}: expected a day, YYYY-MM-DD`);
  }
  return {
    log: values.log,
    map: values.map,
    seed: whole("seed", values.seed ?? "2026", 0, 2 ** 31),
    trials: whole("trials", values.trials ?? "200", 1, MOST_TRIALS),
    from: values.from,
    until: values.until,
    json: values.json === true,
    write: values.write === true,
  };
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least || value > most)
    throw new Error(`--${name}: expected a whole number from ${least} to ${most}`);
  return value;
}

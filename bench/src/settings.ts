import { readArgs, WronglyCalled } from "./wrongly-called.ts";

export interface Bench {
  /** Measured stretches of each contender. */
  rounds: number;
  /** Length of one stretch. */
  seconds: number;
  /** Seconds of load before anything is measured, for each contender: a process that has just started still compiles its code. */
  warm: number;
  connections: number;
  customers: number;
  /** The larger size of benchmarks that compare two. */
  large: number;
  /** Size of the one journal that is only there to be long. */
  huge: number;
  /** Names of what the caller set himself. */
  given: ReadonlySet<string>;
  said(line: string): void;
}

const DEFAULTS = { rounds: 5, seconds: 5, warm: 20, connections: 32, customers: 10_000, large: 1_000_000, huge: 10_000_000 };

/** Numbers after the benchmark's name: `--rounds 5 --seconds 5 --warm 20 --connections 32 --customers 10000 --large 1000000 --huge 10000000`. */
export function readBench(args: string[]): Bench & { write: boolean } {
  const numeric = Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, { type: "string" as const }]));
  const values = readArgs(args, { ...numeric, write: { type: "boolean" as const } });
  const numbers = Object.fromEntries(
    Object.entries(DEFAULTS).map(([name, fallback]) => [
      name,
      numberOf(name, (values as Record<string, string | undefined>)[name], fallback),
    ]),
  );
  const given = new Set(Object.keys(values));
  return { ...(numbers as typeof DEFAULTS), given, write: values.write === true, said: (line) => console.error(line) };
}

function numberOf(name: string, given: string | undefined, fallback: number): number {
  const value = given === undefined ? fallback : Number(given);
  if (!Number.isSafeInteger(value) || value < 1) throw new WronglyCalled(`--${name}: ${given} is no whole number from 1`);
  return value;
}

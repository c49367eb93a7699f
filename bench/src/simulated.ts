import { readArgs, WronglyCalled } from "./wrongly-called.ts";

/** A simulation of the product's own code, held against figures that were published. */
export interface Simulated {
  trials: number;
  /** 64 hexadecimal digits; chance unless given. */
  seed?: string;
  said(line: string): void;
}

/** One figure: percent, as simulated and as published. */
export interface Cell {
  what: string;
  simulated: number;
  /** 95 % interval of the simulated figure (Wilson), percent. */
  interval: [number, number];
  published: number;
  /** The two differ by no more than chance allows them. */
  agrees: boolean;
}

export interface Compared {
  bench: string;
  trials: number;
  seed: string;
  cells: Cell[];
  agrees: boolean;
}

const Z95 = 1.96;
/** Two-sided 99.99 %: of a hundred cells none differs by chance alone in 99 of 100 runs. */
const Z = 3.89;

/**
 * @param publishedTrials simulations behind the published figure, rounded to the digits it shows; `exact`: a formula gave it
 */
export function cellOf(what: string, hits: number, trials: number, published: number, publishedTrials: number | "exact"): Cell {
  const simulated = (100 * hits) / trials;
  const rounding = publishedTrials === "exact" ? 0 : Number.isInteger(published) ? 0.5 : 0.05;
  const both = publishedTrials === "exact" ? published / 100 : (hits + (published / 100) * publishedTrials) / (trials + publishedTrials);
  const size = publishedTrials === "exact" ? 1 / trials : 1 / trials + 1 / publishedTrials;
  // A figure of nought or of a hundred still has the error of one that could not be seen.
  const share = Math.min(Math.max(both, 1 / trials), 1 - 1 / trials);
  const allowed = 100 * Z * Math.sqrt(share * (1 - share) * size) + rounding;
  return { what, simulated, interval: wilson(hits, trials), published, agrees: Math.abs(simulated - published) <= allowed };
}

/** E. B. Wilson, JASA 1927: an interval that holds near nought and one too. */
function wilson(hits: number, trials: number): [number, number] {
  const [share, z2] = [hits / trials, Z95 ** 2];
  const middle = share + z2 / (2 * trials);
  const half = Z95 * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials ** 2));
  const bound = (value: number): number => Math.min(100, Math.max(0, (100 * value) / (1 + z2 / trials)));
  return [bound(middle - half), bound(middle + half)];
}

export const agrees = (cells: readonly Cell[]): boolean => cells.every((cell) => cell.agrees);

export function printCells(cells: readonly Cell[], said: (line: string) => void): void {
  const width = Math.max(...cells.map(({ what }) => what.length));
  said(`${"".padEnd(width)}  simulated   (95 %)          published`);
  for (const { what, simulated, interval, published, agrees: same } of cells) {
    const range = `${interval[0].toFixed(1)} to ${interval[1].toFixed(1)}`;
    said(
      `${what.padEnd(width)}  ${simulated.toFixed(1).padStart(6)} %   (${range.padStart(13)})  ${String(published).padStart(6)} %${same ? "" : "   DIFFERS"}`,
    );
  }
}

/** Runs one, prints its result as the last line, and fails where what was simulated and what was published differ. */
export const simulated =
  (run: (asked: Simulated) => Compared, trials: number) =>
  async (args: string[]): Promise<void> => {
    const compared = run(readSimulated(args, trials));
    console.log(JSON.stringify(compared));
    if (!compared.agrees) process.exitCode = 1;
  };

/** `--trials 1500 --seed HEX --json`. */
function readSimulated(args: string[], trials: number): Simulated {
  const values = readArgs(args, { trials: { type: "string" }, seed: { type: "string" }, json: { type: "boolean" } });
  const given = values.trials === undefined ? trials : Number(values.trials);
  if (!Number.isSafeInteger(given) || given < 100) throw new WronglyCalled(`--trials: ${values.trials} is no whole number from 100`);
  if (values.seed !== undefined && !/^[0-9a-f]{64}$/.test(values.seed)) throw new WronglyCalled("--seed: 64 lower-case hexadecimal digits");
  return { trials: given, ...(values.seed ? { seed: values.seed } : {}), said: (line) => void (!values.json && console.log(line)) };
}

import type { Standing } from "./rounds.ts";

/** A figure beside what it ought to be. */
export interface Mark {
  what: string;
  value: number;
  mark: number;
  /** The mark is a ceiling; else a floor. */
  atMost?: true;
  unit?: string;
}

/** A measured number that has no mark. */
export interface Figure {
  what: string;
  value: number;
  unit: string;
}

/** What a benchmark gives: what the report shows, and the whole of what was measured. */
export interface Outcome {
  bench: string;
  marks: Mark[];
  figures: Figure[];
  rounds: number;
  /** Settings in words: what was fired, how often, at what size. */
  setting: string;
  standings?: Standing[];
}

export const holds = ({ value, mark, atMost }: Mark): boolean => (atMost ? value <= mark : value >= mark);

export function standingOf(standings: readonly Standing[], name: string): Standing {
  const found = standings.find((one) => one.name === name);
  if (found === undefined) throw new Error(`nothing was measured of ${name}`);
  return found;
}

/** Median of a contender's own rates. */
export const medianOf = (standings: readonly Standing[], name: string): number => standingOf(standings, name).median;

/** Median of the ratios to a baseline, round by round. */
export const ratioOf = (standings: readonly Standing[], name: string, base: string): number =>
  standingOf(standings, name).ratio[base] ?? Number.NaN;

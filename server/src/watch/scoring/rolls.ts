import { type Measure, orderedBins } from "./bins.ts";
import type { LookFeatures } from "./features.ts";

/** So many looks of a job or a person fell into a bin. Rolls of days add up: a house keeps one set a day and adds the last ninety. */
export interface Roll {
  /** `job:NAME` or `person:ID`. */
  scope: string;
  measure: Measure;
  bin: string;
  count: number;
}

export const jobScope = (job: string): string => `job:${job}`;
export const personScope = (id: string): string => `person:${id}`;

/** Counts looks; an explained look counts as much as another: what is usual is learned from all. */
export function rollsOf(looks: Iterable<LookFeatures>): Roll[] {
  const counts = new Counts();
  for (const look of looks) {
    const [job, person] = [jobScope(look.job), personScope(look.personId)];
    for (const [measure, bin] of Object.entries(orderedBins(look))) counts.add(job, measure as Measure, bin, 1);
    for (const scope of [job, person]) {
      counts.add(scope, "stage", look.stage, 1);
      counts.add(scope, "hour", String(look.hour), 1);
    }
    for (const flag of look.flags) counts.add(job, "flag", flag, 1);
  }
  return counts.all();
}

/** Adds rolls up, of days or of offices. */
export function addedUp(...lists: ReadonlyArray<Iterable<Roll>>): Roll[] {
  const counts = new Counts();
  for (const list of lists) for (const { scope, measure, bin, count } of list) counts.add(scope, measure, bin, count);
  return counts.all();
}

class Counts {
  private readonly rolls = new Map<string, Roll>();

  add(scope: string, measure: Measure, bin: string, count: number): void {
    const key = JSON.stringify([scope, measure, bin]);
    const roll = this.rolls.get(key);
    if (roll) roll.count += count;
    else this.rolls.set(key, { scope, measure, bin, count });
  }

  all(): Roll[] {
    return [...this.rolls.values()];
  }
}

import { seeded } from "mercusuar";
import { auc } from "./wilson.ts";
import type { World } from "./world.ts";

/** Real looks that are put in as if they were made up; enough that chance alone moves the AUC by less than 0.01. */
const PLACEBOS = 4_000;

/** Whoever could tell these from the rest would see who made a look up, not what is wrong with it. */
export const VALID = { from: 0.47, until: 0.53 } as const;

/** AUC of real looks that went the way of made-up ones, against all real looks: one half, or the run is void. */
export function placeboAuc(world: World, seed: number): number {
  const chance = seeded(seed);
  const scores = Array.from({ length: PLACEBOS }, () => {
    const look = world.looks[Math.floor(chance() * world.looks.length)];
    return look ? world.weigh(look.opening).total : 0;
  });
  return auc(scores, world.totals);
}

export const isValid = (value: number): boolean => value >= VALID.from && value <= VALID.until;

/** Rounds of chance: a few by default, all of them with MERCUSUAR_ROUNDS=full; MERCUSUAR_SEED brings back the choices of a run that failed. */
import { randomInt } from "node:crypto";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    chance: { full: boolean; seed?: number };
  }
}

/** What a test takes where all rounds are asked for, else the small measure. */
export function rounds(all: number, few: number): number {
  return inject("chance").full ? all : few;
}

/** Whole numbers from 0 to below `bound`, from one seed. */
export type Dice = (bound: number) => number;

/** Says its seed aloud, so that a failure can be had again. */
export function dice(what: string): Dice {
  const seed = inject("chance").seed ?? randomInt(2 ** 31);
  console.info(`${what}: MERCUSUAR_SEED=${seed}`);
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return Math.floor((((word ^ (word >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}

import { seeded } from "mercusuar";
import { Chooser, isDormant } from "./actor.ts";
import type { Judged } from "./around.ts";
import type { World } from "./world.ts";

/** Shares explained: by what lay before the look, were an outcome to follow (what an open item is worth), and by evening, nothing forged. */
export interface Explained {
  looks: number;
  before: number;
  evening: number;
}

export interface Coverage {
  real: Explained;
  /** The same person at the same instant, at a random other customer. */
  randomActive: Explained;
  randomDormant: Explained;
}

const MOST = 5_000;

/** What the templates explain of real looks, and what they would explain of looks that nobody had cause to make. */
export function coverageOf(world: World, seed: number): Coverage {
  const choose = new Chooser(world, seeded(seed));
  const step = Math.max(1, Math.ceil(world.looks.length / MOST));
  const sample = world.looks.filter((_, n) => n % step === 0);
  const at = (is: (customer: number, at: number) => boolean): Judged[] =>
    sample.flatMap(({ opening: { who, at: when } }) => {
      const customer = choose.customer(who, when, (one) => is(one, when));
      return customer === undefined ? [] : [world.judge.judge({ who, customer, at: when })];
    });
  return {
    real: shares(world.looks),
    randomActive: shares(at((one, when) => world.office.isActive(one, when))),
    randomDormant: shares(at((one, when) => isDormant(choose, one, when))),
  };
}

function shares(list: readonly Judged[]): Explained {
  const of = (is: (one: Judged) => boolean): number => (list.length === 0 ? 0 : list.filter(is).length / list.length);
  return { looks: list.length, before: of(({ before }) => before), evening: of(({ template }) => template !== undefined) };
}

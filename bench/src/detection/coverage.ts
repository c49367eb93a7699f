import { type CoverageTable, seeded, coverageOf as templateCoverage, templates } from "mercusuar";
import { Chooser, isDormant } from "./actor.ts";
import type { Judged, Opening } from "./around.ts";
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
  /** By template, were an outcome to follow: what the house's rule on standing alone goes by. */
  templates: CoverageTable;
}

const MOST = 5_000;

/** What the templates explain of real looks, and what they would explain of looks that nobody had cause to make. */
export function coverageOf(world: World, seed: number): Coverage {
  const choose = new Chooser(world, seeded(seed));
  const step = Math.max(1, Math.ceil(world.looks.length / MOST));
  const sample = world.looks.filter((_, n) => n % step === 0);
  const at = (is: (customer: number, at: number) => boolean): Opening[] =>
    sample.flatMap(({ opening: { who, at: when } }) => {
      const customer = choose.customer(who, when, (one) => is(one, when));
      return customer === undefined ? [] : [{ who, customer, at: when }];
    });
  const active = at((one, when) => world.office.isActive(one, when));
  const dormant = at((one, when) => isDormant(choose, one, when));
  const judged = (openings: readonly Opening[]): Judged[] => openings.map((one) => world.judge.judge(one));
  const around = (openings: readonly Opening[]) => openings.map((one) => world.judge.around(one));
  return {
    real: shares(world.looks),
    randomActive: shares(judged(active)),
    randomDormant: shares(judged(dormant)),
    templates: templateCoverage(templates, {
      real: around(sample.map(({ opening }) => opening)),
      dormant: around(dormant),
      active: around(active),
    }),
  };
}

function shares(list: readonly Judged[]): Explained {
  const of = (is: (one: Judged) => boolean): number => (list.length === 0 ? 0 : list.filter(is).length / list.length);
  return { looks: list.length, before: of(({ before }) => before), evening: of(({ template }) => template !== undefined) };
}

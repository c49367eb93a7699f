import { createHash } from "node:crypto";
import { type Drawable, drawReviews, seeded } from "mercusuar";
import { Chooser } from "./actor.ts";
import { placeboAuc } from "./placebo.ts";
import type { Injected, Scenario } from "./scenarios.ts";
import { auc, type Rate, wilson } from "./wilson.ts";
import { drawable, type TestDay, type Weighed, type World } from "./world.ts";

/** One line of the table. */
export interface Row extends Rate {
  scenario: string;
  name: string;
  days: number;
  forged: boolean;
  goal: number | undefined;
  /** Working days until the first was drawn, median over those caught. */
  medianDays: number | undefined;
  auc: number;
  /** Trials for which the log had no such person or customer; they are left out. */
  impossible: number;
}

/** Public figures among customers. */
const FIGURES = 0.003;
const AGAIN = 20;

/** Runs trials over one world; each trial has chances of its own, so that rows do not hang on each other. */
export class Trials {
  private readonly world: World;
  private readonly seed: number;
  private readonly base: ReadonlyMap<TestDay, readonly Drawable[]>;

  constructor(world: World, seed: number) {
    this.world = world;
    this.seed = seed;
    this.base = new Map(world.days.map((day) => [day, day.looks.map((look, n) => drawable(look, `${n}`))]));
  }

  /** Real looks put in once more: found no more often than any look is. */
  placebo(trials: number): Row {
    const row = this.row({ id: "placebo", name: "placebo: a real look put in again", days: 1, plan: again }, trials, () => undefined);
    return { ...row, auc: placeboAuc(this.world, this.seed) };
  }

  row(scenario: Scenario, trials: number, onTrial: () => void): Row {
    const [scores, waited] = [[] as number[], [] as number[]];
    let [possible, caught] = [0, 0];
    for (let trial = 0; trial < trials; trial++) {
      const looks = this.planned(scenario, trial);
      onTrial();
      if (looks.length === 0) continue;
      possible++;
      const weighed = looks.map((look) => ({ day: look.day, weighed: this.world.weigh(look.opening, look) }));
      scores.push(...weighed.map((one) => one.weighed.total));
      const day = this.caughtOn(scenario, trial, weighed);
      if (day === undefined) continue;
      caught++;
      waited.push(day);
    }
    const { id, name, days, goal, forged = false } = scenario;
    return {
      scenario: id,
      name,
      days,
      forged,
      goal,
      ...wilson(caught, possible),
      medianDays: middle(waited),
      auc: auc(scores, this.world.totals),
      impossible: trials - possible,
    };
  }

  private planned(scenario: Scenario, trial: number): Injected[] {
    const chooser = new Chooser(this.world, seeded(numberOf(this.seed, scenario.id, trial)));
    for (let n = 0; n < AGAIN; n++) {
      const looks = scenario.plan(chooser);
      if (looks.length > 0) return looks;
      if (scenario.id === "copying") return [];
    }
    return [];
  }

  /** On which of the misuser's days a review first found one of his looks, counted from 1. */
  private caughtOn(scenario: Scenario, trial: number, looks: ReadonlyArray<{ day: TestDay; weighed: Weighed }>): number | undefined {
    const days = [...new Set(looks.map(({ day }) => day))].sort((a, b) => a.from - b.from);
    for (const [n, day] of days.entries()) {
      const madeUp = looks.filter((one) => one.day === day).map(({ weighed }, at) => drawable(weighed, `x${at}`));
      const real = scenario.flagged ? this.flagged(day, scenario.id, trial) : (this.base.get(day) ?? []);
      const seed = digest(this.seed, scenario.id, trial, day.name);
      const drawn = drawReviews({ looks: [...real, ...madeUp], budget: day.budget, seed });
      if (drawn.some(({ id }) => id.startsWith("x"))) return n + 1;
    }
    return undefined;
  }

  /** The day's real looks, those at public figures flagged as well. */
  private flagged(day: TestDay, ...trial: Array<string | number>): Drawable[] {
    const points = this.world.flagPoints("public_figure");
    const isFigure = (customer: number): boolean => seeded(numberOf(this.seed, ...trial, customer))() < FIGURES;
    return (this.base.get(day) ?? []).map((look, n) =>
      isFigure(day.looks[n]?.opening.customer ?? -1) ? { ...look, score: look.score + points } : look,
    );
  }
}

const digest = (...of: Array<string | number>): string => createHash("sha256").update(JSON.stringify(of)).digest("hex");
const numberOf = (...of: Array<string | number>): number => Number.parseInt(digest(...of).slice(0, 8), 16);

function middle(values: number[]): number | undefined {
  const sorted = values.sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

function again(choose: Chooser): Injected[] {
  const look = choose.one(choose.world.looks);
  const day = choose.world.days.find(({ from, until }) => look && look.opening.at >= from && look.opening.at < until);
  return day && look ? [{ day, opening: look.opening }] : [];
}

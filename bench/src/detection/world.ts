import { type Drawable, type Flag, type LookFeatures, type Model, modelOf, reviewBudget, rollsOf, score } from "mercusuar";
import { Judge, type Judged, type Opening } from "./around.ts";
import type { LogDay, LogLook, Office } from "./office.ts";

const HOUR = 3_600_000;
const DAY = 86_400_000;
const CROWD = 7 * DAY;

/** One job for all: a log does not say what anybody is hired for. */
const JOB = "office";

/** An opening with all that is said of it. */
export interface Weighed extends Judged {
  opening: Opening;
  features: LookFeatures;
  total: number;
}

/** A day of the test window as the reviewers meet it. */
export interface TestDay extends LogDay {
  looks: readonly Weighed[];
  budget: number;
}

export interface Window {
  from: number;
  until: number;
}

/** The office with a model learned from all looks before the test window, and its test days weighed. Made-up looks never change it. */
export class World {
  readonly office: Office;
  readonly judge: Judge;
  readonly model: Model;
  readonly days: readonly TestDay[];
  /** Test looks in time order. */
  readonly looks: readonly Weighed[];
  /** Totals of the test looks, ascending. */
  readonly totals: readonly number[];
  private readonly unexplained = new Map<number, LogLook[]>();

  constructor(office: Office, window: Window, isLost: (look: LogLook) => boolean, onProgress: (done: number) => void) {
    this.office = office;
    this.judge = new Judge(office);
    const judged = office.looks
      .filter(({ at }) => at < window.until)
      .map((look, n) => {
        if (n % 1000 === 0) onProgress(n);
        return this.judged(look, isLost);
      });
    const split = judged.findIndex(({ opening }) => opening.at >= window.from);
    if (split <= 0) throw new Error("no looks before the test window: a model needs some to learn from");
    this.model = modelOf(rollsOf(judged.slice(0, split).map(({ features }) => features)));
    this.looks = judged.slice(split).map((one) => ({ ...one, total: score(one.features, this.model).total }));
    this.totals = this.looks.map(({ total }) => total).sort((a, b) => a - b);
    this.days = this.testDays();
  }

  /** A made-up look, weighed as a real one would be. @param burst made-up looks of the same person in the hour before */
  weigh(opening: Opening, more: { burst?: number; flags?: readonly Flag[]; idleDays?: number } = {}): Weighed {
    const judged = this.judge.judge(opening);
    const features = this.featuresOf(opening, judged);
    const whole = {
      ...features,
      burst: features.burst + (more.burst ?? 0),
      flags: more.flags ?? [],
      idleDays: more.idleDays ?? features.idleDays,
    };
    return { opening, ...judged, features: whole, total: score(whole, this.model).total };
  }

  /** Points that a flag gives in this office. */
  flagPoints(flag: Flag): number {
    return -Math.log10(this.model.flagRate(JOB, flag));
  }

  private judged(look: LogLook, isLost: (look: LogLook) => boolean): Omit<Weighed, "total"> {
    const opening: Opening = { ...look, lost: isLost(look) };
    const judged = this.judge.judge(opening);
    const features = this.featuresOf(opening, judged);
    if (judged.template === undefined) {
      const list = this.unexplained.get(look.customer);
      if (list) list.push(look);
      else this.unexplained.set(look.customer, [look]);
    }
    return { opening, ...judged, features };
  }

  private featuresOf({ who, customer, at }: Opening, judged: Judged): LookFeatures {
    const last = this.office.before(customer, at).at(-1)?.at;
    const touch = this.office.lastTouch(who, at);
    const recent = this.office.looksBetween(who, at - HOUR, at);
    const crowd = (this.unexplained.get(customer) ?? []).filter((one) => one.who !== who && one.at < at && one.at >= at - CROWD);
    return {
      job: JOB,
      personId: who,
      dormantDays: last === undefined ? undefined : (at - last) / DAY,
      burst: new Set(recent.flatMap((one) => (one.customer === customer ? [] : [one.customer]))).size,
      stage: this.judge.stageOf(customer, at),
      hour: Math.min(23, Math.floor((at - this.office.dayOf(at).from) / HOUR)),
      crowd: new Set(crowd.map((one) => one.who)).size,
      idleDays: touch === undefined ? undefined : (at - touch) / DAY,
      explainedBefore: judged.before,
      hasOutcome: judged.hasOutcome,
      flags: [],
    };
  }

  private testDays(): TestDay[] {
    const byDay = new Map<LogDay, Weighed[]>();
    for (const one of this.looks) {
      const day = this.office.dayOf(one.opening.at);
      const list = byDay.get(day);
      if (list) list.push(one);
      else byDay.set(day, [one]);
    }
    return [...byDay].map(([day, looks]) => ({ ...day, looks, budget: reviewBudget(looks.length) }));
  }
}

/** A weighed look as the draw takes it. */
export const drawable = ({ opening, total, template }: Weighed, id: string): Drawable => ({
  id,
  personId: opening.who,
  score: total,
  explained: template !== undefined,
  hard: false,
});

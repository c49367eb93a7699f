import type { LogLook } from "./office.ts";
import type { TestDay, World } from "./world.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const TRIES = 500;
const LATE = 10 * MINUTE;

/** Choices of one trial, all from one seeded chance. */
export class Chooser {
  readonly world: World;
  readonly chance: () => number;

  constructor(world: World, chance: () => number) {
    this.world = world;
    this.chance = chance;
  }

  one<One>(list: readonly One[]): One | undefined {
    return list[Math.floor(this.chance() * list.length)];
  }

  /** Somebody who worked on so many test days, and that many days of his in a row. */
  actor(days: number): Actor | undefined {
    const work = workDays(this.world);
    const who = this.one([...work].filter(([, list]) => list.length >= days).map(([one]) => one));
    if (who === undefined) return undefined;
    const own = work.get(who) ?? [];
    const start = Math.floor(this.chance() * (own.length - days + 1));
    return { who, days: own.slice(start, start + days) };
  }

  /** A minute of the person's real work that day, a little later. */
  minute({ who }: Actor, { from, until }: TestDay): number {
    const look = this.one(this.world.office.looksBetween(who, from, until));
    return Math.min(until - 1, (look?.at ?? from) + Math.ceil(this.chance() * LATE));
  }

  /** A customer of whom this is true and whom the person does not open that day for his work. */
  customer(who: string, at: number, is: (customer: number) => boolean): number | undefined {
    const served = this.servedOn(who, at);
    const { length } = this.world.office.cases;
    for (let n = 0; n < TRIES; n++) {
      const customer = Math.floor(this.chance() * length);
      if (!served.has(customer) && this.world.office.exists(customer, at) && is(customer)) return customer;
    }
    return undefined;
  }

  /** One of the customers of these looks, likewise. */
  customerAmong(looks: readonly LogLook[], who: string, at: number, is: (customer: number) => boolean): number | undefined {
    const served = this.servedOn(who, at);
    return this.one([...new Set(looks.map(({ customer }) => customer))].filter((one) => !served.has(one) && is(one)));
  }

  private servedOn(who: string, at: number): Set<number> {
    const { from, until } = this.world.office.dayOf(at);
    return new Set(this.world.office.looksBetween(who, from, until).map(({ customer }) => customer));
  }
}

export interface Actor {
  who: string;
  days: readonly TestDay[];
}

/** Silent for a month. */
export const isDormant = ({ world: { office } }: Chooser, customer: number, at: number): boolean =>
  (office.before(customer, at).at(-1)?.at ?? at) < at - 30 * DAY;

const LEAST_LOOKS = 3;
const known = new WeakMap<World, Map<string, TestDay[]>>();

/** Test days on which each person did real work. */
function workDays(world: World): Map<string, TestDay[]> {
  const found = known.get(world);
  if (found) return found;
  const days = new Map<string, TestDay[]>();
  for (const day of world.days) {
    const counts = new Map<string, number>();
    for (const { opening } of day.looks) counts.set(opening.who, (counts.get(opening.who) ?? 0) + 1);
    for (const [who, count] of counts) if (count >= LEAST_LOOKS) days.set(who, [...(days.get(who) ?? []), day]);
  }
  known.set(world, days);
  return days;
}

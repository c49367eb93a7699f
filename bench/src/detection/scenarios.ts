import type { Flag } from "mercusuar";
import { type Actor, type Chooser, isDormant } from "./actor.ts";
import type { Opening } from "./around.ts";
import type { TestDay } from "./world.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A made-up look and what the house would know of it beside the log. */
export interface Injected {
  day: TestDay;
  opening: Opening;
  burst?: number;
  flags?: readonly Flag[];
  idleDays?: number;
}

export interface Scenario {
  id: string;
  name: string;
  /** Working days within which it is to be caught. */
  days: number;
  /** What the design asks for at a budget of 1 %, a share. */
  goal?: number;
  /** A desk that reviews a forged look sees a plausible record: "caught" is then an upper bound. */
  forged?: boolean;
  /** Public figures are marked as such. */
  flagged?: boolean;
  /** The looks of one misuser in one trial; nothing where the log has no such person or customer. */
  plan(choose: Chooser): Injected[];
}

type Where = (choose: Chooser, who: string, at: number) => number | undefined;

const any: Where = (choose, who, at) => choose.customer(who, at, () => true);
const active: Where = (choose, who, at) => choose.customer(who, at, (one) => choose.world.office.isActive(one, at));
const dormant: Where = (choose, who, at) => choose.customer(who, at, (one) => isDormant(choose, one, at));
/** Customers whom he once served and who are long since somebody else's or nobody's. */
const formerOwn: Where = (choose, who, at) =>
  choose.customerAmong(choose.world.office.looksBetween(who, 0, at - 7 * DAY), who, at, () => true);
/** Customers whom he serves these days. */
const liveOwn: Where = (choose, who, at) =>
  choose.customerAmong(choose.world.office.looksBetween(who, at - 7 * DAY, at), who, at, (one) => choose.world.office.isActive(one, at));

/** The same few looks a day, at minutes of the person's own work. */
function daily(choose: Chooser, days: number, each: number, where: Where, forged = false): Injected[] {
  const actor = choose.actor(days);
  if (!actor) return [];
  return actor.days.flatMap((day) => Array.from({ length: each }, () => one(choose, actor, day, where, forged)).flat());
}

function one(choose: Chooser, actor: Actor, day: TestDay, where: Where, forged = false): Injected[] {
  const at = choose.minute(actor, day);
  const customer = where(choose, actor.who, at);
  if (customer === undefined) return [];
  return [{ day, opening: { who: actor.who, customer, at, ...(forged && { forgedAt: Math.min(at + 5 * MINUTE, day.until - 1) }) } }];
}

/** Looks close together: each has those of the hour before in its burst. */
function rush(choose: Chooser, actor: Actor, day: TestDay, count: number, from: number, every: number, where: Where): Injected[] {
  const looks: Injected[] = [];
  for (let n = 0; n < count; n++) {
    const at = Math.min(from + Math.round(n * every), day.until - 1);
    const customer = where(choose, actor.who, at);
    if (customer === undefined) continue;
    const burst = new Set(looks.filter((look) => look.opening.at >= at - HOUR).map((look) => look.opening.customer)).size;
    looks.push({ day, opening: { who: actor.who, customer, at }, burst });
  }
  return looks;
}

function onOneDay(choose: Chooser, plan: (actor: Actor, day: TestDay) => Injected[]): Injected[] {
  const actor = choose.actor(1);
  const [day] = actor?.days ?? [];
  return actor && day ? plan(actor, day) : [];
}

/** An account whose owner left weeks ago; nobody told the house. */
function leaver(choose: Chooser): Injected[] {
  return onOneDay(choose, (actor, day) => {
    const idleDays = 15 + choose.chance() * 45;
    const looks = rush(choose, actor, day, 3, choose.minute(actor, day), 5 * MINUTE, any);
    return looks.map((look, n) => (n === 0 ? { ...look, idleDays } : look));
  });
}

/** Two who open each other's customers for each other. */
function pair(choose: Chooser, forged: boolean): Injected[] {
  const [one, other] = [choose.actor(20), choose.actor(20)];
  if (!one || !other || one.who === other.who) return [];
  const of =
    (whose: string): Where =>
    (chooser, who, at) => {
      const { office } = chooser.world;
      const mine = new Set(office.looksBetween(who, at - 30 * DAY, at).map(({ customer }) => customer));
      return chooser.customerAmong(office.looksBetween(whose, at - 30 * DAY, at), who, at, (customer) => !mine.has(customer));
    };
  const side = (actor: Actor, whose: string): Injected[] => one.days.flatMap((day) => onSame(choose, actor.who, day, of(whose), forged));
  return [...side(one, other.who), ...side(other, one.who)];
}

function onSame(choose: Chooser, who: string, day: TestDay, where: Where, forged: boolean): Injected[] {
  return one(choose, { who, days: [day] }, day, where, forged);
}

const vip = (where: Where, flagged: boolean) => (choose: Chooser) =>
  onOneDay(choose, (actor, day) =>
    one(choose, actor, day, where).map((look) => ({ ...look, ...(flagged && { flags: ["public_figure"] as const }) })),
  );

/** All that was measured in the design, the forged and the impossible too. */
export const SCENARIOS: readonly Scenario[] = [
  { id: "vip-dormant-unflagged", name: "public figure once, dormant, not flagged", days: 1, goal: 0.9, plan: vip(dormant, false) },
  { id: "vip-dormant-flagged", name: "public figure once, dormant, flagged", days: 1, goal: 0.95, flagged: true, plan: vip(dormant, true) },
  { id: "vip-active-unflagged", name: "public figure once, active case, not flagged", days: 1, goal: 0.3, plan: vip(active, false) },
  { id: "vip-active-flagged", name: "public figure once, active case, flagged", days: 1, flagged: true, plan: vip(active, true) },
  { id: "browse-any", name: "slow browsing, 1 a day for 20 days, any customer", days: 20, plan: (c) => daily(c, 20, 1, any) },
  { id: "browse-active", name: "slow browsing, active customers", days: 20, goal: 0.95, plan: (c) => daily(c, 20, 1, active) },
  { id: "browse-active-forged", name: "the same, outcomes forged", days: 20, forged: true, plan: (c) => daily(c, 20, 1, active, true) },
  {
    id: "bulk",
    name: "bulk, 150 customers in 90 minutes",
    days: 1,
    goal: 1,
    plan: (c) => onOneDay(c, (actor, day) => rush(c, actor, day, 150, c.minute(actor, day), (90 * MINUTE) / 150, any)),
  },
  {
    id: "off-hours",
    name: "3 looks at 23:00",
    days: 1,
    goal: 0.95,
    plan: (c) => onOneDay(c, (actor, day) => rush(c, actor, day, 3, day.until - HOUR, 10 * MINUTE, any)),
  },
  { id: "leaver", name: "account of one who left, 3 looks, not told to the house", days: 1, plan: leaver },
  { id: "pair", name: "colluding pair, each other's customers, 20 days", days: 20, goal: 0.97, plan: (c) => pair(c, false) },
  { id: "pair-forged", name: "colluding pair, outcomes forged", days: 20, forged: true, plan: (c) => pair(c, true) },
  { id: "former-portfolio", name: "own former customers, 3 a day for 20 days", days: 20, plan: (c) => daily(c, 20, 3, formerOwn) },
  {
    id: "former-portfolio-forged",
    name: "own former customers, outcomes forged",
    days: 20,
    forged: true,
    plan: (c) => daily(c, 20, 3, formerOwn, true),
  },
  {
    id: "live-portfolio",
    name: "own live portfolio, 1 a day for 20 days, no outcome",
    days: 20,
    goal: 0.9,
    plan: (c) => daily(c, 20, 1, liveOwn),
  },
  {
    id: "live-portfolio-forged",
    name: "own live portfolio, outcomes forged",
    days: 20,
    forged: true,
    plan: (c) => daily(c, 20, 1, liveOwn, true),
  },
  {
    id: "live-portfolio-forged-exchange",
    name: "own live portfolio, outcomes forged, but an outcome needs the exchange's record",
    days: 20,
    goal: 0.95,
    plan: (c) => daily(c, 20, 1, liveOwn, true).map(({ opening, ...look }) => ({ ...look, opening: { ...opening, needsExchange: true } })),
  },
  { id: "copying", name: "copying what one rightly sees", days: 20, plan: () => [] },
];

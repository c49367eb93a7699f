import { localInstant, nextDay } from "../../platform/local-day.ts";
import type { CustomerPlan } from "../company/customers.ts";
import type { Draw } from "../company/draw.ts";
import { BRANCHES, type BranchKey, OFFICES } from "../company/offices.ts";
import { doesWork, type StaffPlan } from "../company/staff.ts";

/** The story day, a Monday: six years after the supervisor in Sumbawa wrote his article. */
export const STORY_DAY = "2026-07-13";

/** The working week before it, Monday to Friday: few errands a day, and what shows only over days. */
export const WEEK: readonly string[] = [-7, -6, -5, -4, -3].map((days) => nextDay(STORY_DAY, days));

export const MINUTE = 60_000;
export const minutes = (at: Date, count: number): Date => new Date(at.getTime() + count * MINUTE);

/** The instant at which the branch's clocks show `time`, on the story day unless told. */
export function atBranch(branch: BranchKey, time: string, date: string = STORY_DAY): Date {
  const office = OFFICES.find((one) => one.key === branch);
  return localInstant(date, time, office?.zone ?? "UTC");
}

/** How a piece of honest work reaches an agent. */
export type Kind = "dispatched" | "campaign" | "called" | "walked-in";
export interface Errand {
  at: Date;
  who: string;
  branch: BranchKey;
  kind: Kind;
  customer: CustomerPlan;
  purpose: string;
  task: string;
  /** Minutes until the outcome is recorded. */
  takes: number;
  outcome: string;
  /** The exchange or the counter saw it. */
  seen: boolean;
  /** Honest work that leaves no evidence: nobody recorded how it ended. */
  bare: boolean;
}

const CS_PURPOSES = ["care", "care", "service", "billing"] as const;
const CS_OUTCOMES = ["done", "done", "done", "forwarded", "call_back"] as const;
const SALES_OUTCOMES = ["interested", "refused_offer", "refused_offer", "not_reached", "call_back", "done"] as const;
/** Of the tasks handed to one agent, every twentieth ends with nothing that speaks for it, from the eleventh on. */
const BARE = { every: 20, from: 10 };
/** Self-opened tasks of one agent: search, task and look cost three of a quota of 60, of which 80 % warns. */
const MOST_OWN = 13;

/** Nobody is approached with an offer before this, by his own clock (R89). */
const OFFERS_FROM = "08:00";

/** How many errands a day holds, by work: telesales dial down a list, CS serve whoever comes. */
const PACE = { cs: { first: 8, gap: [10, 13] }, telesales: { first: 6, gap: [5, 8] } } as const;

export interface Shelf {
  take(draw: Draw, fits: (customer: CustomerPlan) => boolean): CustomerPlan;
}

/** One agent's honest day. `closes` is the time after which he begins nothing new. */
export function honestErrands(draw: Draw, person: StaffPlan, branch: BranchKey, shelf: Shelf, closes: string): Errand[] {
  const pace = sells(person) ? PACE.telesales : PACE.cs;
  const errands: Errand[] = [];
  const lunch = minutes(atBranch(branch, "12:00"), draw.between(-30, 30));
  const opens = atBranch(branch, sells(person) && BRANCHES[branch].opens < OFFERS_FROM ? OFFERS_FROM : BRANCHES[branch].opens);
  let at = minutes(opens, pace.first + draw.between(0, 4));
  const end = atBranch(branch, closes);
  while (at < end) {
    if (at < lunch || at > minutes(lunch, 45)) errands.push(errandOf(draw, person, branch, shelf, at, errands));
    at = minutes(at, draw.between(pace.gap[0], pace.gap[1]));
  }
  return errands;
}

/** What telesales do with a customer, or CS. @param series tells the tasks of one day from those of another */
function errandOf(
  draw: Draw,
  person: StaffPlan,
  branch: BranchKey,
  shelf: Shelf,
  at: Date,
  before: readonly Errand[],
  series = "",
): Errand {
  const errand = sells(person) ? offer(draw, person, branch, shelf, at, before) : service(draw, person, branch, shelf, at, before);
  return { ...errand, task: `${series}${errand.task}` };
}

const sells = (person: StaffPlan): boolean => doesWork(person, "telesales") && !doesWork(person, "cs");

/** Honest, and nobody recorded how it ended. */
const FORGETFUL = "fajar";
const QUIET_TIMES = ["09:10", "11:05", "14:10"] as const;

/** One agent's day in the week before: a few errands, each with all that speaks for it; Fajar forgets the last outcome of each day. */
export function quietErrands(draw: Draw, person: StaffPlan, branch: BranchKey, shelf: Shelf, date: string): Errand[] {
  const errands: Errand[] = [];
  for (const time of QUIET_TIMES) {
    const at = minutes(atBranch(branch, time, date), draw.between(0, 15));
    const bare = person.login === FORGETFUL && time === QUIET_TIMES.at(-1);
    errands.push({ ...errandOf(draw, person, branch, shelf, at, errands, `${date} `), seen: !bare, bare });
  }
  return errands;
}

function isBare(before: readonly Errand[]): boolean {
  const handed = before.filter((one) => one.kind === "dispatched" || one.kind === "campaign").length;
  return handed % BARE.every === BARE.from;
}

function offer(draw: Draw, person: StaffPlan, branch: BranchKey, shelf: Shelf, at: Date, before: readonly Errand[]): Errand {
  const customer = shelf.take(
    draw,
    (one) => one.holder === person.login && one.offers === "yes" && one.silentDays < 90 && !one.publicFigure,
  );
  const bare = isBare(before);
  return {
    at,
    who: person.login,
    branch,
    kind: "campaign",
    customer,
    purpose: "offer",
    task: `${person.login}-${before.length}`,
    takes: draw.between(2, 4),
    outcome: draw.one(SALES_OUTCOMES),
    seen: !bare,
    bare,
  };
}

function service(draw: Draw, person: StaffPlan, branch: BranchKey, shelf: Shelf, at: Date, before: readonly Errand[]): Errand {
  const spent = before.filter((one) => one.kind !== "dispatched").length >= MOST_OWN;
  const kind: Kind = spent || draw.likely(0.7) ? "dispatched" : draw.likely(0.6) ? "called" : "walked-in";
  const customer = shelf.take(draw, (one) => one.branch === branch && one.silentDays < 90 && !one.publicFigure);
  const bare = kind === "dispatched" && isBare(before);
  const seen = kind !== "dispatched" || (!bare && draw.likely(0.4));
  return {
    at,
    who: person.login,
    branch,
    kind,
    customer,
    purpose: draw.one(CS_PURPOSES),
    task: `${person.login}-${before.length}`,
    takes: draw.between(3, 7),
    outcome: draw.one(CS_OUTCOMES),
    seen,
    bare,
  };
}

/** Hands out each customer at most once, so that no errand speaks for another. */
export function shelfOf(customers: readonly CustomerPlan[], reserved: ReadonlySet<string>): Shelf {
  const left = customers.filter((one) => !reserved.has(one.number));
  return {
    take(draw, fits) {
      for (let tries = 0; tries < 4000; tries++) {
        const at = draw.between(0, left.length - 1);
        const one = left[at];
        if (one && fits(one)) {
          left.splice(at, 1);
          return one;
        }
      }
      throw new Error("the made-up company has no fitting customer left");
    },
  };
}

import { localDay, nextDay } from "../platform/local-day.ts";
import { problem } from "../platform/problem.ts";
import type { SignedIn } from "../platform/signed-in.ts";
import { type DayCount, type Drift, driftOf } from "../watch/index.ts";
import type { ReviewParts } from "./parts.ts";
import { countsByDay, type PersonDay, type Teammate, teamAndSelf } from "./week-store.ts";
import { words } from "./words.ts";

const WEEK = 7;
/** Working days that a drift looks back upon lie within so many days. */
const BACK = 60;

/** One person's week: what speaks for him stands beside what waits. */
export interface PersonWeek {
  id: string;
  name: string;
  job: string;
  looks: number;
  explained: number;
  /** Unexplained looks of which the evening's draw left the question with him. */
  leftToHim: number;
  unexplained: number;
  answered: number;
  /** Looks that he himself told as mistakes, unasked (R111). */
  selfReports: number;
  /** Weeks in a row up to this one in which he looked and all was explained, answered or told by himself (R111); at most eight. */
  cleanWeeks: number;
  /** Shares of unexplained looks against his own past and his peers (R68); absent while his own past is too short. */
  drift?: Drift;
}

/** The week that ends with a day, of those whom this person supervises, or his own. */
export interface Week {
  from: string;
  until: string;
  people: PersonWeek[];
}

/**
 * The weekly summary (R68, R111): figures that a talk begins with and that nobody is judged by alone. A supervisor sees his team; everybody sees
 * himself. @throws Problem 403 for a team without being a supervisor
 */
export async function week(
  parts: ReviewParts,
  { person }: SignedIn,
  ask: { date?: string | undefined; whose: "mine" | "team" },
): Promise<Week> {
  const mayLead = person.functions.includes("supervisor") || person.functions.includes("branch_head");
  if (ask.whose === "team" && !mayLead) throw problem("forbidden", words.supervisorOnly);
  const until = ask.date ?? localDay(parts.clock.now(), person.zone);
  const { team, peers } = await teamAndSelf(parts.db, person.id, ask.whose);
  const days = await countsByDay(parts.db, [...new Set([...team, ...peers].map(({ id }) => id))], nextDay(until, 1 - BACK), until);
  return { from: nextDay(until, 1 - WEEK), until, people: team.map((one) => weekOf(one, days, peers, until)) };
}

function weekOf(
  { id, name, job }: Teammate,
  days: ReadonlyMap<string, PersonDay[]>,
  peers: readonly Teammate[],
  until: string,
): PersonWeek {
  const own = days.get(id) ?? [];
  const lately = own.filter(({ date }) => date > nextDay(until, -WEEK));
  const sum = (of: (day: PersonDay) => number): number => lately.reduce((all, day) => all + of(day), 0);
  const others = peers.filter((one) => one.job === job && one.id !== id).flatMap((one) => (days.get(one.id) ?? []).slice(-5));
  const drift = driftOf(own.map(asCount), others.map(asCount));
  return {
    ...{ id, name, job, looks: sum(({ looks }) => looks), explained: sum(({ explained }) => explained) },
    ...{ leftToHim: sum((day) => day.leftToHim), unexplained: sum((day) => day.unexplained), answered: sum((day) => day.answered) },
    ...{ selfReports: sum((day) => day.selfReports), cleanWeeks: cleanWeeks(own, until) },
    ...(drift ? { drift } : {}),
  };
}

const asCount = ({ unexplained, looks }: PersonDay): DayCount => ({ count: unexplained, of: looks });

/** Weeks in a row, counted back from the day; a week without looks neither counts nor breaks the row. */
function cleanWeeks(own: readonly PersonDay[], until: string): number {
  let clean = 0;
  for (let back = 0; back < BACK - WEEK; back += WEEK) {
    const [after, upTo] = [nextDay(until, -back - WEEK), nextDay(until, -back)];
    const days = own.filter(({ date }) => date > after && date <= upTo);
    if (days.some(({ unexplained }) => unexplained > 0)) return clean;
    if (days.length > 0) clean++;
  }
  return clean;
}

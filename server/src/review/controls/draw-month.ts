import { lotsOf, type Seed } from "../../platform/lot.ts";

/** On which day of the month something falls due for somebody; 1 is the first. */
export interface DrawnControls {
  personId: string;
  /** Unannounced check (R59). */
  check: number;
  /** Suggested question (R65). */
  bait: number;
  question: string;
}

/**
 * Draws a month for a team: one day for the check and one for the question of each person, early enough that `days` are left to do it. Each person has
 * lots of his own, so that who comes or goes moves nobody else's day. The same seed gives the same days, in any program that follows `lotsOf`. Pure.
 * @param month YYYY-MM
 */
export function drawMonth(
  persons: readonly string[],
  questions: readonly string[],
  month: string,
  days: number,
  seed: Seed,
): DrawnControls[] {
  const lot = lotsOf(seed);
  const last = lastDay(month, days);
  const dayOf = (lane: string, id: string): number => 1 + Math.floor(last * lot(lane, id));
  return persons.map((personId) => ({
    personId,
    check: dayOf("check", personId),
    bait: dayOf("bait", personId),
    question: questions[Math.floor(questions.length * lot("question", personId))] ?? "",
  }));
}

/** The last day of a month from which so many days are left in it. */
export const lastDay = (month: string, days: number): number => Math.max(1, daysIn(month) - days);

const daysIn = (month: string): number => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();

/** The month so many months on; both YYYY-MM. */
export function monthOn(month: string, by: number): string {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + by, 1)).toISOString().slice(0, 7);
}

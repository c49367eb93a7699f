import { nextDay } from "../platform/local-day.ts";

/** How far back the habits of a feed are looked at, days. */
export const HABIT_DAYS = 28;
const WEEKS = 4;

/**
 * Does a feed usually deliver on such a day for an office? By the same weekday of the last four weeks, where two of them lie after its first
 * delivery: on at least half of them. A young feed is expected on a working day after two working days with it within a week. Pure.
 * @param days `YYYY-MM-DD` on which it delivered for that office
 */
export function isExpected(days: ReadonlySet<string>, date: string): boolean {
  const [first] = [...days].filter((day) => day < date).sort();
  if (first === undefined) return false;
  const same = Array.from({ length: WEEKS }, (_, week) => nextDay(date, -7 * (week + 1))).filter((day) => day >= first);
  if (same.length >= 2) return 2 * same.filter((day) => days.has(day)).length >= same.length;
  const before = Array.from({ length: 7 }, (_, back) => nextDay(date, -(back + 1))).filter((day) => isWorkingDay(day) && days.has(day));
  return isWorkingDay(date) && before.length >= 2;
}

function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** What the clocks of a feed may differ before the lamp says so, seconds; within it looks are matched as if they did not. */
export const SKEW_TOLD = 900;

/** `missing`: for some office an expected day brought nothing; `skew`: its clock is too far off to be set right; `never`: it was announced and has not delivered. */
export type FeedTrouble = "missing" | "skew" | "never";

/** Pure. */
export function troublesOf(feed: { delivered: boolean; missing: number; skewSeconds: number | undefined }): FeedTrouble[] {
  return [
    ...(feed.delivered ? [] : (["never"] as const)),
    ...(feed.missing > 0 ? (["missing"] as const) : []),
    ...(Math.abs(feed.skewSeconds ?? 0) > SKEW_TOLD ? (["skew"] as const) : []),
  ];
}

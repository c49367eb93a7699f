import { dayBounds, localDay, nextDay } from "../../platform/local-day.ts";

const WEEK = 7;

/** The Monday of the week in which a local day lies, `YYYY-MM-DD`. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % WEEK;
  return nextDay(day, -weekday);
}

/** The week of the office's own calendar in which an instant lies, by its Monday; `weeks` later or earlier. */
export const periodOf = (at: Date, zone: string, weeks = 0): string => nextDay(mondayOf(localDay(at, zone)), WEEK * weeks);

/** First instant of a period, and of the next. */
export const periodBounds = (period: string, zone: string): { from: Date; until: Date } => ({
  from: dayBounds(period, zone).from,
  until: dayBounds(nextDay(period, WEEK), zone).from,
});

import type { Reading } from "../../platform/database.ts";
import { localDay, localInstant } from "../../platform/local-day.ts";
import { SHIPPED_HOLIDAYS } from "./holidays.ts";

/** The decree of a year holds at least so many holidays; a day or two that somebody added are no list. */
const A_LIST = 10;
/** From this month on the coming year's list is needed: what is planned reaches into it. */
const NEEDED_FROM = 12;
/** By whose calendar a year begins: the decree is that of the capital. */
const ZONE = "Asia/Jakarta";

export interface MissingHolidays {
  year: number;
  since: Date;
}

/** The year without a list: the current one at any time, the coming one from 1 December on. Pure. @param days known holidays by year */
export function missingOf(days: ReadonlyMap<number, number>, now: Date): MissingHolidays | undefined {
  const today = localDay(now, ZONE);
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const isKnown = (one: number): boolean => (days.get(one) ?? 0) >= A_LIST;
  if (!isKnown(year)) return { year, since: localInstant(`${year}-01-01`, "00:00", ZONE) };
  if (month < NEEDED_FROM || isKnown(year + 1)) return undefined;
  return { year: year + 1, since: localInstant(`${year}-${NEEDED_FROM}-01`, "00:00", ZONE) };
}

/** The same of the lists that ship and those that were imported. */
export async function missingHolidays(db: Reading, now: Date): Promise<MissingHolidays | undefined> {
  const year = now.getUTCFullYear();
  const { rows } = await db.query<{ date: string }>(
    "select on_date::text as date from access.holiday where on_date >= $1::date and on_date < $2::date limit 2000",
    [`${year - 1}-12-01`, `${year + 2}-01-01`],
  );
  const days = new Map<number, number>();
  for (const day of new Set([...SHIPPED_HOLIDAYS, ...rows.map(({ date }) => date)])) {
    const of = Number(day.slice(0, 4));
    days.set(of, (days.get(of) ?? 0) + 1);
  }
  return missingOf(days, now);
}

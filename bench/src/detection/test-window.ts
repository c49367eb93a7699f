import { dayBounds, localDay, nextDay } from "mercusuar";
import type { LogMap } from "./log-map.ts";
import type { LogLook } from "./office.ts";
import type { Window } from "./world.ts";

/** The log's last days are left out: what was still to come of their cases is not in it. */
const LEFT_OUT = 5;
/** A model learns from at least this share of the looks. */
const LEARNED = 0.25;

export interface Days {
  from: string;
  until: string;
}

/**
 * The test window, first and last day. By itself: from the first of the month in which the second half of the looks begins (or that very
 * day, where the month began too early to learn anything) until five days before the last look.
 */
export function testDays(looks: readonly LogLook[], map: LogMap, asked: Partial<Days>): Days {
  const dayOf = (look: LogLook | undefined): string => localDay(new Date(look?.at ?? 0), map.zone);
  const half = dayOf(looks[looks.length >> 1]);
  const month = `${half.slice(0, 8)}01`;
  const quarter = dayOf(looks[Math.floor(looks.length * LEARNED)]);
  const last = nextDay(dayOf(looks.at(-1)), -LEFT_OUT);
  const from = asked.from ?? map.from ?? (month > quarter ? month : half);
  const until = asked.until ?? map.until ?? (last >= from ? last : dayOf(looks.at(-1)));
  if (from > until) throw new Error("--from is later than --until");
  return { from, until };
}

export function windowOf({ from, until }: Days, zone: string): Window {
  return { from: dayBounds(from, zone).from.getTime(), until: dayBounds(until, zone).until.getTime() };
}

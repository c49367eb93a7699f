import type { Reading } from "../platform/database.ts";
import { dayBounds, localDay, nextDay } from "../platform/local-day.ts";
import { type FeedTrouble, HABIT_DAYS, isExpected, troublesOf } from "./feed-rules.ts";
import { type FeedDay, feedDays, feedRows } from "./feed-store.ts";

/** From this hour of an office's own clocks on, a feed that has brought nothing all day is missing that day. */
const EVENING = "17:00";

/** A feed as the lamp shows it. */
export interface FeedState {
  source: string;
  /** When something last came, and the start of its newest record. */
  lastDelivery: Date | undefined;
  lastRecord: Date | undefined;
  /** It usually delivers on a day like today, for some office. */
  expected: boolean;
  /** Its clock against ours, seconds ahead (median of the newest live deliveries); undefined while too few are known. */
  skewSeconds: number | undefined;
  /**
   * Offices and their local days for which it was expected and has brought nothing: yesterday, today after 17:00, and whatever lies between an
   * office's last delivery and that, four weeks back at most. Other offices that it serves do not excuse it.
   */
  missing: Array<{ officeId: string; date: string }>;
  /** When the oldest of these days ended, or now where it goes on: since then it is late. */
  missingSince: Date | undefined;
  state: "lit" | "amber";
  why: FeedTrouble[];
}

interface OfficeRow {
  id: string;
  zone: string;
}

/**
 * Every feed that ever delivered or was announced, with its state at `now` (R71). Three queries.
 * @param announced names of feeds that the house is set up for
 */
export async function feedStates(db: Reading, now: Date, announced: readonly string[] = []): Promise<FeedState[]> {
  const rows = await feedRows(db);
  const known = new Map(rows.map((row) => [row.source, row]));
  const offices = new Map(
    (await db.query<OfficeRow>("select id, time_zone as zone from people.office")).rows.map(({ id, zone }) => [id, zone]),
  );
  const habits = habitsOf(await feedDays(db, nextDay(now.toISOString().slice(0, 10), -2 * HABIT_DAYS - 2)));
  return [...new Set([...known.keys(), ...announced])].sort().map((source) => {
    const { lastAt, receivedAt, skewSeconds } = known.get(source) ?? { lastAt: null, receivedAt: null, skewSeconds: null };
    const days = [...(habits.get(source) ?? [])].map(([officeId, delivered]) => ofOffice(officeId, delivered, offices.get(officeId), now));
    const lacking = days.flatMap((one) => one.missing);
    const missing = lacking.map(({ officeId, date }) => ({ officeId, date }));
    const since = Math.min(...lacking.map(({ endedAt }) => endedAt), Number.POSITIVE_INFINITY);
    const why = troublesOf({ delivered: receivedAt !== null, missing: missing.length, skewSeconds: skewSeconds ?? undefined });
    return {
      source,
      lastDelivery: receivedAt ?? undefined,
      lastRecord: lastAt ?? undefined,
      expected: days.some((one) => one.expected),
      skewSeconds: skewSeconds ?? undefined,
      missing,
      missingSince: Number.isFinite(since) ? new Date(since) : undefined,
      state: why.length > 0 ? "amber" : "lit",
      why,
    };
  });
}

/** Days with deliveries by source and office. */
export function habitsOf(list: readonly FeedDay[]): Map<string, Map<string, Set<string>>> {
  const habits = new Map<string, Map<string, Set<string>>>();
  for (const { source, officeId, date } of list) {
    const offices = habits.get(source) ?? new Map<string, Set<string>>();
    habits.set(source, offices);
    offices.set(officeId, (offices.get(officeId) ?? new Set<string>()).add(date));
  }
  return habits;
}

function ofOffice(officeId: string, delivered: ReadonlySet<string>, zone = "UTC", now: Date) {
  const today = localDay(now, zone);
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(now);
  const over = [...daysSince(delivered, today), ...(clock >= EVENING ? [today] : [])];
  return {
    expected: isExpected(delivered, today),
    missing: over
      .filter((date) => !delivered.has(date) && isExpected(delivered, date))
      .map((date) => ({ officeId, date, endedAt: Math.min(dayBounds(date, zone).until.getTime(), now.getTime()) })),
  };
}

/** Yesterday, and the days before it since the last delivery; yesterday alone where today has brought something. */
function daysSince(delivered: ReadonlySet<string>, today: string): string[] {
  const oldest = nextDay(today, -HABIT_DAYS);
  const days = [nextDay(today, -1)] as [string, ...string[]];
  while (!delivered.has(today) && !delivered.has(days[0]) && days[0] > oldest) days.unshift(nextDay(days[0], -1));
  return days;
}

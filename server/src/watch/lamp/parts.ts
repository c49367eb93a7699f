import type { Act, Derive, Lamp } from "../../journal/index.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Database } from "../../platform/database.ts";
import type { FeedState } from "../feed-states.ts";

/** A day of an office on which somebody worked and no evening was run. */
export interface MissedEvening {
  officeId: string;
  date: string;
  /** When that day was over. */
  endedAt: Date;
}

/** What was noted of something that runs now and then. */
export interface LampNote {
  state: string;
  at: Date;
  /** Since when it is so. */
  since: Date;
  count: number;
}

export interface LampParts {
  db: Database;
  act: Act;
  derive: Derive;
  clock: Clock;
  /** Keeper and journal as they are. */
  journalLamp(): Promise<Lamp>;
  /** Feeds and whether each is late; absent: the house knows of none. */
  feeds?(now: Date): Promise<Array<Pick<FeedState, "source" | "state" | "why" | "missingSince">>>;
  /** The first year for which no list of holidays is known and since when it is needed. Filled by access. */
  missingHolidays(now: Date): Promise<{ year: number; since: Date } | undefined>;
  /** Oldest first. Filled by review. */
  missedEvenings(now: Date): Promise<MissedEvening[]>;
  /** Hours that something may be late before the lamp is amber. */
  graceHours: number;
  /** The house is checked each night; a made-up one is not. */
  nights: boolean;
}

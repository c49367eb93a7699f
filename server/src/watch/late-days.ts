import type { Writing } from "../platform/database.ts";
import { oneByOne } from "../platform/one-by-one.ts";
import { dayDone, dueDays, type LateDay, noteDue, noteMoved } from "./late-day-store.ts";
import type { WatchParts } from "./parts.ts";

/** Office-days in one round; what is left stays noted for the next. */
const A_ROUND = 60;
const SOON = 2_000;
const HOUR = 3_600_000;

export interface LateDays {
  /** Runs the evenings anew that late evidence tells anew, at most 60. Gives how many, and how many are left. */
  run(): Promise<{ run: number; left: boolean }>;
  /** Has a day run again at `at`, when work that was still in hand is over; `asOf`: the beginning of the run that found it. */
  again(day: LateDay, at: Date, asOf: Date): Promise<void>;
  /** Somebody has come to this office: its days that may hold looks of his are told anew, or nobody would tell them. */
  moved(tx: Writing, officeId: string, at: Date): Promise<void>;
  /** Does it soon, once the deliveries pause. */
  soon(): void;
  close(): Promise<void>;
}

/**
 * Late evidence tells earlier days anew. One round at a time; a day that fails stays noted. Once an hour it looks by itself, so that a feed
 * whose grace is over lays its looks on the desk.
 */
export function makeLateDays(
  { db, derive, clock }: Pick<WatchParts, "db" | "derive" | "clock">,
  rerun: (day: LateDay) => Promise<void>,
  onFault: (error: Error) => void,
): LateDays {
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<unknown> = Promise.resolve();
  let closed = false;
  const later = (wait: number): void => {
    clearTimeout(timer);
    if (closed) return;
    timer = setTimeout(() => {
      run()
        .then(({ left }) => later(left ? SOON : HOUR))
        .catch((error: Error) => {
          onFault(error);
          later(HOUR);
        });
    }, wait).unref();
  };
  const once = async (): Promise<{ run: number; left: boolean }> => {
    const now = clock.now();
    const days = await dueDays(db, now, A_ROUND);
    await oneByOne(days, async (day) => {
      if (closed) return;
      await rerun(day);
      await derive((tx) => dayDone(tx, day, now));
    });
    return { run: days.length, left: days.length === A_ROUND };
  };
  const run = (): Promise<{ run: number; left: boolean }> => {
    const next = round.then(once);
    round = next.catch(() => undefined);
    return next;
  };
  later(HOUR);
  return {
    run,
    again: (day, at, asOf) => derive((tx) => noteDue(tx, day, at, asOf)),
    moved: noteMoved,
    soon: () => later(SOON),
    async close() {
      closed = true;
      clearTimeout(timer);
      await round;
    },
  };
}

/** Ids of calls seen: the same id again gets the index of the first call, never fields. */
import type { NotWritten } from "../journal/pen.ts";

const DAY = 24 * 60 * 60_000;
const PAST = 7 * DAY;
const FUTURE = 60 * 60_000;

/** Where a call stands: its index, or those who wait to hear it. */
export type Seen = { index: number } | { waiting: Array<(outcome: number | NotWritten) => void> };

/** Time inside a UUIDv7, ms since 1970. */
export function timeOf(iid: string): number {
  return Number.parseInt(iid.slice(0, 8) + iid.slice(9, 13), 16);
}

export class Iids {
  private readonly days = new Map<number, Map<string, Seen>>();

  /** Whether an id of that time is still remembered, and not from the future. */
  inWindow(iid: string, now: number): boolean {
    const time = timeOf(iid);
    return time >= now - PAST && time <= now + FUTURE;
  }

  find(iid: string): Seen | undefined {
    return this.days.get(dayOf(iid))?.get(iid);
  }

  set(iid: string, seen: Seen): void {
    const day = dayOf(iid);
    const ids = this.days.get(day) ?? new Map<string, Seen>();
    this.days.set(day, ids.set(iid, seen));
  }

  forget(iid: string): void {
    this.days.get(dayOf(iid))?.delete(iid);
  }

  /** Drops the days that have left the window. */
  prune(now: number): void {
    for (const day of this.days.keys()) if ((day + 1) * DAY < now - PAST) this.days.delete(day);
  }
}

function dayOf(iid: string): number {
  return Math.floor(timeOf(iid) / DAY);
}

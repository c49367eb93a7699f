/** Real time that never runs backward, and the story time that a simulated log may claim. */
import { Refusal } from "./refusal.ts";

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export class Clock {
  private last: number;
  private readonly simulated: boolean;
  private behind = false;
  /** Told by how many ms the system's clock ran backward, once until it has caught up. */
  onBackward: (ms: number) => void = () => {};

  constructor(last: number, simulated: boolean) {
    this.last = last;
    this.simulated = simulated;
  }

  /** ms since 1970, never less than before. */
  now(): number {
    const now = Date.now();
    const late = this.last - now;
    if (late > 0 && !this.behind) this.onBackward(late);
    this.behind = late > 0;
    this.last = Math.max(this.last, now);
    return this.last;
  }

  /** The time that limits and pseudonyms go by: `at` where the log is simulated, else real time. */
  when(at: string | undefined): number {
    if (at === undefined) return this.now();
    if (!this.simulated) throw new Refusal("not-simulated", "at: only a simulated log takes story time");
    const time = INSTANT.test(at) ? Date.parse(at) : Number.NaN;
    if (Number.isNaN(time)) throw new Refusal("bad-call", "at: not an instant like 2026-01-31T08:00:00.000Z");
    return time;
  }
}

/** `YYYYQn`, UTC. */
export function quarterOf(when: number): string {
  const date = new Date(when);
  return `${date.getUTCFullYear()}Q${Math.floor(date.getUTCMonth() / 3) + 1}`;
}

export function yearOf(when: number): string {
  return String(new Date(when).getUTCFullYear());
}

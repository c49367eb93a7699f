import type { StatusResult } from "@mercusuar/keeper";
import type { Clock } from "../platform/clock.ts";
import type { Words } from "../platform/language.ts";
import type { WhyDown } from "./keeper-down.ts";

export type KeeperState = "up" | WhyDown;

/** Below this the keeper cannot be sure to write its next batch file. */
const ROOM = 4 * 1024 * 1024;

/** What is known of the keeper, from every call and from a question each second. */
export class Pulse {
  state: KeeperState = "down";
  /** Since when, for people: story time where there is one. */
  since: Date;
  /** The keeper's own words for the operator, where it gave some. */
  reason: string | undefined;
  status: StatusResult | undefined;
  /** What somebody should look after although the keeper is well: the lamp shows it. */
  notice: Words | undefined;
  private readonly clock: Clock;
  private readonly listeners: Array<(state: KeeperState, reason: string | undefined, before: KeeperState) => void> = [];

  constructor(clock: Clock) {
    this.clock = clock;
    this.since = clock.now();
  }

  onChange(listener: (state: KeeperState, reason: string | undefined, before: KeeperState) => void): void {
    this.listeners.push(listener);
  }

  set(state: KeeperState, reason?: string): void {
    if (state === this.state) return;
    const before = this.state;
    this.state = state;
    this.reason = reason;
    this.since = this.clock.now();
    for (const listener of this.listeners) listener(state, reason, before);
  }

  /** Recovers by itself: an answered status is a living keeper, unless it says otherwise. */
  learned(status: StatusResult): void {
    this.status = status;
    if (status.halted !== undefined) return this.set("halted", status.halted);
    if (status.unsigned) return this.set("unsigned");
    if (status.free < ROOM) return this.set("disk-full");
    this.set("up");
  }
}

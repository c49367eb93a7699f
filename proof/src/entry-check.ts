/** Checks one entry after the other: canonical, in schema, time never backward and never long silent, first entry names the log. */
import type { Entry } from "./entry.ts";
import type { JudgedEntry } from "./judge-entry.ts";
import type { Finding } from "./verdict.ts";

/** How far a keeper's clock may be ahead of the verifier's. */
const AHEAD_MS = 5 * 60_000;
/** An idle keeper writes each minute. */
const MAX_GAP_MS = 60 * 60_000;
/** Characters of an instant down to the minute. */
const MINUTE = "2026-01-01T00:00".length;

export interface TimeRules {
  /** The verifier's clock. */
  now?: Date;
  /** Milliseconds between two entries from which silence is a gap; at least a minute. */
  maxGap?: number;
}

export class EntryCheck {
  /** Time of the last entry that was as it should be. */
  last = "";
  private stopped = false;
  /** What came right before is gone: how long it was silent there nobody can tell any more. */
  private afterPruned = false;
  private readonly origin: string;
  private readonly latest: string;
  private readonly maxGap: number;

  constructor(origin: string, { now, maxGap }: TimeRules) {
    this.origin = origin;
    this.latest = now === undefined ? "9999" : new Date(now.getTime() + AHEAD_MS).toISOString();
    this.maxGap = maxGap ?? MAX_GAP_MS;
  }

  /** The first fault of the entry, if any. @param opening the whole entry, where it is the log's first */
  check(entry: JudgedEntry, index: number, opening?: Entry): Finding | undefined {
    if ("pruned" in entry) {
      this.afterPruned = true;
      return undefined;
    }
    if ("fault" in entry) return { code: "E_SCHEMA", index, where: entry.fault };
    if (index === 0 && !this.opens(opening)) return { code: "E_ORIGIN", index, where: "the first entry does not name this log" };
    if (entry.ts < this.last || entry.ts > this.latest) return { code: "E_TIME", index, where: "ts" };
    const silence = this.silenceBefore(entry.ts);
    this.afterPruned = false;
    if (Number.isNaN(silence)) return { code: "E_TIME", index, where: "ts is no instant" };
    this.last = entry.ts;
    this.stopped = entry.typ === "stop";
    if (silence < this.maxGap) return undefined;
    return { code: "E_GAP", index, where: `${Math.floor(silence / 60_000)} minutes of silence before it, and no stop` };
  }

  /** Milliseconds; 0 where it need not be known: within one minute, at the beginning, after a `stop` or what was pruned. */
  private silenceBefore(ts: string): number {
    if (this.last === "" || this.stopped || this.afterPruned || ts.startsWith(this.last.slice(0, MINUTE))) return 0;
    return Date.parse(ts) - Date.parse(this.last);
  }

  private opens(entry: Entry | undefined): boolean {
    const simulated = this.origin.includes("simulated");
    return entry?.typ === "start" && entry.body?.origin === this.origin && (entry.body.simulated ?? false) === simulated;
  }
}

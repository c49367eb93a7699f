/** Whether a journal is as fresh as its reader asks: against whoever shows an older, validly signed state. */
import type { BelievedHead } from "./head.ts";
import { quorumMet } from "./trust-policy.ts";
import type { Finding } from "./verdict.ts";

/** How far a witness's or a keeper's clock may be ahead of the verifier's: such a time is not fresh, it is wrong. */
const AHEAD_MS = 5 * 60_000;

export interface Freshness {
  /** Milliseconds. */
  maxAge?: number;
  now?: Date;
}

/**
 * With a quorum, enough witnesses must have cosigned within `maxAge`; without one, the last entry must be as young: a keeper writes one
 * each minute, but a thief of its key could write it too.
 * @param last time of the last entry, ISO 8601 in UTC; empty where there is none
 */
export function staleness({ maxAge, now }: Freshness, { trust, witnesses }: BelievedHead, last: string): Finding[] {
  if (maxAge === undefined || now === undefined) return [];
  // A witness tells whole seconds: its time may be up to one more.
  const fresh = (from: number, to: number): boolean => to >= now.getTime() - maxAge && from <= now.getTime() + AHEAD_MS;
  if (trust.quorum === "none") {
    const time = Date.parse(last);
    return fresh(time, time) ? [] : [{ code: "E_STALE", where: "the last entry" }];
  }
  const names = witnesses.filter(({ time }) => fresh(time * 1000, time * 1000 + 999)).map(({ name }) => name);
  return quorumMet(trust, new Set(names)) ? [] : [{ code: "E_STALE", where: "the witnesses' times" }];
}

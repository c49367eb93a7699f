/** How far an outsider need not believe the keeper, from what can be seen: `declared` says that it rests on what cannot be. */
import type { Asking } from "./asking.ts";

export interface Assurance {
  /**
   * 0 keeper beside the server, as the same operating-system user; 1 as another user; 2 one outside witness cosigns; 3 two outside
   * witnesses and a time stamp. 3 is the server's to say, for it asks for the time stamps.
   */
  level: 0 | 1 | 2 | 3;
  /** That an outside witness is independent of those it watches cannot be computed; nor which user calls, for the server says so itself. */
  declared: boolean;
}

/** A journal at rest grows once a minute by its heartbeat, and the witnesses are asked within 10 seconds. */
const FRESH_MS = 3 * 60_000;

/** @param apart the server runs as another user than the keeper */
export function assuranceOf(witnesses: ReadonlyArray<Pick<Asking, "here" | "cosignedAt">>, now: number, apart: boolean): Assurance {
  const outside = witnesses.filter(({ here, cosignedAt }) => !here && cosignedAt !== undefined && now - cosignedAt <= FRESH_MS);
  if (outside.length > 0) return { level: 2, declared: true };
  return apart ? { level: 1, declared: true } : { level: 0, declared: false };
}

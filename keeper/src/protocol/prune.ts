/** The end of entries whose term is over. */
import type { Base, Ok } from "./parts.ts";

/**
 * Entries of the kinds that end with their term, older than `before`, go but for their hashes: two persons. Whole bundles only, so that up to
 * 255 that could go stay until the next time. The entry that says so is durable before anything goes; a keeper that dies meanwhile ends it
 * at its next start.
 */
export interface PruneCall extends Base {
  call: "prune";
  /** RFC 3339 instant in UTC, at least as long ago as the keeper's term. */
  before: string;
  /** Person ids. */
  by: string;
  second: string;
  /** Id of what the two agreed to. */
  approval?: string;
  at?: string;
}
/** What ends: `count` entries before `upto`, beyond those that had ended before. */
export interface PruneResult extends Ok {
  upto: number;
  count: number;
}

/** Days for which entries are kept at least, unless the keeper is told otherwise: five years. */
export const TERM_DAYS = 1826;

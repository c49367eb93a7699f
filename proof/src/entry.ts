/** A journal entry, schema v1. Canonical JSON (RFC 8785, restricted: no null, no float, ASCII keys). */

/** Decision that stands behind an entry. */
export type Decision = "allow" | "deny" | "breakglass";

/** What came of it; set by the keeper. */
export type Outcome = "opened" | "refused" | "match" | "nomatch" | "failed" | "done";

/** Flat policy context: the decision can be repeated from it. */
export type PolicyContext = Record<string, boolean | string>;

/** One entry. Names of holders and persons are pseudonyms, 32 hexadecimal digits; what each field may hold stands in `field-rules.ts`. */
export interface Entry {
  /** Schema version. */
  v: 1;
  /** Kind of entry, one of ENTRY_KINDS; closed fields per kind. */
  typ: string;
  /** Real time, set by the keeper: RFC 3339, UTC, milliseconds. */
  ts: string;
  /** Story time; only in a log whose first entry says `simulated`. */
  at?: string;
  /** Idempotency id of the call, a UUIDv7. */
  iid: string;
  /** Pseudonym of the acting person: hex, 128 bit, changes yearly. */
  act?: string;
  /** Pseudonym of a person whom the entry concerns. */
  psn?: string;
  /** Pseudonym of the customer: hex, 128 bit, changes each calendar quarter. */
  sub?: string;
  subs?: string[];
  /** Pseudonym of the case: hex, 128 bit, under the customer's link key. */
  ctag?: string;
  /** Purpose id. */
  pur?: string;
  dec?: Decision;
  /** Ids of the rules that decided. */
  rsn?: string[];
  /** Hash of the policy in force: hex SHA-256. */
  pol?: string;
  ctx?: PolicyContext;
  /** Opened fields, `field:mask`, in the order asked. */
  fld?: string[];
  /** Version of each value opened, in the order of `fld`. */
  ver?: number[];
  out?: Outcome;
  /** Keyed MAC of the trace code shown on the screen: hex, 128 bit. */
  tok?: string;
  /** Index of an earlier entry that this one repeats or corrects. */
  re?: number;
  /** Device label (reserved). */
  dev?: string;
  /** Signature of the request by the agent's session key (reserved). */
  sig?: string;
  /** Commitment to the sealed detail: hex SHA-256 over domain, salt and padded canonical detail. */
  com?: string;
  /** Facts of this kind of entry, closed per kind. */
  body?: Record<string, EntryValue>;
}

/** What canonical JSON of our kind can hold: no null, and of numbers only safe integers. */
export type EntryValue = string | number | boolean | EntryValue[] | { [key: string]: EntryValue };

/** What calls and answers are made of. */
import type { Decision, EntryValue } from "@mercusuar/proof";

/** Who has keys of his own. */
export type HolderKind = "customer" | "person";
/** How much of a value is shown: `last4` characters, `initials` of each word, the `domain` of an address, `year`, `region`, whether there is one (`present`), nothing (`hidden`). */
export type Mask = "full" | "last4" | "initials" | "domain" | "year" | "region" | "present" | "hidden";

/** A key holder as the database knows it: `wrap` is the sealed key pair. */
export interface HolderRef {
  kind: HolderKind;
  id: string;
  wrap: string;
}

/** What the server claims about person, purpose and decision. */
export interface Claims {
  /** Person id; the keeper writes a pseudonym. */
  act: string;
  /** That person's own wrap: whoever has no key of his own opens nothing, and finds nobody. */
  wrap?: string;
  pur?: string;
  dec: Decision;
  rsn: string[];
  pol?: string;
  /** The flat policy context as canonical text: the same few come again and again, and are read once. */
  ctx?: string;
  /** Case id; the keeper writes a tag under the customer's link key. */
  case?: string;
  /** In the person's portfolio or queue: does not count as browsing. */
  own?: boolean;
  re?: number;
  dev?: string;
  /** Story time, only accepted in a simulated log. */
  at?: string;
}

/** A field as the database keeps it: id, version of its value, ciphertext. */
export interface SealedField {
  id: string;
  ver: number;
  ct: string;
}
/** A field that is to be opened, under this mask. */
export interface AskedField extends SealedField {
  mask: Mask;
}
/** What is sealed beside an entry for an inquiry; never in the entry itself. */
export type Detail = Record<string, EntryValue>;

/** What every call has. */
export interface Base {
  /** UUIDv7 of the call: asked a second time, it is told by its index and never with fields. */
  iid: string;
}

/** What every good answer has. */
export interface Ok {
  ok: true;
  /** Journal index; -1 where nothing is written. */
  idx: number;
  /** Time of the entry: RFC 3339, UTC, milliseconds. */
  ts: string;
}

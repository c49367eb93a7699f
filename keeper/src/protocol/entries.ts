/** Calls that open nothing: entries of the chapters, and the grant without which no tokens are made. */
import type { Decision, EntryValue } from "@mercusuar/proof";
import type { Base, Detail, HolderRef, Ok } from "./parts.ts";

/** Writes entries that open nothing. */
export interface AppendCall extends Base {
  call: "append";
  typ: string;
  /** Person id of the actor. Absent for the program itself. */
  act?: string;
  /** Person id whom it concerns. */
  psn?: string;
  holder?: HolderRef;
  case?: string;
  pur?: string;
  dec?: Decision;
  rsn?: string[];
  pol?: string;
  /** As in `Claims`. */
  ctx?: string;
  re?: number;
  /** As in `Claims`. */
  dev?: string;
  at?: string;
  body: Record<string, EntryValue>;
  /** Sealed under the holder's key; needs `holder`. */
  detail?: Detail;
}
/** The entry stands in the journal. */
export interface AppendResult extends Ok {}

/** A grant to make index tokens: two persons, a maximum, an end. */
export interface GrantCall extends Base {
  call: "grant";
  by: string;
  second: string;
  max: number;
  until: string;
  source: string;
  at?: string;
}
/** Id of the grant, for `seal` and `rewrap`. */
export interface GrantResult extends Ok {
  grant: string;
}

/** Calls about what holders have under their keys: sealing, opening, finding, comparing. */
import type { AskedField, Base, Claims, Detail, HolderKind, HolderRef, Ok, SealedField } from "./parts.ts";

/** Longest value of one field, bytes of UTF-8. */
export const MAX_VALUE = 8 * 1024;
/** Most holders in one `seal`. */
export const MAX_SEAL_HOLDERS = 500;
/** Most holders in one `list`. */
export const MAX_LIST_HOLDERS = 25;

/** Seals values of holders (new ones get keys) and gives index tokens. One entry a call. Tokens count against `grant`. */
export interface SealCall extends Base {
  call: "seal";
  claims: Claims;
  /** Import grant id; needed as soon as `index` is asked for more than one holder. */
  grant?: string;
  /** Where it came from, for the entry: e.g. import id. */
  source?: string;
  holders: Array<{
    kind: HolderKind;
    id: string;
    /** Absent: a new holder, keys are made. */
    wrap?: string;
    flags?: { honey?: boolean; protected?: boolean };
    fields: Array<{ id: string; ver: number; value: string }>;
    /** Normalised values to make blind index tokens of. */
    index: Array<{ ix: string; value: string }>;
  }>;
}
/** In the order asked: each with its wrap, ciphertexts by field id, tokens. */
export interface SealResult extends Ok {
  holders: Array<{ id: string; wrap: string; fields: Record<string, string>; tokens: IndexToken[] }>;
}

/** The blind index token of one value: the same for whoever asks for the same value, worth nothing without it. */
export interface IndexToken {
  ix: string;
  token: string;
  /** While keys are rotated: the same value's tokens under the older index keys, for whoever looks for what was kept before. */
  older?: string[];
}

/** Opens named fields of one holder under named masks; with `dec: deny` opens nothing and writes the refusal. */
export interface LookCall extends Base {
  call: "look";
  claims: Claims;
  holder: HolderRef;
  fields: AskedField[];
  detail?: Detail;
}
/** Values by field id, under their masks. */
export interface LookResult extends Ok {
  values: Record<string, string>;
  /** Trace code, `XXXX-XXXX-XXXX` Crockford base 32. */
  code: string;
}

/** Masked rows of at most 25 holders. */
export interface ListCall extends Base {
  call: "list";
  claims: Claims;
  rows: Array<{ holder: HolderRef; fields: AskedField[] }>;
  detail?: Detail;
}
/** In the order asked; values by field id. */
export interface ListResult extends Ok {
  rows: Array<{ id: string; values: Record<string, string> }>;
  code: string;
}

/** Index tokens of a query (all living epochs, newest first); the searched value goes sealed under the person's key into the detail. */
export interface TokensCall extends Base {
  call: "tokens";
  claims: Claims;
  person: HolderRef;
  queries: Array<{ ix: string; value: string }>;
}
/** Tokens of each query, in the order asked. */
export interface TokensResult extends Ok {
  tokens: string[][];
}

/** Opens one value for a connector that dials or writes (`connectors.ts` says which may have which field), never for a screen. */
export interface UseCall extends Base {
  call: "use";
  claims: Claims;
  holder: HolderRef;
  field: SealedField;
  connector: string;
}
/** The value, for the connector alone; empty where the call was a refusal. */
export interface UseResult extends Ok {
  value: string;
}

/** Compares in the keeper; 3 tries a case, 5 a day per holder over all persons, surviving restart. */
export interface MatchCall extends Base {
  call: "match";
  claims: Claims;
  holder: HolderRef;
  field: SealedField;
  given: string;
  /** Other values that must match as well, in the same try; `last`: only so many characters from the end. */
  and?: Array<{ field: SealedField; given: string; last?: number }>;
}
/** Whether it was that value; the value itself is never shown. */
export interface MatchResult extends Ok {
  match: boolean;
  /** Tries left in this case. */
  left: number;
}

/** Opens the sealed detail of an entry about this holder, for an inquiry; itself written as a look at `detail`, with `re` the entry. */
export interface DetailCall extends Base {
  call: "detail";
  claims: Claims;
  holder: HolderRef;
  index: number;
}
/** What was sealed beside the entry. */
export interface DetailResult extends Ok {
  /** As it was given, with the case id under `case`; empty when denied. */
  detail: Detail;
}

/** Pseudonyms of holders for the quarters named, and tags of cases, to rebuild the projection. */
export interface PseudonymsCall extends Base {
  call: "pseudonyms";
  act: string;
  /** `YYYYQn` for customers, `YYYY` for persons (persons need no wrap). */
  periods: string[];
  holders: Array<{ kind: HolderKind; id: string; wrap?: string; cases?: string[] }>;
  at?: string;
}
/** By holder: pseudonym of each period, tag of each case. */
export interface PseudonymsResult extends Ok {
  holders: Array<{ id: string; subs: Record<string, string>; ctags: Record<string, string> }>;
}

/**
 * The keeper's calls, as they cross the socket. Binary values are base64 strings.
 * Frame: 4-byte big-endian length + UTF-8 JSON. Request frame `{ id, calls: Call[] }`, answer frame `{ id, results: Result[] }`
 * in the same order. A frame is at most MAX_FRAME bytes; calls of many callers travel in one frame and share one batch on disk.
 */
import type { Decision, EntryValue } from "@mercusuar/proof";

export const MAX_FRAME = 8 * 1024 * 1024;
/** Longest value of one field, bytes of UTF-8. */
export const MAX_VALUE = 8 * 1024;
/** Most holders in one `seal` and in one `list`. */
export const MAX_SEAL_HOLDERS = 500;
export const MAX_LIST_HOLDERS = 25;

export type HolderKind = "customer" | "person";
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

export interface SealedField {
  id: string;
  ver: number;
  ct: string;
}
export interface AskedField extends SealedField {
  mask: Mask;
}
export type Detail = Record<string, EntryValue>;

interface Base {
  iid: string;
}

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
export interface SealResult extends Ok {
  holders: Array<{ id: string; wrap: string; fields: Record<string, string>; tokens: IndexToken[] }>;
}

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
export interface LookResult extends Ok {
  values: Record<string, string> /** Trace code, `XXXX-XXXX-XXXX` Crockford base 32. */;
  code: string;
}

/** Masked rows of at most 25 holders. */
export interface ListCall extends Base {
  call: "list";
  claims: Claims;
  rows: Array<{ holder: HolderRef; fields: AskedField[] }>;
  detail?: Detail;
}
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
export interface TokensResult extends Ok {
  tokens: string[][];
}

/** Compares in the keeper; 3 tries a case, 5 a day per holder over all persons, surviving restart. */
export interface MatchCall extends Base {
  call: "match";
  claims: Claims;
  holder: HolderRef;
  field: SealedField;
  given: string;
}
export interface MatchResult extends Ok {
  match: boolean /** Tries left in this case. */;
  left: number;
}

/** Opens the sealed detail of an entry about this holder, for an inquiry; itself written as a look at `detail`, with `re` the entry. */
export interface DetailCall extends Base {
  call: "detail";
  claims: Claims;
  holder: HolderRef;
  index: number;
}
export interface DetailResult extends Ok {
  /** As it was given, with the case id under `case`; empty when denied. */
  detail: Detail;
}

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
  at?: string;
  body: Record<string, EntryValue>;
  /** Sealed under the holder's key; needs `holder`. */
  detail?: Detail;
}
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
export interface GrantResult extends Ok {
  grant: string;
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
export interface PseudonymsResult extends Ok {
  holders: Array<{ id: string; subs: Record<string, string>; ctags: Record<string, string> }>;
}

/**
 * Of `log`: another key signs the journal beside the old one (`begin`), then alone (`end`), two persons each time. Else:
 * new KEK and index key (`begin`), or the end of the old ones (`end`). Begins for two persons, as a grant; ends by itself once every
 * living holder has come through, or for two persons who name how many are given up.
 */
export interface RotateCall extends Base {
  call: "rotate";
  step: "begin" | "end";
  /** Of the log key: `days` in which both sign, 30 where nothing is said; `early`: ended before they are over. */
  of?: "log";
  days?: number;
  early?: boolean;
  /** Person ids; needed to begin, and to give up holders. */
  by?: string;
  second?: string;
  /** How many holders are given up: exactly as many as have not come. */
  leave?: number;
  /** With the beginning: every holder gets a DEK of his own anew, as where keys may have been copied. */
  renew?: boolean;
  at?: string;
}
export interface RotateResult extends Ok {
  epoch: number;
  /** Living holders by the keeper's own list, and how many of them are not under the newest KEK. */
  living: number;
  left: number;
}

/** Most holders in one `rewrap`, and most values of one holder that get tokens. */
export const MAX_REWRAP_HOLDERS = 100;
export const MAX_REWRAP_INDEX = 500;

/** Brings holders under the newest keys: wraps, and tokens of values that the keeper opens for itself. Fields stay as they are. */
export interface RewrapCall extends Base {
  call: "rewrap";
  holders: Array<
    HolderRef & {
      fields: SealedField[];
      /** `of`: one field; or name and birth date for `name_birth`. */
      index: Array<{ ix: string; of: string[] }>;
      /** Tokens that the caller holds of these values: who knows the old one learns nothing from the new one. */
      known: string[];
    }
  >;
  /** Import grant, for values of which no living token is known: without it they get none, or this call would be an oracle. */
  grant?: string;
  at?: string;
}
/** `was`: tokens of the same value under older index keys that are still alive. */
export type Rewrapped =
  | {
      id: string;
      wrap: string;
      tokens: Array<{ ix: string; of: string[]; token: string; was: string[] }>;
      /** Values that got no token, for want of a grant. */
      withheld: number;
    }
  | { id: string; fault: "bad-wrap" | "bad-ciphertext" | "erased" };
export interface RewrapResult extends Ok {
  epoch: number;
  living: number;
  left: number;
  /** Too much was guessed in the last hour: no tokens are told to anybody without a grant. */
  silent: boolean;
  /** In the order asked. */
  holders: Rewrapped[];
}

/** What keys there are. Writes nothing. */
export interface KeysCall extends Base {
  call: "keys";
}
export interface KeyFacts {
  /** `log`, `kek-2`, `index-2`, `mac`, `person-2026`. */
  id: string;
  /** What kind of key; its words are the asker's. */
  kind: "log" | "kek" | "index" | "mac" | "person";
  algorithm: string;
  /** RFC 3339; absent where the journal does not tell. */
  madeAt?: string;
  destroyedAt?: string;
  state: "live" | "retiring" | "destroyed";
  /** Of a KEK that is being retired: holders that are still to come under the new one. */
  left?: number;
  /** Where it lies; absent once it is destroyed. */
  path?: string;
  /** Says which key it is and nothing about it. */
  fingerprint: string;
}
export interface KeysResult extends Ok {
  directory: string;
  epoch: number;
  rotating: boolean;
  living: number;
  left: number;
  /** Of those left, how many the keeper knows by number only: their key ids are not in this journal. */
  unlisted: number;
  /** When the last rotation began, and before when no other may. */
  rotatedAt?: string;
  notBefore?: string;
  keys: KeyFacts[];
  /** Verifier key of the journal; while another key takes over, that one too, and until when both are to sign. */
  log: { vkey: string; next?: string; until?: string };
}

/** Destroys a customer's key: two different persons, at most 30 an hour. No wrap of it, from whichever backup, is opened again. */
export interface DestroyCall extends Base {
  call: "destroy";
  holder: HolderRef;
  /** Person ids. */
  by: string;
  second: string;
  /** One word: why. */
  why: string;
  /** Id of what the two agreed to. */
  approval: string;
  at?: string;
}
export interface DestroyResult extends Ok {
  /** Key id, hex: what stands on the list of the dead. */
  key: string;
  /** Epoch of the KEK alive at that time: once a rotation has ended it, no backup can be opened either. */
  epoch: number;
  /** Pseudonym of the customer in this quarter. */
  sub: string;
}

/** Most key ids in one answer to `erased`. */
export const MAX_ERASED = 10_000;

/** Which keys are dead. Writes nothing. */
export interface ErasedCall extends Base {
  call: "erased";
  /** Place in the list, from 0. */
  from: number;
}
export interface ErasedResult extends Ok {
  of: number;
  keys: Array<{ key: string; index?: number }>;
}

export interface StatusCall extends Base {
  call: "status";
}
export interface WitnessStatus {
  /** As the trust policy names it. */
  name: string;
  /** `refuses`: does not know this log or key. `lying`: what it says is not signed, or signed wrongly. */
  state: "unasked" | "ok" | "down" | "slow" | "refuses" | "lying";
  /** Size that it cosigned last, as far as is known. */
  size?: number;
  /** When it last cosigned since the start. */
  at?: string;
  /** It runs on the keeper's own machine, and proves nothing about whoever rules that. */
  here: boolean;
}
export interface StatusResult extends Ok {
  origin: string;
  size: number;
  root: string;
  simulated: boolean;
  /** Why nothing is sealed or opened any more, or absent. */
  halted?: string;
  /** Bytes free where the journal lies. */
  free: number;
  assurance: 0 | 1 | 2 | 3;
  /** The level rests on something that cannot be computed: that a witness is independent. */
  declared: boolean;
  /** The witnesses that are asked; empty where none are set. */
  witnesses: WitnessStatus[];
  /** The last checkpoint that a quorum of them has cosigned since the start. */
  cosigned?: { size: number; at: string };
  /** The checkpoint that goes into a directory of somebody else each day: the last day (UTC) it was written, and why it cannot be. */
  copy?: { day?: string; trouble?: string };
  /** Whether the standby confirmed what was sent to it last; absent where there is none. */
  mirror?: { up: boolean };
  /** No quorum has cosigned for longer than the set grace: nothing sensitive is opened. */
  unwitnessed: boolean;
  durability: "fdatasync" | "none";
  /** Values opened since the start that no entry tells of: always 0, unless somebody found a way around the desk. */
  unlogged: number;
  epoch: number;
  holders: number;
  /** Customers whose keys are destroyed. */
  erased: number;
}

interface Ok {
  ok: true /** Journal index; -1 where nothing is written. */;
  idx: number;
  ts: string;
}
export type KeeperErrorCode =
  | "bad-call"
  | "bad-wrap"
  | "bad-ciphertext"
  | "repeated"
  | "expired-iid"
  | "budget"
  | "bulk"
  | "tries"
  | "grant"
  | "schema"
  | "unknown-kind"
  | "mask"
  | "halted"
  | "disk-full"
  | "disk-failed"
  | "erased"
  | "unwitnessed"
  | "not-simulated"
  | "too-large"
  | "rotating"
  | "too-soon"
  | "living";
export interface Refused {
  ok: false;
  code: KeeperErrorCode /** Never holds personal data. */;
  detail: string /** Index of the entry that records the refusal or, for `repeated`, the first call. */;
  idx?: number;
}

export type Call =
  | SealCall
  | LookCall
  | ListCall
  | TokensCall
  | MatchCall
  | DetailCall
  | AppendCall
  | GrantCall
  | PseudonymsCall
  | RotateCall
  | RewrapCall
  | KeysCall
  | DestroyCall
  | ErasedCall
  | StatusCall;
export type Result =
  | SealResult
  | LookResult
  | ListResult
  | TokensResult
  | MatchResult
  | DetailResult
  | AppendResult
  | GrantResult
  | PseudonymsResult
  | RotateResult
  | RewrapResult
  | KeysResult
  | DestroyResult
  | ErasedResult
  | StatusResult
  | Refused;

/** First frame of each connection: proves that the caller knows the socket key (file `DIR/run/keeper.key`, 0600, new at each keeper start). */
export interface Hello {
  hello: 1;
  key: string;
}

/** Exit code of a keeper whose disk did not confirm a write: the next one reads the journal anew. */
export const DISK_FAILED = 5;

/** How the server starts the keeper: `node keeper/dist/main.js --data DIR --keys KEYDIR --socket PATH [--simulated]`, IPC channel open.
 *  IPC messages up: `{ ready: true, socket, size, root, origin, created: boolean }`, `{ failed: string, code }`. Exits on IPC disconnect. */
export interface Ready {
  ready: true;
  socket: string;
  size: number;
  root: string;
  origin: string;
  created: boolean;
}

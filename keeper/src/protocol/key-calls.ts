/** Calls about the keys themselves: rotation, destruction, what there is. */
import type { Base, HolderRef, Ok, SealedField } from "./parts.ts";

/** Days in which both log keys sign, where a call does not say. */
export const OVERLAP_DAYS = 30;
/** Longer than a year two log keys never sign. */
export const MOST_OVERLAP_DAYS = 366;

/**
 * Of `log`: another key signs the journal beside the old one (`begin`), then alone (`end`), two persons each time. Else:
 * new KEK and index key (`begin`), or the end of the old ones (`end`). Begins for two persons, as a grant; ends by itself once every
 * living holder has come through, or for two persons who name how many are given up.
 */
export interface RotateCall extends Base {
  call: "rotate";
  step: "begin" | "end";
  /** Of the log key: `days` in which both sign; `early`: ended before they are over. */
  of?: "log";
  days?: number;
  early?: boolean;
  /** With the beginning: the new key is this one, in the SSH agent; its public half, 64 hex digits. */
  sshAgent?: string;
  /** Person ids; needed to begin, and to give up holders. */
  by?: string;
  second?: string;
  /** How many holders are given up: exactly as many as have not come. */
  leave?: number;
  /** With the beginning: every holder gets a DEK of his own anew, as where keys may have been copied. */
  renew?: boolean;
  at?: string;
}
/** Where the rotation stands. */
export interface RotateResult extends Ok {
  epoch: number;
  /** Living holders by the keeper's own list, and how many of them are not under the newest KEK. */
  living: number;
  left: number;
}

/** Most holders in one `rewrap`. */
export const MAX_REWRAP_HOLDERS = 100;
/** Most values of one holder that get tokens. */
export const MAX_REWRAP_INDEX = 500;

/** Brings holders under the newest keys: wraps, and tokens of values that the keeper opens for itself. Fields stay as they are. */
export interface RewrapCall extends Base {
  call: "rewrap";
  holders: Array<
    HolderRef & {
      fields: SealedField[];
      /** `of`: one field; or the two of `name_birth` and of `address`. */
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
/** Where the rotation stands, and what became of each holder. */
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
/** One key, without anything secret. */
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
/** Every key that is or was, and where a rotation stands. */
export interface KeysResult extends Ok {
  directory: string;
  epoch: number;
  rotating: boolean;
  /** The rotation that goes on gives every holder a new DEK, too. */
  renewing: boolean;
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
/** The key is dead; what a certificate says. */
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
/** One page of the list of the dead, of `of` in all. */
export interface ErasedResult extends Ok {
  of: number;
  keys: Array<{ key: string; index?: number }>;
}

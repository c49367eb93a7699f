/**
 * The keeper's calls, as they cross the socket. Binary values are base64 strings.
 * Frame: 4-byte big-endian length + UTF-8 JSON. Request frame `{ id, calls: Call[] }`, answer frame `{ id, results: Result[] }`
 * in the same order. A frame is at most MAX_FRAME bytes; calls of many callers travel in one frame and share one batch on disk.
 */
import type { AppendCall, AppendResult, GrantCall, GrantResult } from "./protocol/entries.ts";
import type {
  DetailCall,
  DetailResult,
  ListCall,
  ListResult,
  LookCall,
  LookResult,
  MatchCall,
  MatchResult,
  PseudonymsCall,
  PseudonymsResult,
  SealCall,
  SealResult,
  TokensCall,
  TokensResult,
  UseCall,
  UseResult,
} from "./protocol/held-data.ts";
import type {
  DestroyCall,
  DestroyResult,
  ErasedCall,
  ErasedResult,
  KeysCall,
  KeysResult,
  RewrapCall,
  RewrapResult,
  RotateCall,
  RotateResult,
} from "./protocol/key-calls.ts";
import type { PruneCall, PruneResult } from "./protocol/prune.ts";
import type { StatusCall, StatusResult } from "./protocol/status.ts";

export * from "./protocol/entries.ts";
export * from "./protocol/held-data.ts";
export * from "./protocol/key-calls.ts";
export type { AskedField, Claims, Detail, HolderKind, HolderRef, Mask, SealedField } from "./protocol/parts.ts";
export * from "./protocol/prune.ts";
export * from "./protocol/status.ts";

/** Bytes of a frame behind its length. */
export const MAX_FRAME = 8 * 1024 * 1024;

/** Why nothing was done. `halted`, `unsigned`, `disk-full`, `disk-failed`: the keeper can write nothing; `repeated`: this call was answered before. */
export type KeeperErrorCode =
  | "bad-call"
  | "bad-wrap"
  | "bad-ciphertext"
  | "repeated"
  | "expired-iid"
  | "budget"
  | "bulk"
  | "unknown-person"
  | "tries"
  | "grant"
  | "schema"
  | "unknown-kind"
  | "mask"
  | "halted"
  | "unsigned"
  | "disk-full"
  | "disk-failed"
  | "erased"
  | "unwitnessed"
  | "not-simulated"
  | "too-large"
  | "rotating"
  | "too-soon"
  | "nothing-ends"
  | "living";
/** Nothing was opened, nothing changed. */
export interface Refused {
  ok: false;
  code: KeeperErrorCode;
  /** Never holds personal data. */
  detail: string;
  /** Index of the entry that records the refusal or, for `repeated`, the first call. */
  idx?: number;
}

/** Every call. */
export type Call =
  | SealCall
  | LookCall
  | UseCall
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
  | PruneCall
  | StatusCall;
/** The answer to a call, or its refusal. */
export type Result =
  | SealResult
  | LookResult
  | UseResult
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
  | PruneResult
  | StatusResult
  | Refused;

/** First frame of each connection: proves that the caller knows the socket key (file `DIR/run/keeper.key`, new at each keeper start: 0600, of a keeper that runs apart 0640). */
export interface Hello {
  hello: 1;
  key: string;
  /** The operating system's number of the user that the caller runs as, where it has one. */
  uid?: number;
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

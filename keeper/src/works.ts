/** What the calls work with. */
import type { Entry } from "@mercusuar/proof";
import type { Clock } from "./clock.ts";
import type { Pruner } from "./journal/pruner.ts";
import type { HolderList } from "./keys/holder-list.ts";
import type { KeyHistory } from "./keys/key-history.ts";
import type { KeyRing } from "./keys/key-ring.ts";
import type { Destructions } from "./limits/destructions.ts";
import type { Guesses } from "./limits/guesses.ts";
import type { ImportGrants } from "./limits/import-grants.ts";
import type { OpeningLimits } from "./limits/opening.ts";
import type { Tries } from "./limits/tries.ts";
import type { Result } from "./protocol.ts";
import type { Holders } from "./sealing/holders.ts";
import type { Pseudonyms } from "./sealing/pseudonyms.ts";

export interface Works {
  /** Under which everything is sealed: the name of the first log. */
  origin: string;
  keys: KeyRing;
  clock: Clock;
  holders: Holders;
  pseudonyms: Pseudonyms;
  opening: OpeningLimits;
  tries: Tries;
  grants: ImportGrants;
  guesses: Guesses;
  /** Keys that are dead. */
  destructions: Destructions;
  /** Living holders, by the keeper's own count. */
  list: HolderList;
  history: KeyHistory;
  rotation: {
    /** One is being written down at this moment. */
    underway: boolean;
    /** The same of the log key. */
    logUnderway: boolean;
    /** ms since 1970: before that no other rotation begins. @param last when the last of its kind began */
    notBefore(last: number | undefined): number;
  };
  pruner: Pruner;
  /** Days for which entries are kept at least. */
  term: number;
  /** Writes what happened to a key, in the same batch as the call that it belongs to. */
  noteKey(typ: "key.create" | "key.erase", body: { key: string; fp?: string; epoch?: number; why?: string }): void;
  /** Puts in place what the journal says of the log key: who signs, which verifier keys are published, which secret is destroyed. */
  settleLogKeys(): void;
  /** Whoever knows only the old log key can read by it which one takes over, named in the entry at this index. */
  handedOver(index: number): boolean;
  /** Does one person alone decide what else takes two? Only at assurance 0, where the keeper vouches for nothing, and never apart from its server. */
  readonly aloneIsEnough: boolean;
  /** The sealed detail of a durable entry and the entry's commitment to it. */
  findDetail(index: number): { com: string; sealed: Buffer } | undefined;
  /** Raised when a honey record was opened: index of the look. */
  onHoney(index: number): void;
  /** Raised when the server itself asked too much, by the keeper's rule that stopped it and the index of the entry. */
  onBrake(rule: string, index: number): void;
}

export type EntryFacts = Omit<Entry, "v" | "ts" | "iid">;

/** A call that has been worked out in memory; nothing of it leaves before its entry is durable. */
export interface Prepared {
  entry: EntryFacts;
  detail?: Buffer;
  answer(idx: number, ts: string): Result;
  /** Takes back what was counted, when the entry did not become durable. */
  undo?(): void;
}

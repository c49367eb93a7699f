import type { Replayed } from "./people-replay.ts";

export interface ConsentState extends Replayed {
  id: string;
  state: string;
  method: string | undefined;
}
export interface CaseState extends Replayed {
  customer: string | undefined;
  purpose: string;
  origin: string;
  office: string;
  grade: string;
  /** `null`: handed to nobody. Undefined: an entry of an older release did not say to whom. */
  assigned: string | null | undefined;
  closesAt: number | undefined;
  closed: boolean;
  outcome: string | undefined;
  claim?: ClaimState | undefined;
  /** It came with an entry that says nothing of its rows: taken from the table as it is now. */
  unproved?: true;
}
export interface ClaimState extends Replayed {
  id: string;
  case: string | undefined;
  person: string | undefined;
  expires: number;
  released: boolean;
}
export interface ShareState extends Replayed {
  id: string;
  customer: string;
  holder: string;
  standIn: string | null;
  office: string;
  ended: boolean;
  unproved?: true;
}
/** Emergency access: asked for, and perhaps opened until a time. */
export interface GlassState extends Replayed {
  customer: string | undefined;
  person: string | undefined;
  purpose: string;
  why: string | undefined;
  minutes: number | undefined;
  decidedBy: string | undefined;
  granted: boolean | undefined;
  from: number | undefined;
  until: number | undefined;
  closed: boolean;
}
/** A policy as it was published; `modes`: what each rule did, absent in an entry of an older release. */
export interface PolicyState extends Replayed {
  from: number;
  modes: ReadonlyMap<string, string> | undefined;
}
/** The officer changed what a rule does. */
export interface ModeState extends Replayed {
  rule: string | undefined;
  mode: string | undefined;
  was: string | undefined;
  why: string | undefined;
  by: string | undefined;
}
export interface Outcome {
  person: string | undefined;
  outcome: string;
}

/** Rows that an entry brought among others: read from the table and proved by their fingerprints before the journal is replayed. */
export interface BatchRows {
  cases: Map<number, Array<[string, CaseState]>>;
  shares: Map<number, ShareState[]>;
}

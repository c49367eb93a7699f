/** How the keeper is. */
import type { Base, Ok } from "./parts.ts";

/** How the keeper is. Writes nothing. */
export interface StatusCall extends Base {
  call: "status";
}
/** One witness, as the keeper last met it. */
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
/** What the lamp shows. */
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
  /** The SSH agent that holds the log key does not sign: nothing is opened or written. */
  unsigned: boolean;
  durability: "fdatasync" | "none";
  /** Values opened since the start that no entry tells of: always 0, unless somebody found a way around the desk. */
  unlogged: number;
  /** Days for which entries are kept at least, and up to where they were pruned; absent where nothing ever was. */
  term: number;
  pruned?: { upto: number; before: string };
  epoch: number;
  holders: number;
  /** Customers whose keys are destroyed. */
  erased: number;
}

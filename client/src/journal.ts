import type { Asking, Send } from "./transport.ts";
import { queryOf, segment } from "./transport.ts";

/** One thing that the lamp watches. */
export interface LampPart {
  id: string;
  state: "lit" | "amber" | "dark";
  since?: string;
  /** Late, and within the grace. */
  late?: boolean;
  means: { id: string; en: string };
  todo?: { id: string; en: string };
}

/** The lamp: lit when keeper, journal and outbox are alive. Dark: `why` says what is closed because of it. */
export interface Lamp {
  lit: boolean;
  keeper: "up" | "down" | "slow" | "halted" | "unsigned" | "disk-full" | "disk-failed";
  why?: string | { id: string; en: string };
  since?: string;
  /** `pruned`: entries before `upto` whose term was over at `before` are gone but for their hashes. */
  journal?: { size: number; pruned?: { upto: number; before: string } };
  assurance?: number;
  /** The level rests on what cannot be computed: that a witness is independent. */
  declared?: boolean;
  /** The journal's witnesses and how each answered last. */
  witnesses?: Array<{ name: string; state: string; size?: number; at?: string; here: boolean }>;
  /** The last checkpoint that a quorum of them cosigned. */
  cosigned?: { size: number; at: string };
  /** `amber`: data opens, and the watch over it is not complete. Absent of servers of before. */
  state?: "lit" | "amber" | "dark";
  /** Keeper, journal, witnesses, feeds, evening, state check: each with since when, what it means and what to do. */
  parts?: LampPart[];
  /** What somebody should look after although the lamp is lit. */
  notice?: { id: string; en: string };
  simulated?: boolean;
  durability?: string;
  waiting?: number;
}

/** The signed size and root of the journal; `line` is what a QR code holds and `journal verify --known` takes. */
export interface CheckpointLine {
  size: number;
  /** Hex. */
  root: string;
  line: string;
}

export interface TrailRow {
  entry: number;
  typ: string;
  at: string;
  person?: string;
  customer?: string;
  purpose?: string;
  case?: string;
  decision: string;
  rules: string[];
  watch: string[];
  fields: string[];
  /** Print of the machine: two rows with the same one come from the same machine. */
  device?: string;
  out: string;
}

/** A page of who looked; `entry` records that it was asked. */
export interface Trail {
  rows: TrailRow[];
  next?: string;
  entry: number;
  /** Looks before this instant were pruned when their term was over: that there are no rows says nothing of the time before. */
  prunedBefore?: string;
}

/** Instants (RFC 3339), at most 500 rows a page. */
export interface Between {
  from: string;
  to: string;
  cursor?: string;
  limit?: number;
}

/** Who looked, proofs, and whether the watch is alive. Each reading of a trail leaves an entry itself. */
export const journalRoutes = (send: Send) => ({
  checkpoint: (asking?: Asking) => send.json<CheckpointLine>("GET", "/api/journal/checkpoint", undefined, asking),
  lamp: (asking?: Asking) => send.json<Lamp>("GET", "/api/lamp", undefined, asking),
  personTrail: (person: string, between: Between, asking?: Asking) =>
    send.json<Trail>("GET", `/api/trail/people/${segment(person)}${queryOf({ ...between })}`, undefined, asking),
  customerTrail: (customer: string, between: Between, asking?: Asking) =>
    send.json<Trail>("GET", `/api/trail/customers/${segment(customer)}${queryOf({ ...between })}`, undefined, asking),
  receipt: (entry: number, asking?: Asking) => send.text(`/api/journal/receipts/${segment(entry)}`, asking),
});

import type { Asking, Send } from "./transport.ts";
import { queryOf, segment } from "./transport.ts";

/** The lamp: lit when keeper, journal and outbox are alive. Dark: `why` says what is closed because of it. */
export interface Lamp {
  lit: boolean;
  keeper: "up" | "down" | "slow" | "halted" | "disk-full";
  why?: string | { id: string; en: string };
  since?: string;
  journal?: { size: number };
  assurance?: unknown;
  durability?: unknown;
  waiting?: number;
}

export interface TrailRow {
  entry: number;
  at: string;
  person?: string;
  customer?: string;
  purpose?: string;
  case?: string;
  decision: string;
  rules: string[];
  fields: string[];
  out: string;
}

export interface Between {
  from?: string;
  to?: string;
  cursor?: string;
}

/** Who looked, proofs, and whether the watch is alive. Each reading of a trail leaves an entry itself. */
export const journalRoutes = (send: Send) => ({
  lamp: (asking?: Asking) => send.json<Lamp>("GET", "/api/lamp", undefined, asking),
  personTrail: (person: string, between: Between = {}, asking?: Asking) =>
    send.json<{ rows: TrailRow[]; next?: string }>(
      "GET",
      `/api/trail/people/${segment(person)}${queryOf({ ...between })}`,
      undefined,
      asking,
    ),
  customerTrail: (customer: string, between: Between = {}, asking?: Asking) =>
    send.json<{ rows: TrailRow[]; next?: string }>(
      "GET",
      `/api/trail/customers/${segment(customer)}${queryOf({ ...between })}`,
      undefined,
      asking,
    ),
  receipt: (entry: number, asking?: Asking) => send.text(`/api/journal/receipts/${segment(entry)}`, asking),
});

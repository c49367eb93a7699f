import type { Asking, Send } from "./transport.ts";

export interface Interaction {
  external: string;
  kind: "call" | "counter" | "customer_event";
  person?: string;
  extension?: string;
  customer?: string;
  phone?: string;
  customerNumber?: string;
  channel: string;
  startsAt: string;
  endsAt?: string;
  result?: string;
}

export interface ReportRow {
  customer: string;
  channel: string;
  result: string;
}

/** `unbound`: kept, but no person or customer of ours is known by it yet. */
export interface InteractionsTold {
  new: number;
  same: number;
  unbound: number;
  bad: { row: number; column: string; what: string; expected: string }[];
}

/** What explains looks: contacts from other systems, the agent's own report, a mistake told at once. */
export const evidenceRoutes = (send: Send) => ({
  tellInteractions: (given: { source: string; rows: Interaction[] }, asking?: Asking) =>
    send.json<InteractionsTold>("POST", "/api/interactions", given, asking),
  fileReport: (given: { date: string; nihil?: true; rows?: ReportRow[] }, asking?: Asking) =>
    send.json<{ report: { id: string; date: string; nihil: boolean; rows: number; filedAt: string } }>(
      "POST",
      "/api/reports",
      given,
      asking,
    ),
  tellMistake: (given: { entry: number; reason?: "wrong_click" | "same_name" | "wrong_number" | "other" }, asking?: Asking) =>
    send.json<{ mistake: { id: string; entry: number; atOnce: boolean }; note?: string }>("POST", "/api/mistakes", given, asking),
});

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

/** What explains looks: contacts from other systems, the agent's own report, a mistake told at once. */
export const evidenceRoutes = (send: Send) => ({
  tellInteractions: (given: { source: string; rows: Interaction[] }, asking?: Asking) =>
    send.json<{ new: number; same: number; bad: { row: number; what: string }[] }>("POST", "/api/interactions", given, asking),
  fileReport: (given: { date: string; nihil?: true; rows?: ReportRow[] }, asking?: Asking) =>
    send.json<{ report: unknown }>("POST", "/api/reports", given, asking),
  tellMistake: (given: { entry: number; reason?: string }, asking?: Asking) =>
    send.json<{ mistake: unknown }>("POST", "/api/mistakes", given, asking),
});

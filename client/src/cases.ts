import type { Asking, Send } from "./transport.ts";
import { segment } from "./transport.ts";

export type Origin = "import" | "api" | "dispatch" | "campaign" | "agent_call" | "agent_visit";
export type SearchBy = "phone" | "nik" | "customer_number" | "name_birth" | "email" | "kk";

export interface OpenCase {
  id: string;
  purpose: string;
  origin: Origin;
  grade?: string;
  closesAt?: string;
  outcome?: string;
  open?: boolean;
}

/** One found customer: masked values, the open cases that one may work on, and whether he is one's own (portfolio). */
export interface FoundCustomer {
  customer: string;
  values: Record<string, string>;
  cases: { id: string; purpose: string; origin: Origin }[];
  /** In the portfolio, or dispatched to whoever asks. */
  own: boolean;
  portfolio: boolean;
}

export interface Found {
  rows: FoundCustomer[];
  entry: number;
  code: string;
}

export interface ListedCustomer {
  customer: string;
  values: Record<string, string>;
  case?: string;
  purpose?: string;
  origin?: Origin;
  openedAt?: string;
}

export interface Listing {
  rows: ListedCustomer[];
  next?: string;
  entry: number;
}

export interface OwnCase {
  customer: string;
  purpose: string;
  origin: "agent_call" | "agent_visit";
  reason?: string;
}

/** A case that another system brings: idempotent by `source` and `external`. */
export interface BroughtCase {
  customer: string;
  purpose: string;
  origin: "api" | "dispatch" | "campaign";
  external: string;
  source: string;
  office?: string;
  assignedTo?: string;
}

/** Work in hand: find, list, open, claim, close. Searches and listings are looks and leave entries. */
export const caseRoutes = (send: Send) => ({
  search: (given: { by: SearchBy; value: string; purpose: string; reason?: string }, asking?: Asking) =>
    send.json<Found>("POST", "/api/search", given, asking),
  list: (given: { of: "queue" | "portfolio" | "visits"; cursor?: string; reason?: string }, asking?: Asking) =>
    send.json<Listing>("POST", "/api/listings", given, asking),
  openCase: (given: OwnCase | BroughtCase, asking?: Asking) => send.json<{ case: OpenCase }>("POST", "/api/cases", given, asking),
  claimCase: (id: string, given?: { reason?: string }, asking?: Asking) =>
    send.json<{ case: string; until: string }>("POST", `/api/cases/${segment(id)}/claim`, given, asking),
  releaseCase: (id: string, asking?: Asking) => send.json<void>("DELETE", `/api/cases/${segment(id)}/claim`, undefined, asking),
  closeCase: (id: string, outcome: string, asking?: Asking) =>
    send.json<{ case: OpenCase }>("POST", `/api/cases/${segment(id)}/outcome`, { outcome }, asking),
});

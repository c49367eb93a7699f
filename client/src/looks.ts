import type { Asking, Send } from "./transport.ts";

export interface AskedLook {
  customer: string;
  purpose: string;
  case?: string;
  /** Default: all fields of the purpose. */
  fields?: string[];
  /** Fields whose mask opens for some seconds. */
  reveal?: string[];
  /** Entry of the look that this one widens. */
  re?: number;
  /** Picked from the `reasons` of a `reason-needed` refusal (R47). */
  reason?: string;
}

export interface OpenedField {
  id: string;
  mask: string;
  /** Empty where the field can only be matched. */
  value: string;
  can: ("reveal" | "match")[];
  /** Every revealed field has an entry of its own. */
  entry: number;
}

/** Berkenan, tidak berkenan, belum ditanya. */
export type Consent = "yes" | "no" | "unasked";

/** What a look opened. `entry` names it in the journal, `code` on the screen; at `closesAt` the card must be empty again. */
export interface Look {
  entry: number;
  code: string;
  at: string;
  closesAt: string;
  /** How long a revealed value may stay, in seconds. */
  seconds: number;
  purpose: string;
  case?: string;
  re?: number;
  fields: OpenedField[];
  locked: { id: string; rule: string }[];
  /** What this customer agreed to: offers, and learning his interests. */
  consents: { offers: Consent; interest: Consent };
  warnings: { rule: string; text: string }[];
}

export interface AskedMatch {
  customer: string;
  purpose: string;
  case: string;
  field: string;
  given: string;
  reason?: string;
}

export interface AskedPurposeChange {
  from: number;
  customer: string;
  case?: string;
  purpose: string;
  fields?: string[];
  reason?: string;
}

/** Looks: each one an entry in the journal before anything leaves the keeper. */
export const lookRoutes = (send: Send) => ({
  look: (given: AskedLook, asking?: Asking) => send.json<Look>("POST", "/api/looks", given, asking),
  match: (given: AskedMatch, asking?: Asking) =>
    send.json<{ match: boolean; left: number; entry: number }>("POST", "/api/matches", given, asking),
  changePurpose: (given: AskedPurposeChange, asking?: Asking) => send.json<Look>("POST", "/api/purpose-changes", given, asking),
});

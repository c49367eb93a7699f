import type { Mask } from "@mercusuar/keeper";
import type { Words } from "../platform/language.ts";

export type ConsentQuestion = "offers" | "interest";

/** How a purpose uses one field. */
export interface FieldUse {
  mask: Mask;
  /** The mask under which it may be shown on request, with an entry of its own. */
  reveal?: Mask;
  /** May be compared with what a caller says. */
  match?: true;
}

/** Why data may be used: internal, for the customer's benefit, on one legal basis. */
export interface Purpose {
  id: string;
  name: Words;
  /** What the customer has from it (R88). */
  benefit: Words;
  /** One legal basis, as a DPV term. */
  basis: "dpv:Contract" | "dpv:Consent" | "dpv:LegalObligation" | "dpv:LegitimateInterest";
  /** Kind of purpose, as a DPV term. */
  dpv: string;
  needsConsent?: ConsentQuestion;
  needsPortfolio?: boolean;
  functions: string[];
  fields: Record<string, FieldUse>;
}

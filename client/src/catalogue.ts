import type { Rule } from "./problem.ts";
import type { Asking, Send } from "./transport.ts";

export interface CatalogueField {
  id: string;
  class: string;
  label: string;
  /** How the value reads: rupiah, date, phone, gender, text … */
  type?: string;
}

export interface CataloguePurpose {
  id: string;
  label: string;
  benefit: string;
  basis: string;
  functions: string[];
  fields: { id: string; mask: string; reveal?: boolean; match?: boolean }[];
}

export interface Catalogue {
  fields: CatalogueField[];
  purposes: CataloguePurpose[];
  /** `closes`: the case ends with it. */
  outcomes: { id: string; label: string; closes: boolean }[];
  /** A rule refuses, or only watches; the same number may do both. */
  rules: (Rule & { set: string })[];
}

/** Fields, purposes, outcomes and rules in the language of the reader. */
export const catalogueRoutes = (send: Send) => ({
  catalogue: (asking?: Asking) => send.json<Catalogue>("GET", "/api/catalogue", undefined, asking),
});

import type { Rule } from "./problem.ts";
import type { Asking, Send } from "./transport.ts";

export interface CatalogueField {
  id: string;
  class: string;
  label: string;
}

export interface CataloguePurpose {
  id: string;
  label: string;
  benefit: string;
  basis: string;
  functions: string[];
  fields: unknown;
}

export interface Catalogue {
  fields: CatalogueField[];
  purposes: CataloguePurpose[];
  outcomes: { id: string; label: string }[];
  rules: Rule[];
}

/** Fields, purposes, outcomes and rules in the language of the reader. */
export const catalogueRoutes = (send: Send) => ({
  catalogue: (asking?: Asking) => send.json<Catalogue>("GET", "/api/catalogue", undefined, asking),
});

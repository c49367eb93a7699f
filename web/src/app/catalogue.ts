import type { Catalogue } from "@mercusuar/client";
import { queryOptions } from "@tanstack/react-query";
import { server } from "./server.ts";

/** Fields, purposes, outcomes and rules: asked once, again only in another language. */
export const catalogueQuery = queryOptions({ queryKey: ["catalogue"], queryFn: ({ signal }) => server.catalogue({ signal }) });

export const fieldLabel = (catalogue: Catalogue | undefined, id: string): string =>
  catalogue?.fields.find((field) => field.id === id)?.label ?? id;

export const purposeLabel = (catalogue: Catalogue | undefined, id: string): string =>
  catalogue?.purposes.find((purpose) => purpose.id === id)?.label ?? id;

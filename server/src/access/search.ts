import { isDataFunction } from "../people/index.ts";
import type { Gathered } from "./gather.ts";
import { gatherPerson } from "./gather-person.ts";
import { PAGE } from "./list-customers.ts";
import { maskedNames, valuesOf } from "./masked-rows.ts";
import type { House } from "./parts.ts";
import type { Decision } from "./policy.ts";
import { settle } from "./quota.ts";
import { reaches } from "./read-facts.ts";
import { claimsOf, keeperRefused, type Refusal, refuseAct } from "./refusal.ts";
import { type FoundCase, type FoundRow, foundRows } from "./row-store.ts";

export interface SearchQuestion {
  tokenHash: string | undefined;
  /** Index kind: whole values only, never a name alone. */
  by: string;
  value: string;
  purpose: string;
  reason?: string | undefined;
}

export interface SearchAnswer {
  refused: false;
  rows: Array<{ customer: string; values: Record<string, string>; cases: FoundCase[]; own: boolean; portfolio: boolean }>;
  entry: number;
  code: string;
}

/**
 * Finds customers by a whole value. Whoever lies outside scope, and whoever refused this purpose, is not found; the answer, the
 * statements and the keeper's calls are then those of a value that nobody has.
 */
export async function search(house: House, { tokenHash, by, value, purpose, reason }: SearchQuestion): Promise<SearchAnswer | Refusal> {
  const query = house.records.query(by, value);
  const about = await gatherPerson(house, tokenHash, purpose, true, reason);
  const decision = await settle(house, "search", about);
  if (!decision.allowed) return refuseAct(house, about, decision, "search", {});
  const person = { kind: "person" as const, id: about.person.id, wrap: about.person.wrap ?? "" };
  const tokens = await house.keeper.tokens({ claims: claimsOf(house, about, decision), person, queries: [query] });
  if (!tokens.ok) return keeperRefused(tokens);
  const ids = await house.records.findByTokens(tokens.tokens.flat(), PAGE);
  const found = await foundRows(house.db, ids, about.person.id, about.purpose?.needsConsent, about.now);
  const rows = found.filter((row) => mayLearn(about, row));
  const listing = await listFound(house, about, decision, found, rows);
  if ("refused" in listing) return listing;
  const values = valuesOf(listing);
  return {
    refused: false,
    entry: tokens.idx,
    code: listing.code,
    rows: rows.map((row) => ({
      customer: row.customer,
      values: values.get(row.customer) ?? {},
      cases: row.mine ?? [],
      own: isOwn(row),
      portfolio: row.inPortfolio,
    })),
  };
}

/** Rows that may be shown; none: a refused listing over whoever was found outside, or over nobody, so that both look and cost alike. */
function listFound(house: House, about: Gathered, decision: Decision, found: FoundRow[], rows: FoundRow[]) {
  if (rows.length > 0) return maskedNames(house, about, decision, rows.every(isOwn), rows);
  const { id, wrap } = house.records.nobody();
  const outside = found.length > 0 ? found : [{ customer: id, wrap, name: null }];
  return maskedNames(house, about, { allowed: false, rules: ["R10"], watch: [] }, false, outside);
}

const isOwn = (row: FoundRow): boolean => row.inPortfolio || (row.mine?.some(({ origin }) => !origin.startsWith("agent_")) ?? false);

function mayLearn({ person, purpose }: Gathered, row: FoundRow): boolean {
  if (purpose === undefined || (purpose.needsConsent && row.consent !== "yes")) return false;
  const grants = person.grants.filter((grant) => isDataFunction(grant.function) && purpose.functions.includes(grant.function));
  return grants.some((grant) => reaches(grant, row.path, row.inPortfolio));
}

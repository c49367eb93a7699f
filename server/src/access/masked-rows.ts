import type { ListResult } from "@mercusuar/keeper";
import type { SealedFields } from "../records/index.ts";
import type { Gathered } from "./gather.ts";
import type { House } from "./parts.ts";
import type { Decision } from "./policy.ts";
import { claimsOf, keeperRefused, type Refusal } from "./refusal.ts";

interface Row {
  customer: string;
  wrap: string;
  name: SealedFields[string] | null;
}

/** Opens the masked names of at most 25 rows through the keeper; each row counts as a look. */
export async function maskedNames(
  house: House,
  about: Gathered,
  decision: Decision,
  own: boolean,
  rows: readonly Row[],
): Promise<ListResult | Refusal> {
  const {
    case: _,
    own: __,
    ...claims
  } = claimsOf(house, about, decision) as ReturnType<typeof claimsOf> & { case?: string; own?: boolean };
  const result = await house.keeper.list({
    claims: { ...claims, ...(own ? { own } : {}) },
    rows: rows.map(({ customer, wrap, name }) => ({
      holder: { kind: "customer", id: customer, wrap },
      fields: name && decision.allowed ? [{ id: "name", ver: name[0], ct: name[1], mask: "initials" }] : [],
    })),
  });
  return result.ok ? result : keeperRefused(result);
}

/** Values of a result by customer id. */
export function valuesOf(result: ListResult): Map<string, Record<string, string>> {
  return new Map(result.rows.map(({ id, values }) => [id, values]));
}

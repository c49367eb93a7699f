import { type Gathered, gather } from "./gather.ts";
import type { House } from "./parts.ts";

/**
 * For acts that concern no single customer (listing, search): the same statement with no customer in it, and facts about a customer
 * set to what closes nothing. Rows are filtered one by one afterwards. `purpose` absent: none is stated (a queue holds many).
 */
export async function gatherPerson(
  house: House,
  tokenHash: string | undefined,
  purpose: string | undefined,
  costs: boolean,
  reason?: string,
): Promise<Gathered> {
  const about = await gather(house, { tokenHash, customer: "", purpose: purpose ?? "", costs, reason });
  const open = { in_scope: true, needs_portfolio: false, consent: "not_needed" as const };
  const nonePurpose = purpose === undefined ? { purpose_known: true, function_fits_purpose: about.facts.has_function } : {};
  return { ...about, facts: { ...about.facts, ...open, ...nonePurpose } };
}

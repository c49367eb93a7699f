import { type Gathered, gather } from "../gather.ts";
import { gatherPerson } from "../gather-person.ts";
import type { House } from "../parts.ts";
import { decide } from "../policy.ts";
import { settle } from "../quota.ts";
import { claimsOf, keeperRefused, type Refusal, refuseAct } from "../refusal.ts";

export interface PresentQuestion {
  tokenHash: string | undefined;
  /** What the customer says who he is: a whole number, never a part. */
  by: "nik" | "phone";
  value: string;
  purpose: string;
}

/** Before anybody knows whether there is such a customer. */
export interface AskedTokens {
  refused: false;
  person: Gathered["person"];
  now: Date;
  tokens: string[];
}

/**
 * *Pelanggan hadir*, first half: may this person ask at all? Costs as a search. Whether the customer exists plays no part in it, so that neither
 * answer, nor statements, nor time can tell. @throws Problem 401, 422 `bad-search`
 */
export async function askTokens(house: House, { tokenHash, by, value, purpose }: PresentQuestion): Promise<AskedTokens | Refusal> {
  const query = house.records.query(by, value);
  const about = await gatherPerson(house, tokenHash, purpose, true);
  const decision = await settle(house, "search", about);
  if (!decision.allowed) return refuseAct(house, about, decision, "search", {});
  const person = { kind: "person" as const, id: about.person.id, wrap: about.person.wrap ?? "" };
  const found = await house.keeper.tokens({ claims: claimsOf(house, about, decision), person, queries: [query] });
  if (!found.ok) return keeperRefused(found);
  return { refused: false, person: about.person, now: about.now, tokens: found.tokens.flat() };
}

/**
 * Second half, behind the answer: whom these tokens mean, and whether he may be asked to confirm. Standing there, he is in scope; conflict, kinship,
 * refused consent and the rest stand. Undefined: he is asked nothing, and the refusal is in the journal.
 */
export async function findPresent(
  house: House,
  tokenHash: string | undefined,
  tokens: string[],
  purpose: string,
): Promise<Gathered | undefined> {
  const [one, ...others] = await house.records.findByTokens(tokens, 2);
  const customer = one !== undefined && others.length === 0 ? one : house.records.nobody().id;
  const about = await gather(house, { tokenHash, customer, purpose, costs: false, present: true });
  const decision = decide(house.policy, "open_case", about.facts);
  if (decision.allowed && about.customerId !== undefined) return about;
  await refuseAct(house, about, decision, "case", { change: "refused", origin: "present" }, about.holder);
  return undefined;
}

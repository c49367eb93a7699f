import { gather } from "./gather.ts";
import type { House } from "./parts.ts";
import { settle } from "./quota.ts";
import { claimsOf, keeperRefused, type Refusal, refuse } from "./refusal.ts";

export interface MatchQuestion {
  tokenHash: string | undefined;
  customer: string;
  purpose: string;
  case: string;
  field: string;
  /** What the caller said. */
  given: string;
  reason?: string | undefined;
}

export interface Matched {
  refused: false;
  match: boolean;
  /** Tries left in this case. */
  left: number;
  entry: number;
}

/** Compares in the keeper what the caller said with what is on record; the value never leaves it (R38). A field that is not on record never matches. */
export async function matchField(house: House, question: MatchQuestion): Promise<Matched | Refusal> {
  const about = await gather(house, { ...question, costs: false });
  const decision = await settle(house, "match", about);
  if (!decision.allowed || about.purpose === undefined) return refuse(house, about, decision);
  if (!about.purpose.fields[question.field]?.match)
    return { ...(await refuse(house, about, { allowed: false, rules: ["R32"], watch: [] })), ofFields: true };
  const sealed = about.sealed[question.field];
  if (sealed === undefined)
    return {
      refused: false,
      match: false,
      left: 0,
      entry: (await refuse(house, about, { allowed: false, rules: ["R39"], watch: [] })).entry,
    };
  const given = house.records.normalise(question.field, question.given);
  const result = await house.keeper.match({
    claims: claimsOf(house, about, decision),
    holder: about.holder,
    field: { id: question.field, ver: sealed[0], ct: sealed[1] },
    given,
  });
  return result.ok ? { refused: false, match: result.match, left: result.left, entry: result.idx } : keeperRefused(result);
}

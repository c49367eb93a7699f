import { problem } from "../../platform/problem.ts";
import type { CustomerParts } from "../parts.ts";
import { WORDS } from "../words.ts";
import { presenceById } from "./store.ts";

/** How far it is, for whoever asked: nothing of the customer before he has confirmed. */
export type ShownPresent = { state: "waiting" | "over"; until: Date } | { state: "confirmed"; until: Date; customer: string; case: string };

/** @throws Problem `not-found`: another's request and none are one answer */
export async function showPresent({ db, clock }: CustomerParts, by: { id: string }, id: string): Promise<ShownPresent> {
  const row = await presenceById(db, id);
  if (row === undefined || row.personId !== by.id) throw problem("not-found", WORDS.notFound);
  const { customerId, caseId, expiresAt: until } = row;
  if (customerId !== null && caseId !== null) return { state: "confirmed", until, customer: customerId, case: caseId };
  return { state: until > clock.now() ? "waiting" : "over", until };
}

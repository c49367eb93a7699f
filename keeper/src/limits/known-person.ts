import type { Entry } from "@mercusuar/proof";
import type { Claims } from "../protocol.ts";
import type { Works } from "../works.ts";

/** Rule of the keeper's own, in the entry of an act in the name of somebody whom it does not know. */
export const UNKNOWN = "UNKNOWN";

/**
 * Has the person named a living key of his own in this log? Against whom: a server that asks in ever new names, each with budgets of its own.
 * A person's wrap is made by `seal` alone, which writes it down.
 */
export function isKnown({ holders }: Pick<Works, "holders">, { act, wrap }: Pick<Claims, "act" | "wrap">): boolean {
  return typeof wrap === "string" && holders.open({ kind: "person", id: act, wrap }) !== undefined;
}

/** Whose guesses these are: names without a key share one budget, however many they are. */
export const askerOf = ({ act = "", rsn = [] }: Pick<Entry, "act" | "rsn">): string => (rsn.includes(UNKNOWN) ? UNKNOWN : act);

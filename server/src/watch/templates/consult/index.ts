import type { Around, Explanation, HandoverFacts, Template } from "../contract.ts";
import { consultExamples } from "./examples.ts";

/** An agreement counts for a working day; who needs longer agrees again. */
const COUNTS_FOR = 24 * 3_600_000;
/** More than this between the same two within a week is no help any more; either way counts, or two would take turns. */
const PER_PAIR = 5;

/**
 * T5: a colleague handed the customer over or asked for help, and both named themselves. Neither can explain his own looks with it: the other
 * one must be who serves the customer by record, or two could hand each other whomever they like.
 */
export const consult: Template = {
  id: "T5",
  name: { id: "Serah terima atau konsultasi dengan rekan", en: "Handover or consult" },
  explain: explainByHandover,
  examples: consultExamples,
};

function explainByHandover({ look, handovers = [] }: Around): Explanation | undefined {
  const found = handovers.find((one) => one.customerId === look.customerId && one.toId === look.personId && isAgreed(one, look.at));
  return found && { grade: "B", evidence: found.id, ...(found.servedBy !== undefined && { by: found.servedBy }) };
}

function isAgreed({ toId, servedBy, askedBy, acceptedBy, acceptedAt, pairBefore }: HandoverFacts, at: number): boolean {
  if (servedBy === undefined || servedBy === toId || pairBefore >= PER_PAIR) return false;
  const both = (askedBy === servedBy && acceptedBy === toId) || (askedBy === toId && acceptedBy === servedBy);
  return both && acceptedAt !== undefined && at >= acceptedAt && at <= acceptedAt + COUNTS_FOR;
}

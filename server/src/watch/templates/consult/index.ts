import type { Around, BackingFacts, Explanation, Template } from "../contract.ts";
import { consultExamples } from "./examples.ts";

/** More than this between the same two within a week is no help any more; either way counts, or two would take turns. */
const PER_PAIR = 5;

/**
 * T5: a colleague says that he asked for it: help with his customer, or he handed him over. Neither can explain his own looks with it, and the
 * other one must be who serves the customer by record: else two could clear each other of whomever they like.
 */
export const consult: Template = {
  id: "T5",
  name: { id: "Serah terima atau konsultasi dengan rekan", en: "Handover or consult" },
  later: true,
  explain: explainByColleague,
  examples: consultExamples,
};

function explainByColleague({ look, backings = [] }: Around): Explanation | undefined {
  const backing = backings.find((one) => isAbout(one, look) && one.serves && one.pairBefore < PER_PAIR);
  return backing && { grade: "B", evidence: backing.id, by: backing.byId };
}

const isAbout = ({ role, byId, personId, customerId, at }: BackingFacts, look: Around["look"]): boolean =>
  role === "colleague" && byId !== personId && personId === look.personId && customerId === look.customerId && at === look.at;

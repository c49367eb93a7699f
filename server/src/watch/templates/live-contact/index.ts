import type { Around, ContactFacts, Explanation, Template } from "../contract.ts";
import { liveContactExamples } from "./examples.ts";

/** A call or a counter ticket counts from this long before it starts until this long after it ends. */
export const NEAR = 15 * 60_000;

/** T1: the exchange or the counter saw this person with this customer, or the customer confirmed it himself. */
export const liveContact: Template = {
  id: "T1",
  name: { id: "Panggilan atau layanan loket", en: "Call or counter visit" },
  explain: explainByLiveContact,
  examples: liveContactExamples,
};

function explainByLiveContact({ look, contacts }: Around): Explanation | undefined {
  const contact = contacts.find(
    (one) => isWitnessed(one) && one.personId === look.personId && one.customerId === look.customerId && isNear(one, look.at),
  );
  return contact && { grade: "A", evidence: contact.id };
}

/** Only what the person did not write himself is a witness. */
function isWitnessed(contact: ContactFacts): boolean {
  return ["call", "counter", "confirmation"].includes(contact.kind) && contact.grade === "A";
}

function isNear(contact: ContactFacts, at: number): boolean {
  return at >= contact.startsAt - NEAR && at <= contact.endsAt + NEAR;
}

import type { Around, ContactFacts, Explanation, Template } from "../contract.ts";
import { ownedTicketExamples } from "./examples.ts";

/** What the customer did counts for this long. */
const FRESH = 24 * 3_600_000;
const NO_WORK = "mistake";

/** T4 where the work lives in a ticket system outside: the customer asked, this person owned the ticket, and answered the same day. */
export const ownedTicket: Template = {
  id: "T4X",
  name: { id: "Tiket pelanggan yang dijawab", en: "The customer's ticket, answered" },
  explain: explainByTicket,
  examples: ownedTicketExamples,
};

/** At best B: that the person owned the ticket and answered it is his own doing, and can be checked. */
function explainByTicket({ look, day, contacts }: Around): Explanation | undefined {
  const mine = contacts.filter((one) => one.personId === look.personId && one.customerId === look.customerId && one.grade !== "C");
  const event = mine.find((one) => one.kind === "customer_event" && one.startsAt <= look.at && one.startsAt >= look.at - FRESH);
  return event && mine.some((one) => isAnswer(one, look.at, day.until)) ? { grade: "B", evidence: event.id } : undefined;
}

const isAnswer = (one: ContactFacts, from: number, until: number): boolean =>
  one.kind === "outcome" && one.caseId === undefined && one.result !== NO_WORK && one.startsAt >= from && one.startsAt < until;

import type { Around, ContactFacts, Explanation, Template } from "../contract.ts";
import { continuityExamples } from "./examples.ts";

/** A contact counts as still going on for this long. */
const GOES_ON = 7 * 86_400_000;
const NO_WORK = "mistake";

/** T3: work that goes on: an earlier worked contact, a case still open, and an outcome today. */
export const continuity: Template = {
  id: "T3",
  name: { id: "Lanjutan layanan sebelumnya", en: "Continued work" },
  explain: explainByContinuity,
  examples: continuityExamples,
};

function explainByContinuity({ look, day, contacts, cases }: Around): Explanation | undefined {
  const mine = contacts.filter((one) => one.personId === look.personId && one.customerId === look.customerId && isWorked(one));
  const earlier = mine.find((one) => one.endsAt < look.at && one.startsAt >= look.at - GOES_ON);
  const open = cases.some((one) => one.grade !== "C" && one.openedAt <= look.at && (one.closedAt === undefined || one.closedAt >= look.at));
  const outcome = mine.some((one) => one.kind === "outcome" && one.startsAt >= look.at && one.startsAt < day.until);
  return earlier && open && outcome ? { grade: "B", evidence: earlier.id } : undefined;
}

/** A contact on which somebody worked. A mere look is none, nor is an outcome of a case that the person opened himself. */
function isWorked(contact: ContactFacts): boolean {
  if (contact.kind === "customer_event" || contact.grade === "C") return false;
  return contact.kind !== "outcome" || contact.result !== NO_WORK;
}

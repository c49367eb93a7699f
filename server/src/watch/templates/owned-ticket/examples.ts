import type { Around, ContactFacts, Example } from "../contract.ts";

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 2, 2, 4);
const look = { idx: 7, row: 0, at: NOON, personId: "per_rina", customerId: "cst_m", caseId: undefined, purpose: undefined };
const asked: ContactFacts = {
  ...{ id: "int_1", kind: "customer_event", personId: "per_rina", customerId: "cst_m", caseId: undefined, result: "request", grade: "A" },
  ...{ startsAt: NOON - 3 * HOUR, endsAt: NOON - 3 * HOUR },
};
const answer: ContactFacts = {
  ...asked,
  id: "int_2",
  kind: "outcome",
  grade: "B",
  result: "answered",
  startsAt: NOON + HOUR,
  endsAt: NOON + HOUR,
};
const around = (contacts: ContactFacts[]): Around => ({
  look,
  day: { from: NOON - 12 * HOUR, until: NOON + 12 * HOUR },
  contacts,
  cases: [],
});

export const ownedTicketExamples: readonly Example[] = [
  { title: "the customer's message three hours before, answered an hour after", around: around([asked, answer]), gives: "B" },
  { title: "written down for him by a colleague", around: around([{ ...asked, grade: "B" }, answer]), gives: "B" },
  { title: "written down by the owner himself", around: around([{ ...asked, grade: "C" }, answer]), gives: undefined },
  { title: "never answered", around: around([asked]), gives: undefined },
  { title: "answered before the look", around: around([asked, { ...answer, startsAt: NOON - HOUR }]), gives: undefined },
  { title: "answered by a colleague", around: around([asked, { ...answer, personId: "per_yosua" }]), gives: undefined },
  { title: "a colleague's ticket", around: around([{ ...asked, personId: "per_yosua" }, answer]), gives: undefined },
  { title: "nobody's ticket", around: around([{ ...asked, personId: undefined }, answer]), gives: undefined },
  { title: "asked 25 hours before", around: around([{ ...asked, startsAt: NOON - 25 * HOUR }, answer]), gives: undefined },
  {
    title: "the outcome of a case of this house, which T4 judges",
    around: around([asked, { ...answer, caseId: "cas_1" }]),
    gives: undefined,
  },
];

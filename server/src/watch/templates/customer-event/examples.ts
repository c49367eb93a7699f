import type { Around, CaseFacts, ClaimFacts, ContactFacts, Example } from "../contract.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOON = Date.UTC(2026, 2, 2, 4);
const look = { idx: 7, row: 0, at: NOON, personId: "per_rina", customerId: "cst_m", caseId: "cas_1", purpose: "order" };
const event: ContactFacts = {
  id: "int_1",
  kind: "customer_event",
  personId: undefined,
  customerId: "cst_m",
  caseId: undefined,
  startsAt: NOON - 20 * HOUR,
  endsAt: NOON - 20 * HOUR,
  result: "order",
  grade: "A",
};
const claim: ClaimFacts = {
  personId: "per_rina",
  claimedAt: NOON - 45 * MINUTE,
  until: NOON + 15 * MINUTE,
  outcome: "done",
  outcomeAt: NOON + 15 * MINUTE,
};
const around = (of: { event?: Partial<ContactFacts>; claim?: Partial<ClaimFacts>; ticket?: Partial<CaseFacts> }): Around => ({
  look,
  day: { from: NOON - 12 * HOUR, until: NOON + 12 * HOUR },
  contacts: [{ ...event, ...of.event }],
  cases: [
    {
      id: "cas_1",
      purpose: "order",
      grade: "B",
      openedAt: NOON - 19 * HOUR,
      closedAt: undefined,
      assignedTo: undefined,
      claims: [{ ...claim, ...of.claim }],
      ...of.ticket,
    },
  ],
});

export const customerEventExamples: readonly Example[] = [
  { title: "an order in the app, the case claimed and done", around: around({}), gives: "A" },
  { title: "an order that a colleague noted", around: around({ event: { grade: "B" } }), gives: "B" },
  { title: "an order 25 hours ago", around: around({ event: { startsAt: NOON - 25 * HOUR } }), gives: undefined },
  { title: "an order after the look", around: around({ event: { startsAt: NOON + MINUTE } }), gives: undefined },
  { title: "an event that another job handles", around: around({ event: { result: "payment" } }), gives: undefined },
  { title: "an event of an unknown kind", around: around({ event: { result: "birthday" } }), gives: undefined },
  { title: "claimed by a colleague", around: around({ claim: { personId: "per_yosua" } }), gives: undefined },
  { title: "a claim that had expired", around: around({ claim: { until: NOON - MINUTE } }), gives: undefined },
  { title: "claimed but without an outcome", around: around({ claim: { outcome: undefined, outcomeAt: undefined } }), gives: undefined },
  { title: "a case that the person opened himself", around: around({ ticket: { grade: "C" } }), gives: undefined },
];

import type { Around, CaseFacts, ClaimFacts, ContactFacts, Example } from "../contract.ts";

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 2, 2, 4);
const look = { idx: 7, row: 0, at: NOON, personId: "per_rina", customerId: "cst_m", caseId: "cas_1", purpose: "care" };
const claim: ClaimFacts = {
  personId: "per_rina",
  claimedAt: NOON - 5 * MINUTE,
  until: NOON + 10 * MINUTE,
  outcome: "done",
  outcomeAt: NOON + 10 * MINUTE,
};
const ticket: CaseFacts = {
  id: "cas_1",
  purpose: "care",
  grade: "B",
  openedAt: NOON - 300 * MINUTE,
  closedAt: NOON + 10 * MINUTE,
  assignedTo: undefined,
  claims: [claim],
};
const call: ContactFacts = {
  id: "int_1",
  kind: "call",
  personId: "per_rina",
  customerId: "cst_m",
  caseId: undefined,
  startsAt: NOON + MINUTE,
  endsAt: NOON + 5 * MINUTE,
  result: undefined,
  grade: "A",
};
const around = (of: { claim?: Partial<ClaimFacts>; ticket?: Partial<CaseFacts>; contacts?: ContactFacts[] }): Around => ({
  look,
  day: { from: NOON - 12 * 60 * MINUTE, until: NOON + 12 * 60 * MINUTE },
  contacts: of.contacts ?? [],
  cases: [{ ...ticket, claims: [{ ...claim, ...of.claim }], ...of.ticket }],
});

export const dispatchedCaseExamples: readonly Example[] = [
  { title: "claimed five minutes before, done ten minutes after", around: around({}), gives: "B" },
  { title: "the same with a call seen by the exchange", around: around({ contacts: [call] }), gives: "A" },
  { title: "the same with a colleague's call", around: around({ contacts: [{ ...call, personId: "per_yosua" }] }), gives: "B" },
  {
    title: "assigned to the person by the dispatcher, with an outcome",
    around: around({
      ticket: { claims: [], assignedTo: "per_rina", openedAt: NOON - 10 * MINUTE },
      contacts: [
        { ...call, kind: "outcome", caseId: "cas_1", startsAt: NOON + 20 * MINUTE, endsAt: NOON + 20 * MINUTE, result: "done", grade: "B" },
      ],
    }),
    gives: "B",
  },
  { title: "opened 31 minutes after the claim", around: around({ claim: { claimedAt: NOON - 31 * MINUTE } }), gives: undefined },
  { title: "an outcome 61 minutes after the look", around: around({ claim: { outcomeAt: NOON + 61 * MINUTE } }), gives: undefined },
  { title: "a claim without an outcome", around: around({ claim: { outcome: undefined, outcomeAt: undefined } }), gives: undefined },
  { title: "a look after the outcome", around: around({ claim: { outcomeAt: NOON - MINUTE } }), gives: undefined },
  { title: "a colleague's claim", around: around({ claim: { personId: "per_yosua" } }), gives: undefined },
  { title: "the wrong record, told as a mistake", around: around({ claim: { outcome: "mistake" } }), gives: undefined },
  { title: "a case that the person opened himself", around: around({ ticket: { grade: "C" } }), gives: undefined },
  { title: "another case of this customer", around: around({ ticket: { id: "cas_2" } }), gives: undefined },
];

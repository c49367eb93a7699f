import type { Around, CaseFacts, ContactFacts, Example } from "../contract.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = Date.UTC(2026, 2, 2, 4);
const look = { idx: 7, row: 0, at: NOON, personId: "per_rina", customerId: "cst_m", caseId: "cas_1", purpose: "care" };
const contact = (change: Partial<ContactFacts>): ContactFacts => ({
  id: "int_1",
  kind: "call",
  personId: "per_rina",
  customerId: "cst_m",
  caseId: undefined,
  startsAt: NOON - 2 * DAY,
  endsAt: NOON - 2 * DAY + HOUR / 6,
  result: undefined,
  grade: "A",
  ...change,
});
const outcome = (change: Partial<ContactFacts>): ContactFacts =>
  contact({
    id: "int_2",
    kind: "outcome",
    caseId: "cas_1",
    startsAt: NOON + 3 * HOUR,
    endsAt: NOON + 3 * HOUR,
    result: "forwarded",
    grade: "B",
    ...change,
  });
const around = (contacts: ContactFacts[], ticket: Partial<CaseFacts> = {}): Around => ({
  look,
  day: { from: NOON - 12 * HOUR, until: NOON + 12 * HOUR },
  contacts,
  cases: [
    {
      id: "cas_1",
      purpose: "care",
      grade: "B",
      openedAt: NOON - 3 * DAY,
      closedAt: undefined,
      assignedTo: undefined,
      claims: [],
      ...ticket,
    },
  ],
});

export const continuityExamples: readonly Example[] = [
  { title: "a call two days ago, the case open, an outcome today", around: around([contact({}), outcome({})]), gives: "B" },
  {
    title: "an outcome two days ago, forwarded, and one today",
    around: around([outcome({ startsAt: NOON - 2 * DAY, endsAt: NOON - 2 * DAY }), outcome({})]),
    gives: "B",
  },
  {
    title: "a call eight days ago",
    around: around([contact({ startsAt: NOON - 8 * DAY, endsAt: NOON - 8 * DAY }), outcome({})]),
    gives: undefined,
  },
  { title: "no outcome today", around: around([contact({})]), gives: undefined },
  { title: "an outcome tomorrow", around: around([contact({}), outcome({ startsAt: NOON + 13 * HOUR })]), gives: undefined },
  { title: "the case closed yesterday", around: around([contact({}), outcome({})], { closedAt: NOON - DAY }), gives: undefined },
  { title: "only a case that the person opened himself", around: around([contact({}), outcome({})], { grade: "C" }), gives: undefined },
  { title: "a colleague's call", around: around([contact({ personId: "per_yosua" }), outcome({})]), gives: undefined },
  {
    title: "an earlier outcome in the person's own words",
    around: around([outcome({ startsAt: NOON - 2 * DAY, endsAt: NOON - 2 * DAY, grade: "C" }), outcome({})]),
    gives: undefined,
  },
];

import type { Around, ContactFacts, Example } from "../contract.ts";

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 2, 2, 4);
const look = { idx: 7, row: 0, at: NOON, personId: "per_rina", customerId: "cst_m", caseId: "cas_1", purpose: "care" };
const call: ContactFacts = {
  id: "int_1",
  kind: "call",
  personId: "per_rina",
  customerId: "cst_m",
  caseId: undefined,
  startsAt: NOON - 2 * MINUTE,
  endsAt: NOON + 4 * MINUTE,
  result: undefined,
  grade: "A",
};
const around = (change: Partial<ContactFacts>): Around => ({
  look,
  day: { from: NOON - 12 * 60 * MINUTE, until: NOON + 12 * 60 * MINUTE },
  contacts: [{ ...call, ...change }],
  cases: [],
});

export const liveContactExamples: readonly Example[] = [
  { title: "a look during the call", around: around({}), gives: "A" },
  {
    title: "a look at the end of a call of 40 minutes",
    around: around({ startsAt: NOON - 39 * MINUTE, endsAt: NOON + MINUTE }),
    gives: "A",
  },
  {
    title: "a counter ticket 15 minutes later",
    around: around({ kind: "counter", startsAt: NOON + 15 * MINUTE, endsAt: NOON + 20 * MINUTE }),
    gives: "A",
  },
  { title: "a call 16 minutes later", around: around({ startsAt: NOON + 16 * MINUTE, endsAt: NOON + 20 * MINUTE }), gives: undefined },
  {
    title: "a call that ended 16 minutes before",
    around: around({ startsAt: NOON - 20 * MINUTE, endsAt: NOON - 16 * MINUTE }),
    gives: undefined,
  },
  { title: "a colleague's call", around: around({ personId: "per_yosua" }), gives: undefined },
  { title: "a call with another customer", around: around({ customerId: "cst_s" }), gives: undefined },
  { title: "a call that only the person claims", around: around({ grade: "C" }), gives: undefined },
];

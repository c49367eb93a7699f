import type { Around, BackingFacts, Example } from "../contract.ts";

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 2, 2, 4);
const look = { idx: 7, row: 0, at: NOON, personId: "per_rina", customerId: "cst_m", caseId: "cas_1", purpose: "care" };
const backing: BackingFacts = {
  id: "cnf_1",
  byId: "per_arman",
  role: "supervisor",
  personId: "per_rina",
  customerId: "cst_m",
  at: NOON,
  serves: false,
  pairBefore: 0,
};
const around = (change: Partial<BackingFacts>): Around => ({
  look,
  day: { from: NOON - 12 * HOUR, until: NOON + 12 * HOUR },
  contacts: [],
  cases: [],
  backings: [{ ...backing, ...change }],
});

export const orderedTaskExamples: readonly Example[] = [
  { title: "her supervisor says that he ordered it", around: around({}), gives: "B" },
  { title: "ordered by the person himself", around: around({ byId: "per_rina" }), gives: undefined },
  { title: "ordered to a colleague", around: around({ personId: "per_yosua" }), gives: undefined },
  { title: "another customer", around: around({ customerId: "cst_s" }), gives: undefined },
  { title: "another look at this customer", around: around({ at: NOON + HOUR }), gives: undefined },
  { title: "a colleague's backing", around: around({ role: "colleague" }), gives: undefined },
  { title: "nobody said so", around: { ...around({}), backings: [] }, gives: undefined },
];

import type { Around, BackingFacts, Example } from "../contract.ts";

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 2, 2, 4);
const look = { idx: 7, row: 0, at: NOON, personId: "per_rina", customerId: "cst_m", caseId: undefined, purpose: "care" };
const backing: BackingFacts = {
  id: "cnf_1",
  byId: "per_yosua",
  role: "colleague",
  personId: "per_rina",
  customerId: "cst_m",
  at: NOON,
  serves: true,
  pairBefore: 0,
};
const around = (change: Partial<BackingFacts>): Around => ({
  look,
  day: { from: NOON - 12 * HOUR, until: NOON + 12 * HOUR },
  contacts: [],
  cases: [],
  backings: [{ ...backing, ...change }],
});

export const consultExamples: readonly Example[] = [
  { title: "whose customer it is says that he asked her", around: around({}), gives: "B" },
  { title: "said by herself", around: around({ byId: "per_rina" }), gives: undefined },
  { title: "a customer whom the colleague does not serve", around: around({ serves: false }), gives: undefined },
  { title: "somebody else was asked", around: around({ personId: "per_sinta" }), gives: undefined },
  { title: "another customer", around: around({ customerId: "cst_s" }), gives: undefined },
  { title: "another look at this customer", around: around({ at: NOON - HOUR }), gives: undefined },
  { title: "the fifth between the two within a week", around: around({ pairBefore: 4 }), gives: "B" },
  { title: "the sixth", around: around({ pairBefore: 5 }), gives: undefined },
  { title: "a superior's backing", around: around({ role: "supervisor" }), gives: undefined },
];

import type { Around, CaseFacts, Example, OrderFacts } from "../contract.ts";

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 2, 2, 4);
const look = { idx: 7, row: 0, at: NOON, personId: "per_rina", customerId: "cst_m", caseId: "cas_1", purpose: "care" };
const order: OrderFacts = { byId: "per_arman", at: NOON - 2 * HOUR, until: NOON + 6 * HOUR };
const ordered: CaseFacts = {
  id: "cas_1",
  purpose: "care",
  grade: "B",
  openedAt: NOON - 2 * HOUR,
  closedAt: undefined,
  assignedTo: "per_rina",
  order,
  claims: [],
};
const around = (change: Partial<CaseFacts>): Around => ({
  look,
  day: { from: NOON - 12 * HOUR, until: NOON + 12 * HOUR },
  contacts: [],
  cases: [{ ...ordered, ...change }],
});

export const orderedTaskExamples: readonly Example[] = [
  { title: "ordered this morning, opened at noon", around: around({}), gives: "B" },
  { title: "opened before the order", around: around({ order: { ...order, at: NOON + HOUR } }), gives: undefined },
  { title: "opened after the order had ended", around: around({ order: { ...order, until: NOON - HOUR } }), gives: undefined },
  {
    title: "an order that is to run for a month, opened on its ninth day",
    around: around({ order: { ...order, at: NOON - 9 * 24 * HOUR, until: NOON + 21 * 24 * HOUR } }),
    gives: undefined,
  },
  { title: "ordered by the person himself", around: around({ order: { ...order, byId: "per_rina" } }), gives: undefined },
  { title: "ordered to a colleague", around: around({ assignedTo: "per_yosua" }), gives: undefined },
  { title: "the case closed before the look", around: around({ closedAt: NOON - HOUR }), gives: undefined },
  { title: "a case that the person opened himself", around: around({ grade: "C" }), gives: undefined },
  { title: "assigned, but nobody ordered it", around: { ...around({}), cases: [withoutOrder()] }, gives: undefined },
  { title: "another case of this customer", around: around({ id: "cas_2" }), gives: undefined },
];

function withoutOrder(): CaseFacts {
  const { order: _, ...rest } = ordered;
  return rest;
}

import type { Around, Example, HandoverFacts } from "../contract.ts";

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 2, 2, 4);
const look = { idx: 7, row: 0, at: NOON, personId: "per_rina", customerId: "cst_m", caseId: undefined, purpose: "care" };
const handover: HandoverFacts = {
  id: "hdo_1",
  customerId: "cst_m",
  servedBy: "per_yosua",
  toId: "per_rina",
  askedBy: "per_yosua",
  acceptedBy: "per_rina",
  acceptedAt: NOON - HOUR,
  pairBefore: 0,
};
const around = (change: Partial<HandoverFacts>): Around => ({
  look,
  day: { from: NOON - 12 * HOUR, until: NOON + 12 * HOUR },
  contacts: [],
  cases: [],
  handovers: [{ ...handover, ...change }],
});

export const consultExamples: readonly Example[] = [
  { title: "a colleague asked for help with his customer, and she accepted", around: around({}), gives: "B" },
  {
    title: "she took over a colleague's customer, and he accepted",
    around: around({ askedBy: "per_rina", acceptedBy: "per_yosua" }),
    gives: "B",
  },
  { title: "asked, not accepted", around: around({ acceptedBy: undefined, acceptedAt: undefined }), gives: undefined },
  { title: "asked and accepted by herself", around: around({ askedBy: "per_rina" }), gives: undefined },
  { title: "accepted by somebody who was not named", around: around({ acceptedBy: "per_sinta" }), gives: undefined },
  { title: "accepted after the look", around: around({ acceptedAt: NOON + HOUR }), gives: undefined },
  { title: "accepted the day before yesterday", around: around({ acceptedAt: NOON - 30 * HOUR }), gives: undefined },
  { title: "a customer whom the colleague does not serve", around: around({ servedBy: undefined }), gives: undefined },
  { title: "help for somebody else", around: around({ toId: "per_sinta", acceptedBy: "per_sinta" }), gives: undefined },
  { title: "another customer", around: around({ customerId: "cst_s" }), gives: undefined },
  { title: "the sixth between the two within a week", around: around({ pairBefore: 5 }), gives: undefined },
];

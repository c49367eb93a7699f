import type { Around, ContactFacts, Example } from "../contract.ts";

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 2, 2, 4);
const look = { idx: 7, row: 0, at: NOON, personId: "per_rina", customerId: "cst_m", caseId: undefined, purpose: undefined };
const item: ContactFacts = {
  ...{ id: "int_1", kind: "dispatch", personId: "per_rina", customerId: "cst_m", caseId: undefined, result: undefined, grade: "A" },
  ...{ startsAt: NOON - 5 * MINUTE, endsAt: NOON + 25 * MINUTE },
};
const end: ContactFacts = {
  ...item,
  id: "int_2",
  kind: "outcome",
  grade: "B",
  result: "done",
  startsAt: NOON + 10 * MINUTE,
  endsAt: NOON + 10 * MINUTE,
};
const call: ContactFacts = { ...item, id: "int_3", kind: "call", startsAt: NOON + MINUTE, endsAt: NOON + 4 * MINUTE };
const around = (contacts: ContactFacts[]): Around => ({
  look,
  day: { from: NOON - 720 * MINUTE, until: NOON + 720 * MINUTE },
  contacts,
  cases: [],
});

export const dispatchedItemExamples: readonly Example[] = [
  { title: "handed out five minutes before, ended ten minutes after", around: around([item, end]), gives: "B" },
  { title: "the same with a call seen by the exchange", around: around([item, end, call]), gives: "A" },
  { title: "never ended", around: around([item, call]), gives: undefined },
  { title: "handed to a colleague", around: around([{ ...item, personId: "per_yosua" }, end]), gives: undefined },
  { title: "an item about another customer", around: around([{ ...item, customerId: "cst_x" }, end]), gives: undefined },
  { title: "a claim that had expired", around: around([{ ...item, endsAt: NOON - MINUTE }, end]), gives: undefined },
  {
    title: "opened 31 minutes later",
    around: around([{ ...item, startsAt: NOON - 31 * MINUTE, endsAt: NOON + MINUTE }, end]),
    gives: undefined,
  },
  { title: "ended 61 minutes later", around: around([item, { ...end, startsAt: NOON + 61 * MINUTE }]), gives: undefined },
  { title: "the wrong record, told as a mistake", around: around([item, { ...end, result: "mistake" }]), gives: undefined },
  { title: "an outcome in his own words", around: around([item, { ...end, grade: "C" }]), gives: undefined },
];

import type { Around, ContactFacts, Explanation, Template } from "../contract.ts";
import { dispatchedItemExamples } from "./examples.ts";

const MINUTE = 60_000;
/** The record is opened within this time of the handing out, and while the claim lasts. */
const OPENED_WITHIN = 30 * MINUTE;
/** The item ends with an outcome within this time of the look. */
const ENDED_WITHIN = 60 * MINUTE;
const NO_WORK = "mistake";

/** T2 where the work lives in a dispatcher outside: an item that it handed to this person alone, ended within the hour. */
export const dispatchedItem: Template = {
  id: "T2X",
  name: { id: "Tugas dari sistem pembagi, diselesaikan", en: "Item of a dispatcher, finished" },
  explain: explainByItem,
  examples: dispatchedItemExamples,
};

function explainByItem({ look, contacts }: Around): Explanation | undefined {
  const mine = contacts.filter((one) => one.personId === look.personId && one.customerId === look.customerId && one.grade !== "C");
  const item = mine.find((one) => one.kind === "dispatch" && one.grade === "A" && isHeld(one, look.at));
  const end = mine.find(
    (one) => one.kind === "outcome" && one.result !== NO_WORK && one.startsAt >= look.at && one.startsAt <= look.at + ENDED_WITHIN,
  );
  if (!item || !end) return undefined;
  const seen = mine.some(
    (one) => (one.kind === "call" || one.kind === "counter") && one.grade === "A" && meets(one, item.startsAt, end.startsAt),
  );
  return { grade: seen ? "A" : "B", evidence: item.id };
}

const isHeld = (item: ContactFacts, at: number): boolean =>
  at >= item.startsAt && at <= Math.min(item.endsAt, item.startsAt + OPENED_WITHIN);
const meets = (contact: ContactFacts, from: number, until: number): boolean => contact.startsAt <= until && contact.endsAt >= from;

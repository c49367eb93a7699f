import type { Around, CaseFacts, Explanation, Template } from "../contract.ts";
import { orderedTaskExamples } from "./examples.ts";

/** An order runs no longer than this, whatever it says. */
const LONGEST = 7 * 86_400_000;

/** T6: a supervisor ordered this person by name to work on this customer's case. The explanation names the supervisor, who answers for it. */
export const orderedTask: Template = {
  id: "T6",
  name: { id: "Tugas dari atasan langsung", en: "Task ordered by a supervisor" },
  explain: explainByOrder,
  examples: orderedTaskExamples,
};

function explainByOrder({ look, cases }: Around): Explanation | undefined {
  const held = cases.find((one) => one.id === look.caseId && one.assignedTo === look.personId && isOrdered(one, look.personId, look.at));
  return held?.order && { grade: "B", evidence: held.id, by: held.order.byId };
}

function isOrdered({ grade, order, closedAt }: CaseFacts, personId: string, at: number): boolean {
  if (grade === "C" || !order || order.byId === personId) return false;
  const until = Math.min(order.until, order.at + LONGEST, closedAt ?? Number.POSITIVE_INFINITY);
  return at >= order.at && at <= until;
}

import type { Around, Explanation, Template } from "../contract.ts";
import { orderedTaskExamples } from "./examples.ts";

/** T6: somebody above says that he ordered this very look. The explanation names him, who answers for it. */
export const orderedTask: Template = {
  id: "T6",
  name: { id: "Tugas dari atasan langsung", en: "Task ordered by a supervisor" },
  later: true,
  explain: explainByOrder,
  examples: orderedTaskExamples,
};

function explainByOrder({ look: { personId, customerId, at }, backings = [] }: Around): Explanation | undefined {
  const backing = backings.find(
    (one) => one.role === "supervisor" && one.personId === personId && one.customerId === customerId && one.at === at,
  );
  return backing && backing.byId !== personId ? { grade: "B", evidence: backing.id, by: backing.byId } : undefined;
}

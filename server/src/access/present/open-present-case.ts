import type { Write } from "../../journal/index.ts";
import type { Writing } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { addCases } from "../case-store.ts";

/** A customer who stands at a counter is served within this time. */
const MINUTES = 30;

export interface PresentCase {
  customer: { id: string; wrap: string };
  personId: string;
  officeId: string;
  purpose: string;
  now: Date;
}

/** The case that a customer opened by confirming that he is there: grade A, for this office and this person, for a short time. In the transaction of the confirmation. */
export async function openPresentCase(
  tx: Writing,
  write: Write,
  { customer, personId, officeId, purpose, now }: PresentCase,
): Promise<string> {
  const id = newId("case");
  const closesAt = new Date(now.getTime() + MINUTES * 60_000);
  const common = { id, customer: customer.id, purpose, officeId, origin: "present", grade: "A" as const, source: "mercusuar" };
  await addCases(tx, [{ ...common, openedBy: undefined, openedAt: now, assignedTo: personId, closesAt }]);
  await write({
    typ: "case",
    aggregate: `case:${id}`,
    psn: personId,
    customer,
    case: id,
    pur: purpose,
    body: { change: "opened", id, purpose, origin: "present", grade: "A", office: officeId, until: closesAt.toISOString() },
    marks: [{ table: "access.cases", id }],
  });
  return id;
}

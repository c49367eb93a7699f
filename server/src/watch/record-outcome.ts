import { newId } from "../platform/ids.ts";
import type { WatchParts } from "./parts.ts";
import { addInteractionRows } from "./store.ts";

/** A case got its outcome. `grade` C: the person had opened the case himself. */
export interface CaseOutcome {
  caseId: string;
  customerId: string;
  personId: string;
  outcome: string;
  grade: "B" | "C";
  /** When the person took the case, and when the outcome was recorded. */
  startsAt: Date;
  endsAt: Date;
}

/**
 * Filled into access's port: the outcome becomes evidence that the person wrote himself, but that can be checked. Its journal entry is the
 * case's own. Called after that act, not inside it.
 */
export async function recordOutcome(
  parts: WatchParts,
  { caseId, customerId, personId, outcome, grade, endsAt }: CaseOutcome,
): Promise<void> {
  const row = {
    id: newId("int"),
    kind: "outcome" as const,
    personId,
    customerId,
    caseId,
    channel: "case",
    startsAt: endsAt,
    endsAt,
    result: outcome,
    source: "mercusuar",
    external: `${caseId} ${endsAt.toISOString()}`,
    grade,
  };
  await parts.derive((tx) => addInteractionRows(tx, [row], parts.clock.now()));
}

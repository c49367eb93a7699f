import { createHash } from "node:crypto";

const hashOf = (list: unknown): string => createHash("sha256").update(JSON.stringify(list)).digest("hex");

/** Of the looks from which was drawn: `[look, person, customer]` in the order of the pool. */
export const poolHash = (pool: ReadonlyArray<readonly [look: number, person: string, customer: string]>): string => hashOf(pool);

/** Of the calls that were drawn, by look: who rings up, and in which case. */
export const callsHash = (
  calls: ReadonlyArray<{ look: number; callerId?: string | null | undefined; caseId?: string | null | undefined }>,
): string =>
  hashOf([...calls].sort((a, b) => a.look - b.look).map(({ look, callerId, caseId }) => [look, callerId ?? null, caseId ?? null]));

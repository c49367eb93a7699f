import { createHash } from "node:crypto";
import { rowPrint } from "../../platform/row-print.ts";

/** What a step may say beside its kind: ids, words of closed lists, counts. Free text is sealed beside it. */
export type Facts = Readonly<Record<string, string | number | boolean | readonly string[] | readonly number[] | undefined>>;

/** A row of the ledger, as the table keeps it. */
export interface StepRow {
  id: string;
  thread: string;
  n: number;
  kind: string;
  /** Whom it is about. */
  personId: string | null;
  /** Who wrote it; null: the program, or somebody who is not named. */
  byId: string | null;
  at: Date;
  /** Canonical JSON of {@link Facts}. */
  facts: string;
  sealed: string | null;
  /** Under whose key. */
  sealedFor: string | null;
  topic: string | null;
  idx: number | null;
}

/** A step as rules and readers use it. */
export interface Step extends Omit<StepRow, "facts"> {
  facts: Facts;
}

/** Members in one order, so that the same facts give the same fingerprint. */
export function canonicalFacts(facts: Facts): string {
  const pairs = Object.entries(facts).filter(([, value]) => value !== undefined);
  return JSON.stringify(Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** Fingerprint of a row of the ledger: all that never changes. The sealed text may expire; it has a fingerprint of its own. */
export function stepPrint(row: Omit<StepRow, "sealed" | "idx">): string {
  const { id, thread, n, kind, personId, byId, at, facts, sealedFor, topic } = row;
  return rowPrint("review.inquiry_step", id, [thread, n, kind, personId, byId, at, facts, sealedFor, topic]);
}

/** Fingerprint of a sealed text. */
export const sealPrint = (sealed: string): string => createHash("sha256").update(sealed).digest("base64url").slice(0, 20);

export const stepOf = ({ facts, ...row }: StepRow): Step => ({ ...row, facts: JSON.parse(facts) as Facts });

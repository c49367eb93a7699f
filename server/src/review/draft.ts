import { newId } from "../platform/ids.ts";
import type { Lane } from "./draw/index.ts";
import type { Staff } from "./office-day.ts";
import type { Reason } from "./reason.ts";
import { deskOwner } from "./rules.ts";

/**
 * `sample`: drawn from all looks, explained or not; `unanswered`: questions that a person left unanswered; `relation`: what shows
 * only between persons or over weeks.
 */
export type RowKind = "look" | "listing" | "refusal" | "report" | "missing_report" | "sign_in" | "sample" | "unanswered" | "relation";

/** A row that the evening lays on a desk. One of its kind, topic, person and day: found again, it is brought up to date. */
export interface Draft {
  id: string;
  kind: RowKind;
  topic: string;
  personId: string;
  customerId: string | undefined;
  caseId: string | undefined;
  entry: number | undefined;
  at: number;
  reasons: Reason[];
  toPerson: string | undefined;
  /** Looks that lie on this row. */
  looks: Array<{ idx: number; row: number }>;
  /** When the last of them took place. */
  lastAt: number;
  /** Until then the person's own answer is waited for; absent where he is not asked. */
  dueAt?: Date;
  /** Set by a draw; a row without one was not drawn over. */
  lane?: RowLane;
}

/** `question`: it stays with the person's own question and the summary of his week, and lies on nobody's desk. */
export type RowLane = Lane | "question";

/** A draft about a person of the office; nobody else's row can come of it. */
export function draftOf(staff: Staff, about: Pick<Draft, "kind" | "topic" | "at" | "reasons"> & Partial<Draft>): Draft {
  return {
    id: newId("row"),
    personId: staff.id,
    customerId: undefined,
    caseId: undefined,
    entry: undefined,
    toPerson: deskOwner(staff),
    looks: [],
    lastAt: about.at,
    ...about,
  };
}

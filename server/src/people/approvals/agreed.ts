import type { Writing } from "../../platform/database.ts";
import { fill } from "../../platform/language.ts";
import { Problem, problem } from "../../platform/problem.ts";
import type { House } from "../parts.ts";
import type { TwoPersonAct, Why } from "./acts.ts";
import type { Present } from "./approvals.ts";
import { unfitFor, unfitTogether } from "./fitness.ts";
import { liveRow } from "./live-row.ts";
import { refusal, refuseUnfit, standingNow } from "./refuse-unfit.ts";
import { agreedApprovals, markUsed } from "./store.ts";
import { WORDS } from "./words.ts";

/** Two persons have agreed: what the keeper wants to hear. */
export interface Approved {
  id: string;
  why: Why;
  /** Person ids, never the same. */
  by: string;
  second: string;
}

const HOUR = 3_600_000;

/** What is to be carried out, and for which of the two; absent: by the operator at the machine. */
export interface ApprovedFor {
  subject?: string;
  /** Person id. To anybody else it is as if there were no such approval. */
  person?: string;
}

/**
 * What two persons have agreed to, or a Problem. INVARIANT: both rows bear our seal, stand in the journal, are in time, and were never used.
 * Both must still be fit, so that somebody who has left since decides nothing.
 */
export async function approved(
  house: House,
  id: string,
  what: TwoPersonAct,
  { subject = "", person }: ApprovedFor = {},
): Promise<Approved> {
  const now = house.clock.now();
  const row = await liveRow(house, id, now, (one) => person === undefined || one.askedBy === person || one.confirmedBy === person);
  if (row.what !== what || row.subject !== subject) throw problem("conflict", WORDS.other);
  if (row.confirmedBy === null || row.idx === null || row.confirmedIdx === null) {
    const { id: inId, en } = WORDS.unconfirmedWay;
    throw problem("conflict", WORDS.unconfirmed, { detail: { id: fill(inId, { id }), en: fill(en, { id }) } });
  }
  const two = await Promise.all([standingNow(house, row.askedBy, now), standingNow(house, row.confirmedBy, now)]);
  const faults = two.flatMap((one) => unfitFor(what, one, subject).filter((fault) => fault !== "duty"));
  await refuseUnfit(house, row, row.confirmedBy, [...faults, ...unfitTogether(...two)]);
  return { id, why: row.why, by: row.askedBy, second: row.confirmedBy };
}

/** What two persons have agreed to in advance, the oldest first: where those two may not decide any more, the next of them counts. */
export async function firstAgreed(house: House, what: TwoPersonAct): Promise<Approved | undefined> {
  for (const id of await agreedApprovals(house.db, what, house.clock.now()))
    try {
      return await approved(house, id, what);
    } catch (error) {
      if (!(error instanceof Problem) || !PASSED_OVER.has(error.code)) throw error;
    }
  return undefined;
}

/** Forged, unfit, over. */
const PASSED_OVER: ReadonlySet<string> = new Set(["forbidden", "conflict"]);

/** It has been carried out, in the same transaction as the rest: an approval is for one time. */
export async function spend(house: House, tx: Writing, { id }: Pick<Approved, "id">): Promise<void> {
  const now = house.clock.now();
  await markUsed(tx, id, now);
  house.ended.add([{ kind: "approval", id, at: now, until: new Date(now.getTime() + house.settings.approvalHours * HOUR) }]);
}

/** Both at once, without a journal that could be told: for leaving HALT. @throws Problem 403 with all reasons */
export async function refuseTwoUnfit(house: House, what: TwoPersonAct, first: Present, second: Present): Promise<void> {
  const now = house.clock.now();
  const two = await Promise.all([standingNow(house, first.personId, now), standingNow(house, second.personId, now)]);
  const faults = [...two.flatMap((one) => unfitFor(what, one)), ...unfitTogether(...two)].filter((fault) => fault !== "duty");
  if (faults.length > 0) throw refusal([...new Set(faults)]);
}

import type { Write } from "../../journal/index.ts";
import type { Writing } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { problem } from "../../platform/problem.ts";
import { deskOwner } from "../rules.ts";
import type { CallBackParts } from "./parts.ts";
import { answerCallBack, callBackById, type Result, type StoredCallBack } from "./store.ts";
import { words } from "./words.ts";

/** How the row of a denied call-back is called among the rows of a day, before its id. */
export const TOPIC = "call-back ";

/**
 * Writes down what the customer said. Only the caller may, and the supervisor where nobody may call; never the person whom it is about.
 * "Nobody called me" opens an exception: a finding in the journal, a row on the
 * desk that no evidence of the person himself can clear, and an inquiry, which is not in the hands of his supervisor.
 */
export async function answer(parts: CallBackParts, by: string, id: string, result: Result): Promise<StoredCallBack> {
  const one = await callBackById(parts.db, id);
  if (!one || !mayAnswer(one, by)) throw problem("not-found", words.notYours);
  const now = parts.clock.now();
  await parts.act(async (tx, write) => {
    if (!(await answerCallBack(tx, id, result, by, now))) throw problem("conflict", words.answered);
    await write({
      typ: "callback",
      aggregate: `call-back:${id}`,
      act: by,
      psn: one.personId,
      body: { change: "answered", id, result, state: result, date: one.date },
      marks: [{ table: "review.call_back", id }],
    });
    if (result === "denied") {
      await openException(tx, write, one, now);
      await parts.inquiries.openWithin(tx, write, { personId: one.personId, source: "callback", ref: id, looks: [one.look], reporter: by });
    }
  });
  return (await callBackById(parts.db, id)) ?? one;
}

/** The supervisor answers only where there is no caller, or none any more. */
export function mayAnswer(one: StoredCallBack, id: string): boolean {
  if (id === one.personId) return false;
  if (one.callerId !== null && one.callerActive) return one.callerId === id;
  return one.supervisorId === id || one.superiorId === id;
}

async function openException(tx: Writing, write: Write, one: StoredCallBack, now: Date): Promise<void> {
  const row = newId("row");
  const [supervisorId, superiorId] = [one.supervisorId ?? undefined, one.superiorId ?? undefined];
  await tx.query(
    `insert into review.desk_row (id, office_id, on_date, kind, topic, person_id, customer_id, look_idx, at, reasons, to_person, made_at, lane)
     select $1, $2, $3, 'look', $4, $5, $6, $7, coalesce((select min(l.at) from journal.look_index l where l.idx = $7), $8), $9, $10, $8, 'hard'`,
    [
      row,
      one.officeId,
      one.date,
      `${TOPIC}${one.id}`,
      one.personId,
      one.customerId,
      one.look,
      now,
      JSON.stringify([{ id: "customer_denied" }]),
      deskOwner({ id: one.personId, supervisorId, superiorId }) ?? null,
    ],
  );
  await write({
    typ: "finding",
    aggregate: `call-back:${one.id}`,
    psn: one.personId,
    body: { change: "found", id: one.id, detector: "callback", kind: "denied", state: "open", looks: [one.look] },
    marks: [{ table: "review.desk_row", id: row }],
  });
}

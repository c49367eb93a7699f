import type { InquiryParts } from "./parts.ts";
import { monthsOn } from "./sanctions.ts";

/** Kinds whose text is erased when its time is over. What an inquiry rests on stays. */
const EXPIRING = ["talk_opened", "note", "check_done", "bait_done"];
/** Rows that one entry names. */
const AT_ONCE = 200;

/** Erases what supervisors noted longer ago than the setting allows (R67), on desk rows too; with an entry each time. Gives how many texts went. */
export async function expireNotes(parts: InquiryParts): Promise<number> {
  const before = new Date(`${monthsOn(parts.clock.now().toISOString().slice(0, 10), -parts.settings.noteMonths)}T00:00:00Z`);
  let gone = 0;
  for (;;) {
    const some = (await expireSteps(parts, before)) + (await expireDeskNotes(parts, before));
    gone += some;
    if (some < AT_ONCE) return gone;
  }
}

async function expireSteps({ db, act }: InquiryParts, before: Date): Promise<number> {
  const due = `select id from review.inquiry_step where kind = any($1) and at < $2 and sealed is not null order by at, id limit ${AT_ONCE}`;
  const { rows } = await db.query<{ id: string }>(due, [EXPIRING, before]);
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  await act(async (tx, write) => {
    await tx.query("update review.inquiry_step set sealed = null where id = any($1)", [ids]);
    await write({ typ: "inquiry", aggregate: "notes", body: { change: "expired", kind: "note", rows: ids, count: ids.length } });
  });
  return ids.length;
}

/** A row that was taken further keeps its note: an inquiry may rest on it. */
async function expireDeskNotes({ db, act }: InquiryParts, before: Date): Promise<number> {
  const { rows } = await db.query<{ id: string }>(
    `select id from review.desk_row where decided_at < $1 and state <> 'followed' and (note_sealed is not null or answer_sealed is not null)
     order by decided_at, id limit ${AT_ONCE}`,
    [before],
  );
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  await act(async (tx, write) => {
    await tx.query("update review.desk_row set note_sealed = null, answer_sealed = null where id = any($1)", [ids]);
    await write({ typ: "desk", aggregate: "notes", body: { change: "notes_expired", count: ids.length, why: "retention" } });
  });
  return ids.length;
}

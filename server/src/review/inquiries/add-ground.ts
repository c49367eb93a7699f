import type { Reading } from "../../platform/database.ts";
import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { lockThread, stepsOf, writeStep } from "./ledger.ts";
import type { InquiryParts } from "./parts.ts";
import { type Ground, inquiryOf } from "./rules.ts";
import { sealText } from "./seal-text.ts";
import { leadable } from "./who.ts";
import { words } from "./words.ts";

export interface NewGround {
  ground: Ground;
  /** Entry number of a look or a touched honey record, id of a contact record or call-back, id of the witness. */
  ref?: string | undefined;
  text?: string | undefined;
}

/** Adds evidence, or an indication, to an inquiry that is not decided yet. @throws Problem 404 for evidence that is not about this person */
export async function addGround(parts: InquiryParts, who: SignedIn, thread: string, { ground, ref, text }: NewGround): Promise<void> {
  const steps = await stepsOf(parts.db, thread);
  const whom = await leadable(parts, who, steps, "opened");
  if (ground === "document" && text === undefined) throw problem("bad-field", words.textNeeded);
  // The look may be seconds old.
  await parts.flush();
  await checkRef(parts.db, ground, ref, { person: whom.id, by: who.person.id });
  const sealed = await sealText(parts, who.person.id, whom.id, thread, text);
  await parts.act(async (tx, write) => {
    const kept = await lockThread(tx, thread);
    const { state } = inquiryOf(kept);
    if (state === "decided" || state === "closed" || state === "second") throw problem("conflict", words.notWaiting);
    if (ground === "confession" && !kept.some(({ kind }) => kind === "answered")) throw problem("conflict", words.noAnswerYet);
    await writeStep(tx, write, parts.clock.now(), {
      ...{ thread, kind: "ground", personId: whom.id, byId: who.person.id, sealed },
      facts: { ground, ref },
      body: { state, kind: ground },
    });
  });
}

/** Evidence that stands in a table is looked up: it must be there and be about this person. */
const CHECKS: Partial<Record<Ground, string>> = {
  look: "select 1 from journal.look_index where idx = $1::bigint and person_id = $2 limit 1",
  honey:
    "select 1 from watch.honey_hit h join journal.look_index l on l.idx = h.look_idx where h.look_idx = $1::bigint and l.person_id = $2 and h.idx is not null limit 1",
  callback: "select 1 from review.call_back where id = $1 and person_id = $2 and state = 'denied' and idx is not null",
  exchange: "select 1 from watch.interaction where id = $1 and person_id = $2 and grade = 'A'",
  report: "select 1 from watch.report where id = $1 and person_id = $2",
  witness: "select 1 from people.person where id = $1 and id <> $2 and id <> $3",
  bait: "select 1 from review.inquiry_step where thread = $1 and person_id = $2 and kind = 'bait_done' limit 1",
};
/** An answer that nobody noted down is told in words. */
const WITHOUT_REF: ReadonlySet<Ground> = new Set(["bait"]);

async function checkRef(
  db: Reading,
  ground: Ground,
  ref: string | undefined,
  { person, by }: { person: string; by: string },
): Promise<void> {
  const text = CHECKS[ground];
  if (text === undefined || (ref === undefined && WITHOUT_REF.has(ground))) return;
  if (ref === undefined) throw problem("bad-field", words.refNeeded);
  const isEntry = ground === "look" || ground === "honey";
  if (isEntry && !/^\d{1,15}$/.test(ref)) throw problem("not-found", words.unknownRef);
  const { rowCount } = await db.query(text, ground === "witness" ? [ref, person, by] : [ref, person]);
  if (rowCount === 0) throw problem("not-found", words.unknownRef);
}

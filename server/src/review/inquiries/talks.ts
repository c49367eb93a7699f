import type { Reading } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { lockThread, stepsOf, writeStep } from "./ledger.ts";
import type { InquiryParts } from "./parts.ts";
import { sealText } from "./seal-text.ts";
import { concerned, isLead } from "./who.ts";
import { words } from "./words.ts";

/** What somebody chooses in a talk (R69). */
export const CHOICES = ["continue", "move", "leave"] as const;
export type Choice = (typeof CHOICES)[number];

/** What came of a talk that signs asked for (R68): there is a reason, something was agreed, or it is no clearer than before. */
export const TALK_OUTCOMES = ["explained", "agreed", "unclear"] as const;
export type TalkOutcome = (typeof TALK_OUTCOMES)[number];

export interface NewTalk {
  personId: string;
  text: string;
  /** Id of the note on a question, of the check or of the asked-for talk that gave the cause. */
  because?: string | undefined;
  /** Of an asked-for talk, and of no other. */
  outcome?: TalkOutcome | undefined;
}

/**
 * The supervisor talks with somebody, and writes down what about; a talk is no sanction and needs no evidence. One that signs asked for ends with
 * its outcome (R68). Gives its id. @throws Problem 404 for whom he does not lead or a cause that is none, 400, 409 for one that was held
 */
export async function openTalk(parts: InquiryParts, who: SignedIn, { personId, text, because, outcome }: NewTalk): Promise<string> {
  const whom = await ofMyTeam(parts, who, personId);
  const isAsked = because !== undefined && (await causeOf(parts.db, because, whom)) === "talk_due";
  if (isAsked !== (outcome !== undefined)) throw problem("bad-field", isAsked ? words.outcomeNeeded : words.outcomeOfNone);
  const thread = newId("tlk");
  const sealed = await sealText(parts, who.person.id, whom, thread, text);
  const now = parts.clock.now();
  await parts.act(async (tx, write) => {
    await writeStep(tx, write, now, {
      ...{ thread, begins: true, kind: "talk_opened", typ: "talk", personId: whom, byId: who.person.id, sealed },
      facts: { ref: because },
      body: { state: "open" },
    });
    if (because === undefined || outcome === undefined) return;
    if ((await lockThread(tx, because)).length > 1) throw problem("conflict", words.talkHeld);
    await writeStep(tx, write, now, {
      ...{ thread: because, kind: "talk_held", typ: "control", personId: whom, byId: who.person.id, facts: { ref: thread, outcome } },
      body: { state: "done", outcome },
    });
  });
  return thread;
}

/**
 * "Tawarkan mau terus kerja atau berhenti" (R69): he himself chooses. To go on renews the pledge in the same moment; to move, or to leave,
 * closes customer data in the same moment, and HR does the rest.
 */
export async function chooseInTalk(parts: InquiryParts, { person }: SignedIn, thread: string, choice: Choice): Promise<void> {
  const [first] = await stepsOf(parts.db, thread);
  if (first?.kind !== "talk_opened" || first.personId !== person.id) throw problem("not-found", words.notYours);
  await parts.act(async (tx, write) => {
    if ((await lockThread(tx, thread)).some(({ kind }) => kind === "talk_chosen")) throw problem("conflict", words.talkOpen);
    await writeStep(tx, write, parts.clock.now(), {
      ...{ thread, kind: "talk_chosen", typ: "talk", personId: person.id, byId: person.id },
      facts: { choice },
      body: { state: "chosen", outcome: choice },
    });
    if (choice === "continue") await parts.people.pledgeWithin(tx, write, person.id);
    else await parts.people.closeDataWithin(tx, write, person.id, `talk-${choice}`, person.id);
  });
}

/** A supervisor's own note on conduct (R67): shown to whom it is about, erased when its time is over. Gives its id. */
export async function writeNote(
  parts: InquiryParts,
  who: SignedIn,
  { personId, text }: { personId: string; text: string },
): Promise<string> {
  const whom = await ofMyTeam(parts, who, personId);
  const thread = newId("nte");
  const sealed = await sealText(parts, who.person.id, whom, thread, text);
  await parts.act(async (tx, write) => {
    await writeStep(tx, write, parts.clock.now(), {
      ...{ thread, begins: true, kind: "note", personId: whom, byId: who.person.id, sealed },
      facts: {},
    });
  });
  return thread;
}

/** What gave the cause: an answer to a question (R65, R66), a check, early signs. @throws Problem 404 for what is not about this person, or not done yet */
async function causeOf(db: Reading, thread: string, personId: string): Promise<string> {
  const known =
    "select kind from review.inquiry_step where thread = $1 and person_id = $2 and kind in ('bait_done', 'check_done', 'talk_due') limit 1";
  const [cause] = (await db.query<{ kind: string }>(known, [thread, personId])).rows;
  if (!cause) throw problem("not-found", words.unknownRef);
  return cause.kind;
}

async function ofMyTeam({ db }: InquiryParts, { person }: SignedIn, personId: string): Promise<string> {
  const whom = await concerned(db, personId);
  if (!whom || whom.supervisorId !== person.id || !isLead(person)) throw problem("not-found", words.supervisorOnly);
  return whom.id;
}

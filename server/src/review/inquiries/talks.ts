import { newId } from "../../platform/ids.ts";
import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { lockThread, stepsOf, writeStep } from "./ledger.ts";
import type { InquiryParts } from "./parts.ts";
import { sealText } from "./seal-text.ts";
import { concerned } from "./who.ts";
import { words } from "./words.ts";

/** What somebody chooses in a talk (R69). */
export const CHOICES = ["continue", "move", "leave"] as const;
export type Choice = (typeof CHOICES)[number];

/** The supervisor talks with somebody, and writes down what about; a talk is no sanction and needs no evidence. Gives its id. */
export async function openTalk(
  parts: InquiryParts,
  who: SignedIn,
  { personId, text }: { personId: string; text: string },
): Promise<string> {
  const whom = await ofMyTeam(parts, who, personId);
  const thread = newId("tlk");
  const sealed = await sealText(parts, who.person.id, whom, thread, text);
  await parts.act(async (tx, write) => {
    await writeStep(tx, write, parts.clock.now(), {
      ...{ thread, begins: true, kind: "talk_opened", typ: "talk", personId: whom, byId: who.person.id, sealed },
      facts: {},
      body: { state: "open" },
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

async function ofMyTeam({ db }: InquiryParts, { person }: SignedIn, personId: string): Promise<string> {
  const whom = await concerned(db, personId);
  if (!whom || whom.supervisorId !== person.id) throw problem("not-found", words.supervisorOnly);
  return whom.id;
}

import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { lockThread, salted, stepsOf, writeStep } from "../inquiries/ledger.ts";
import { sealText } from "../inquiries/seal-text.ts";
import type { Step } from "../inquiries/step.ts";
import { concerned, isLead } from "../inquiries/who.ts";
import type { ControlParts } from "./parts.ts";
import { words } from "./words.ts";

/** What came of an unannounced check. Not there is no check: it waits for another hour. */
export const CHECK_OUTCOMES = ["in_order", "reminded", "irregular"] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

/** Whose control it is: the supervisor's today, for teams change hands. "Not yours" and "not there" answer alike. @throws Problem 404 */
async function mine(
  { db }: ControlParts,
  who: SignedIn,
  thread: string,
  kind: "check_due" | "bait_due",
): Promise<Step & { personId: string }> {
  const [first] = await stepsOf(db, thread);
  const whom = first?.kind === kind && first.personId !== null ? await concerned(db, first.personId) : undefined;
  const owes = isLead(who.person) && whom?.supervisorId === who.person.id && whom.id !== who.person.id;
  if (!first || !whom || !owes) throw problem("not-found", words.notYours);
  return { ...first, personId: whom.id };
}

/** Logs an unannounced check as done (R59), with a picked outcome and a note sealed under the person's key. @throws Problem 404, 409 a second time */
export async function doCheck(
  parts: ControlParts,
  who: SignedIn,
  thread: string,
  { outcome, text }: { outcome: CheckOutcome; text?: string | undefined },
): Promise<void> {
  const { personId } = await mine(parts, who, thread, "check_due");
  if (outcome === "irregular" && text === undefined) throw problem("bad-field", words.textNeeded);
  const sealed = await sealText(parts, who.person.id, personId, thread, text);
  await close(parts, who, thread, { kind: "check_done", personId, facts: { outcome }, sealed, outcome });
}

/**
 * Notes what somebody said to a question (R65). The note may open a talk; in an inquiry it is an indication and carries no sanction (R66).
 * @param look entry of a touched honey record of this person that lay on his desk, if the question was about it. @throws Problem 404, 409 a second time
 */
export async function noteBait(
  parts: ControlParts,
  who: SignedIn,
  thread: string,
  { text, look }: { text: string; look?: number | undefined },
): Promise<void> {
  const { personId, facts } = await mine(parts, who, thread, "bait_due");
  if (look !== undefined) await checkHoney(parts, who.person.id, personId, look);
  const sealed = await sealText(parts, who.person.id, personId, thread, text);
  const ref = look === undefined ? undefined : String(look);
  // Salted: by the fingerprint nobody shall find which of somebody's looks was at a honey record.
  const said = salted({ question: facts.question, ref });
  await close(parts, who, thread, { kind: "bait_done", personId, facts: said, sealed, outcome: "noted" });
}

/** Only what lay on his own desk: by trying numbers nobody shall learn which records are honey. */
async function checkHoney({ db, flush }: ControlParts, by: string, personId: string, look: number): Promise<void> {
  await flush();
  const { rowCount } = await db.query(
    `select 1 from watch.honey_hit h join journal.look_index l on l.idx = h.look_idx
     where h.look_idx = $1 and l.person_id = $2 and h.idx is not null and exists (
       select 1 from review.desk_look d join review.desk_row r on r.id = d.desk_row_id where d.look_idx = h.look_idx and r.to_person = $3) limit 1`,
    [look, personId, by],
  );
  if (rowCount === 0) throw problem("not-found", words.unknownLook);
}

interface Done {
  kind: "check_done" | "bait_done";
  personId: string;
  facts: Step["facts"];
  sealed: Awaited<ReturnType<typeof sealText>>;
  outcome: string;
}

async function close({ act, clock }: ControlParts, { person }: SignedIn, thread: string, done: Done): Promise<void> {
  const { kind, personId, facts, sealed, outcome } = done;
  await act(async (tx, write) => {
    if ((await lockThread(tx, thread)).length > 1) throw problem("conflict", words.done);
    await writeStep(tx, write, clock.now(), {
      ...{ thread, kind, typ: "control", personId, byId: person.id, facts, sealed },
      body: { state: "done", outcome },
    });
  });
}

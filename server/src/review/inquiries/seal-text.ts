import { problem } from "../../platform/problem.ts";
import { openNote, sealNote } from "../notes.ts";
import { words } from "../words.ts";
import type { InquiryParts } from "./parts.ts";
import type { Step } from "./step.ts";

/** Free text of a thread, sealed under the person's key whom it is about; the thread's id is inside, so that it cannot be moved to another. */
export async function sealText(
  parts: Pick<InquiryParts, "db" | "keeper">,
  by: string,
  personId: string,
  thread: string,
  text: string | undefined,
): Promise<{ text: string; for: string } | undefined> {
  return text === undefined ? undefined : { text: await sealNote(parts, by, personId, thread, text), for: personId };
}

/** The text of a step for whoever may read it; the keeper writes down that it was opened. Undefined where there is none, or it has expired. */
export async function textOfStep(parts: Pick<InquiryParts, "db" | "keeper">, by: string, step: Step): Promise<string | undefined> {
  if (step.sealed === null || step.sealedFor === null) return undefined;
  const text = await openNote(parts, by, step.sealedFor, step.thread, step.sealed);
  if (text === undefined) throw problem("note-refused", words.noteRefused, { status: 409 });
  return text;
}

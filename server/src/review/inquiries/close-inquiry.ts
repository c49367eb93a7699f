import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { openControlReview } from "./control-review.ts";
import { lockThread, stepsOf, writeStep } from "./ledger.ts";
import type { InquiryParts } from "./parts.ts";
import { inquiryOf, type LEGAL_STEPS } from "./rules.ts";
import { sealText } from "./seal-text.ts";
import { leadable, partial } from "./who.ts";
import { words } from "./words.ts";

export interface Closing {
  /** Damage in rupiah, so far as known (R95). */
  loss: number;
  legal: (typeof LEGAL_STEPS)[number];
}

/**
 * Closes a decided inquiry with damage and legal step (R27, R95). A proven misuse opens the review of the supervisor's own control in the
 * same transaction (R58); gives its id.
 */
export async function closeInquiry(
  parts: InquiryParts,
  who: SignedIn,
  thread: string,
  { loss, legal }: Closing,
): Promise<string | undefined> {
  const whom = await leadable(parts, who, await stepsOf(parts.db, thread), "opened");
  return parts.act(async (tx, write) => {
    const steps = await lockThread(tx, thread);
    const { state, decision } = inquiryOf(steps);
    if (state !== "decided" || decision === undefined) throw problem("conflict", words.notWaiting);
    if (partial(steps).has(who.person.id)) throw problem("forbidden", words.partial);
    const { outcome, law, reputation, harm } = decision;
    await writeStep(tx, write, parts.clock.now(), {
      ...{ thread, kind: "closed", personId: whom.id, byId: who.person.id },
      facts: { loss, legal, outcome, law, reputation, harm },
      body: { state: "closed", outcome, kind: legal },
    });
    if (outcome !== "proven" || whom.supervisorId === null) return undefined;
    return openControlReview(parts, tx, write, { inquiry: thread, supervisor: whom.supervisorId, person: whom.id, opened: steps[0]?.at });
  });
}

/**
 * What was written stays (R96): a correction is a new step that names the one it corrects. `withdraw` takes back a sanction, which
 * no longer counts on the ladder; what ended with it is granted anew, not revived.
 */
export async function correctInquiry(
  parts: InquiryParts,
  who: SignedIn,
  thread: string,
  { of, text, withdraw = false }: { of: string; text: string; withdraw?: boolean | undefined },
): Promise<void> {
  const whom = await leadable(parts, who, await stepsOf(parts.db, thread), "opened");
  const sealed = await sealText(parts, who.person.id, whom.id, thread, text);
  await parts.act(async (tx, write) => {
    const steps = await lockThread(tx, thread);
    const wrong = steps.find(({ id }) => id === of);
    if (!wrong || (withdraw && wrong.kind !== "sanctioned")) throw problem("not-found", words.notYours);
    if (partial(steps).has(who.person.id)) throw problem("forbidden", words.partial);
    await writeStep(tx, write, parts.clock.now(), {
      ...{ thread, kind: withdraw ? "withdrawn" : "corrected", personId: whom.id, byId: who.person.id, sealed },
      facts: withdraw ? { sanction: of } : { of },
      body: { state: inquiryOf(steps).state, kind: withdraw ? "sanction" : wrong.kind },
    });
  });
}

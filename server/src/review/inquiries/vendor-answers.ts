import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { lockThread, stepsOf, writeStep } from "./ledger.ts";
import type { InquiryParts } from "./parts.ts";
import { sealText } from "./seal-text.ts";
import { type ToldStep, tellSteps } from "./tell-inquiry.ts";
import { mayReadVendor } from "./tell-others.ts";
import { concerned } from "./who.ts";
import { words } from "./words.ts";

/** The vendor, who is the employer, answers a notice about one of his people: what he did, whom he sends instead. Once. */
export async function answerVendorNotice(parts: InquiryParts, who: SignedIn, thread: string, text: string): Promise<void> {
  const [first] = await stepsOf(parts.db, thread);
  const mine = first?.kind === "vendor_told" && first.personId !== null && (await mayReadVendor(parts, who, first));
  const me = mine ? await concerned(parts.db, who.person.id) : undefined;
  if (!mine || !first?.personId || me?.vendorId !== first.facts.vendor) throw problem("not-found", words.notYours);
  const sealed = await sealText(parts, who.person.id, first.personId, thread, text);
  await parts.act(async (tx, write) => {
    if ((await lockThread(tx, thread)).length > 1) throw problem("conflict", words.notWaiting);
    await writeStep(tx, write, parts.clock.now(), {
      ...{ thread, kind: "vendor_answered", personId: first.personId ?? undefined, byId: who.person.id, sealed },
      facts: {},
      body: { state: "answered" },
    });
  });
}

/** A notice with the vendor's answer. @throws Problem 404 */
export async function tellVendorNotice(
  parts: InquiryParts,
  who: SignedIn,
  thread: string,
): Promise<{ id: string; about: string; steps: ToldStep[] }> {
  const steps = await stepsOf(parts.db, thread);
  const [first] = steps;
  if (first?.kind !== "vendor_told" || first.personId === null || !(await mayReadVendor(parts, who, first)))
    throw problem("not-found", words.notYours);
  return { id: thread, about: first.personId, steps: await tellSteps(parts, who.person.id, steps) };
}

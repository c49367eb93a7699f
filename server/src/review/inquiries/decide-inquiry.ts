import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { lockThread, stepsOf, writeStep } from "./ledger.ts";
import type { InquiryParts } from "./parts.ts";
import { alarmSanction } from "./reprisals.ts";
import { type Decision, decisionFaults, inquiryOf, isHarsh, standingRung } from "./rules.ts";
import { endAfter, givenTo, imposeWithin } from "./sanctions.ts";
import { sealText } from "./seal-text.ts";
import { leadable, partial } from "./who.ts";
import { faultWords, words } from "./words.ts";

export interface DecisionAsk extends Omit<Decision, "reasoned"> {
  reason?: string | undefined;
}

/** What became of a decision: in force, or waiting for a second person. */
export type Decided = "decided" | "second";

/**
 * Decides an inquiry (R56, R57, R66). Harder than the impact bears: nothing happens before a second person agrees.
 * @throws Problem 403 `inquiry-blocked` with all that stands against it
 */
export async function decideInquiry(
  parts: InquiryParts,
  who: SignedIn,
  thread: string,
  { reason, ...asked }: DecisionAsk,
): Promise<Decided> {
  const by = who.person.id;
  const whom = await leadable(parts, who, await stepsOf(parts.db, thread), "opened");
  const sealed = await sealText(parts, by, whom.id, thread, reason);
  const decision = { ...asked, reasoned: reason !== undefined };
  return parts.act(async (tx, write) => {
    const steps = await lockThread(tx, thread);
    if (partial(steps).has(by)) throw problem("forbidden", words.partial);
    const given = await givenTo(tx, whom.id);
    const now = parts.clock.now();
    refuse(decisionFaults(inquiryOf(steps), decision, given, now.getTime()));
    const second = isHarsh(decision, standingRung(given, now.getTime()));
    await writeStep(tx, write, now, {
      ...{ thread, kind: "decided", personId: whom.id, byId: by, sealed },
      facts: { ...decision, second },
      body: { state: second ? "second" : "decided", outcome: asked.outcome, ...(asked.rung ? { step: asked.rung } : {}) },
    });
    if (second) return "second";
    if (asked.rung) await sanction(parts, tx, write, { thread, whom, rung: asked.rung, by });
    return "decided";
  });
}

/** The second person agrees, and it takes effect; or does not, and it may be decided anew. */
export async function secondInquiry(
  parts: InquiryParts,
  who: SignedIn,
  thread: string,
  { agrees, reason }: { agrees: boolean; reason?: string | undefined },
): Promise<void> {
  const second = who.person.id;
  const whom = await leadable(parts, who, await stepsOf(parts.db, thread), "opened");
  const sealed = await sealText(parts, second, whom.id, thread, reason);
  await parts.act(async (tx, write) => {
    const steps = await lockThread(tx, thread);
    const { state, decision } = inquiryOf(steps);
    if (state !== "second" || !decision?.by) throw problem("conflict", words.notWaiting);
    if (partial(steps).has(second)) throw problem("forbidden", words.partial);
    if (decision.by === second) throw problem("forbidden", words.samePerson);
    await writeStep(tx, write, parts.clock.now(), {
      ...{ thread, kind: agrees ? "seconded" : "second_refused", personId: whom.id, byId: second, sealed },
      facts: {},
      body: { state: agrees ? "decided" : "answered" },
    });
    if (agrees && decision.rung) await sanction(parts, tx, write, { thread, whom, rung: decision.rung, by: decision.by, second });
  });
}

type Imposed = Parameters<typeof imposeWithin>[3];

/** INVARIANT: whoever reported somebody else and is now sanctioned himself is looked at by the officer in the same moment (R78). */
async function sanction(
  parts: InquiryParts,
  tx: Parameters<typeof imposeWithin>[1],
  write: Parameters<typeof imposeWithin>[2],
  one: Imposed,
): Promise<void> {
  const id = await imposeWithin(parts, tx, write, one);
  await alarmSanction(parts, tx, write, one.whom.id, id);
  await endAfter(parts, tx, write, one);
}

function refuse(faults: ReturnType<typeof decisionFaults>): void {
  if (faults.length === 0) return;
  const say = (language: "id" | "en"): string => faults.map((fault) => faultWords[fault][language]).join(" ");
  throw problem("inquiry-blocked", words.notDecided, { status: 403, detail: { id: say("id"), en: say("en") }, faults });
}

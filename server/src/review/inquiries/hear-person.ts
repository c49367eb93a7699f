import { localDay, localInstant, nextDay } from "../../platform/local-day.ts";
import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { lockThread, stepsOf, writeStep } from "./ledger.ts";
import type { InquiryParts } from "./parts.ts";
import { inquiryOf } from "./rules.ts";
import { sealText } from "./seal-text.ts";
import { leadable } from "./who.ts";
import { words } from "./words.ts";

/** The person is asked before anybody judges him (R56), with a deadline: the end of a day of his office, in `days` days. Asking again moves it on. */
export async function askPerson(
  parts: InquiryParts,
  who: SignedIn,
  thread: string,
  { text, days = parts.settings.answerDays }: { text: string; days?: number | undefined },
): Promise<{ until: string }> {
  const whom = await leadable(parts, who, await stepsOf(parts.db, thread), "opened");
  const now = parts.clock.now();
  const until = localInstant(nextDay(localDay(now, whom.zone), days + 1), "00:00", whom.zone).toISOString();
  const sealed = await sealText(parts, who.person.id, whom.id, thread, text);
  await parts.act(async (tx, write) => {
    const { state } = inquiryOf(await lockThread(tx, thread));
    if (!["open", "asked", "answered"].includes(state)) throw problem("conflict", words.notWaiting);
    await writeStep(tx, write, now, {
      ...{ thread, kind: "asked", personId: whom.id, byId: who.person.id, sealed },
      facts: { until },
      body: { state: state === "open" ? "asked" : state, until },
    });
  });
  return { until };
}

/** The person's own answer, before or after the deadline, as long as nothing is decided. */
export async function answerInquiry(parts: InquiryParts, { person }: SignedIn, thread: string, text: string): Promise<void> {
  const [first] = await stepsOf(parts.db, thread);
  if (first?.kind !== "opened" || first.personId !== person.id) throw problem("not-found", words.notYours);
  const sealed = await sealText(parts, person.id, person.id, thread, text);
  await parts.act(async (tx, write) => {
    const { state } = inquiryOf(await lockThread(tx, thread));
    if (!["open", "asked", "answered"].includes(state)) throw problem("conflict", words.notWaiting);
    await writeStep(tx, write, parts.clock.now(), {
      ...{ thread, kind: "answered", personId: person.id, byId: person.id, sealed },
      facts: {},
      body: { state: "answered" },
    });
  });
}

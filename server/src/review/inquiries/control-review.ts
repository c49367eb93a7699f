import type { Write } from "../../journal/index.ts";
import type { Writing } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { controlFigures, type Figure } from "./control-figures.ts";
import { lockThread, stepsOf, writeStep } from "./ledger.ts";
import type { InquiryParts } from "./parts.ts";
import { sealText } from "./seal-text.ts";
import type { Step } from "./step.ts";
import { leadable } from "./who.ts";
import { words } from "./words.ts";

export const CONTROL_VERDICTS = ["control_ran", "control_failed"] as const;
export type ControlVerdict = (typeof CONTROL_VERDICTS)[number];

interface Reviewed {
  inquiry: string;
  supervisor: string;
  /** Whose misuse was proven. */
  person: string;
  opened: Date | undefined;
}

/** "Karena itu tim Anda, berarti kontrol dan monitornya tak jalan" (R58): the supervisor's own line is looked at, with figures. Gives its id. */
export async function openControlReview(
  parts: InquiryParts,
  tx: Writing,
  write: Write,
  { inquiry, supervisor, person, opened }: Reviewed,
): Promise<string> {
  const now = parts.clock.now();
  const figures = await controlFigures(tx, supervisor, opened ?? now);
  const thread = newId("ctl");
  await writeStep(tx, write, now, {
    ...{ thread, begins: true, kind: "control_opened", personId: supervisor },
    facts: { inquiry, person, figures: figures.map(figureText) },
    topic: `control ${inquiry}`,
    body: { state: "open", source: "inquiry" },
  });
  return thread;
}

const figureText = ({ id, measured, value, of }: Figure): string => (measured ? `${id} ${value} ${of}` : id);

/** Figures as their step keeps them. */
export function figuresOf({ facts }: Step): Figure[] {
  const texts = Array.isArray(facts.figures) ? (facts.figures as string[]) : [];
  return texts.map((text) => {
    const [id, value, of] = text.split(" ");
    return {
      id: id as Figure["id"],
      measured: value !== undefined,
      ...(value === undefined ? {} : { value: Number(value), of: Number(of) }),
    };
  });
}

export type ControlState = "open" | "answered" | "decided";

/** How far a review is. */
export const controlState = (steps: readonly Step[]): ControlState =>
  steps.some(({ kind }) => kind === "control_decided")
    ? "decided"
    : steps.some(({ kind }) => kind === "control_answered")
      ? "answered"
      : "open";

/** The supervisor is heard too. */
export async function answerControlReview(parts: InquiryParts, { person }: SignedIn, thread: string, text: string): Promise<void> {
  const [first] = await stepsOf(parts.db, thread);
  if (first?.kind !== "control_opened" || first.personId !== person.id) throw problem("not-found", words.notYours);
  const sealed = await sealText(parts, person.id, person.id, thread, text);
  await parts.act(async (tx, write) => {
    if (controlState(await lockThread(tx, thread)) === "decided") throw problem("conflict", words.notWaiting);
    await writeStep(tx, write, parts.clock.now(), {
      ...{ thread, kind: "control_answered", personId: person.id, byId: person.id, sealed },
      facts: {},
      body: { state: "answered" },
    });
  });
}

/** What the supervisor's superior, HR or the officer find; with a reason. Only after the supervisor has answered. */
export async function decideControlReview(
  parts: InquiryParts,
  who: SignedIn,
  thread: string,
  { verdict, reason }: { verdict: ControlVerdict; reason: string },
): Promise<void> {
  const whom = await leadable(parts, who, await stepsOf(parts.db, thread), "control_opened");
  const sealed = await sealText(parts, who.person.id, whom.id, thread, reason);
  await parts.act(async (tx, write) => {
    const state = controlState(await lockThread(tx, thread));
    if (state === "decided") throw problem("conflict", words.notWaiting);
    if (state === "open" && verdict === "control_failed")
      throw problem("inquiry-blocked", words.notDecided, { status: 403, faults: ["not-heard"] });
    await writeStep(tx, write, parts.clock.now(), {
      ...{ thread, kind: "control_decided", personId: whom.id, byId: who.person.id, sealed },
      facts: { verdict },
      body: { state: "decided", outcome: verdict },
    });
  });
}

import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { myReminders, type Reminder } from "../controls/my-reminders.ts";
import type { Figure } from "./control-figures.ts";
import { controlState, figuresOf } from "./control-review.ts";
import { type InFavour, inFavourOf } from "./in-favour.ts";
import { stepsAbout, stepsOf } from "./ledger.ts";
import type { InquiryParts } from "./parts.ts";
import { type InquiryState, inquiryOf } from "./rules.ts";
import { givenTo } from "./sanctions.ts";
import type { Step } from "./step.ts";
import { type ToldStep, tellSteps } from "./tell-inquiry.ts";
import { words } from "./words.ts";

export interface MyRecord {
  inquiries: Array<{ id: string; state: InquiryState; openedAt: string; until?: string }>;
  sanctions: Array<{ id: string; inquiry: string; rung: string; at: string; until: string; counts: boolean }>;
  talks: Array<{ id: string; at: string; chosen?: string }>;
  notes: Array<{ id: string; at: string; by?: string }>;
  /** Checks and questions that are done, and talks that signs asked for, once they are held: before that he shall not know when. */
  controls: Array<{ id: string; kind: string; at: string; outcome?: string }>;
  /** Of my pledge; acknowledged in one act. */
  reminders: Reminder[];
  controlReviews: Array<{ id: string; at: string; state: string }>;
  inFavour: InFavour;
}

const DONE = ["check_done", "bait_done", "talk_held"];

/** What is recorded about me, all of it but who reported it: concerns are not there, an inquiry that follows from one is. */
export async function myRecord(parts: InquiryParts, { person }: SignedIn): Promise<MyRecord> {
  const { db, clock } = parts;
  const now = clock.now();
  const firsts = await stepsAbout(db, person.id, ["opened", "talk_opened", "note", "control_opened"], 100);
  const record: MyRecord = {
    inquiries: [],
    sanctions: [],
    talks: [],
    notes: [],
    controls: (await stepsAbout(db, person.id, DONE, 100)).map(({ thread, kind, at, facts }) => ({
      ...{ id: thread, kind, at: at.toISOString() },
      ...(typeof facts.outcome === "string" ? { outcome: facts.outcome } : {}),
    })),
    reminders: await myReminders(db, person.id, now, person.language),
    controlReviews: [],
    inFavour: await inFavourOf(db, person.id, now),
  };
  for (const first of firsts) await addThread(parts, record, first);
  for (const { id, thread, rung, at, until, withdrawn } of await givenTo(db, person.id))
    record.sanctions.push({
      ...{ id, inquiry: thread, rung, at: at.toISOString(), until: new Date(until).toISOString() },
      counts: !withdrawn && until > now.getTime(),
    });
  return record;
}

async function addThread({ db }: InquiryParts, record: MyRecord, first: Step): Promise<void> {
  const { id, byId } = first;
  const at = first.at.toISOString();
  const steps = await stepsOf(db, id);
  if (first.kind === "opened") {
    const { state, deadline } = inquiryOf(steps);
    record.inquiries.push({ id, state, openedAt: at, ...(deadline === undefined ? {} : { until: new Date(deadline).toISOString() }) });
  } else if (first.kind === "talk_opened") {
    const chosen = steps.find(({ kind }) => kind === "talk_chosen")?.facts.choice;
    record.talks.push({ id, at, ...(typeof chosen === "string" ? { chosen } : {}) });
  } else if (first.kind === "note") record.notes.push({ id, at, ...(byId === null ? {} : { by: byId }) });
  else record.controlReviews.push({ id, at, state: controlState(steps) });
}

export interface MyThread {
  id: string;
  kind: string;
  steps: ToldStep[];
  figures?: Figure[];
}

/** One of them with its texts. Who reported, and who bears witness, is not told. @throws Problem 404 */
export async function myThread(parts: InquiryParts, { person }: SignedIn, thread: string): Promise<MyThread> {
  const steps = await stepsOf(parts.db, thread);
  const [first] = steps;
  const mine =
    first?.personId === person.id &&
    (["opened", "talk_opened", "note", "control_opened", "reminder_due"].includes(first.kind) ||
      steps.some(({ kind }) => DONE.includes(kind)));
  if (!first || !mine) throw problem("not-found", words.notYours);
  const told = await tellSteps(parts, person.id, steps.filter(({ kind }) => kind !== "ground" || first.kind !== "opened").map(unnamed));
  const grounds = steps.filter(({ kind }) => kind === "ground").map((step) => ({ ...unnamed(step), sealed: null }));
  const all = [...told, ...(await tellSteps(parts, person.id, grounds))].sort((a, b) => a.at.localeCompare(b.at));
  return { id: thread, kind: first.kind, steps: all, ...(first.kind === "control_opened" ? { figures: figuresOf(first) } : {}) };
}

/**
 * A ground is told by its kind: what a witness said, and who he is, stays with those who lead the inquiry. Which look a question was about is not told
 * either: it would name a honey record.
 */
function unnamed(step: Step): Step {
  const { reporter: _, ref, ground, ...facts } = step.facts;
  const hides = step.kind === "opened" || step.kind === "bait_done" || ground === "witness";
  return {
    ...step,
    byId: step.kind === "opened" ? null : step.byId,
    facts: { ...facts, ...(ground === undefined ? {} : { ground }), ...(hides || ref === undefined ? {} : { ref }) },
    sealed: step.kind === "opened" ? null : step.sealed,
  };
}

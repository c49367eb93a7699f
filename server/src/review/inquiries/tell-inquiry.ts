import { markedId, markedInstant } from "../../platform/page-mark.ts";
import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { type InFavour, inFavourOf } from "./in-favour.ts";
import { stepsOf, type ThreadPlace, threadsOf } from "./ledger.ts";
import type { InquiryParts } from "./parts.ts";
import { type InquiryState, inquiryOf, type Rung, standingRung } from "./rules.ts";
import { givenTo } from "./sanctions.ts";
import { textOfStep } from "./seal-text.ts";
import type { Facts, Step } from "./step.ts";
import { type Voucher, vouchersOf } from "./vouchers.ts";
import { concerned, leadable, mayLead, partial, refuseUnpledged } from "./who.ts";
import { words } from "./words.ts";

/** A step as its readers see it; its text only where they may open it. */
export interface ToldStep {
  id: string;
  kind: string;
  at: string;
  by?: string;
  /** Number of its journal entry. */
  entry?: number;
  facts: Facts;
  text?: string;
}

export interface ToldInquiry {
  id: string;
  person: { id: string; name: string; job: string; employment: string };
  state: InquiryState;
  source: string;
  openedAt: string;
  until?: string;
  steps: ToldStep[];
  /** May whoever asks decide it? Not who reported, opened it or bears witness. */
  mayDecide: boolean;
  /** The hardest sanction that still counts. */
  standing?: Rung;
  vouchers: Voucher[];
  inFavour: InFavour;
}

export interface InquiryLine {
  id: string;
  person: { id: string; name: string };
  state: InquiryState;
  source: string;
  openedAt: string;
}

const PAGE = 25;
/** Threads that are looked through for one page: what the asker may not see is passed over. */
const PASSED = 200;

/** Inquiries that this person may lead, newest first. */
export async function listInquiries(parts: InquiryParts, who: SignedIn, cursor?: string): Promise<{ rows: InquiryLine[]; next?: string }> {
  await refuseUnpledged(parts.db, who.person.id, parts.clock.now());
  const found = await threadsOf(parts.db, ["opened"], readMark(cursor), PASSED, onlyHisPeople(who));
  const rows: InquiryLine[] = [];
  let last: Step | undefined;
  for (const first of found) {
    if (rows.length === PAGE) break;
    last = first;
    const line = await lineFor(parts, who, first);
    if (line) rows.push(line);
  }
  const more = last !== undefined && (last.id !== found.at(-1)?.id || found.length === PASSED);
  return { rows, ...(more && last ? { next: writeMark(last) } : {}) };
}

/** HR and officers see all that they may; anybody else those whose superior he is. */
const onlyHisPeople = ({ person: { id, functions } }: SignedIn): string | undefined =>
  functions.some((name) => name === "hr" || name === "officer") ? undefined : id;

async function lineFor(parts: InquiryParts, who: SignedIn, first: Step): Promise<InquiryLine | undefined> {
  const whom = first.personId === null ? undefined : await concerned(parts.db, first.personId);
  if (!whom || first.facts.reporter === who.person.id || !(await mayLead(parts.db, who, whom))) return undefined;
  const { state } = inquiryOf(await stepsOf(parts.db, first.id));
  return {
    id: first.id,
    person: { id: whom.id, name: whom.name },
    state,
    source: String(first.facts.source),
    openedAt: first.at.toISOString(),
  };
}

/** One inquiry with its texts, who vouched, and what counts in the person's favour. @throws Problem 404 */
export async function tellInquiry(parts: InquiryParts, who: SignedIn, thread: string): Promise<ToldInquiry> {
  const steps = await stepsOf(parts.db, thread);
  const whom = await leadable(parts, who, steps, "opened");
  const now = parts.clock.now();
  const { state, deadline } = inquiryOf(steps);
  const standing = standingRung(await givenTo(parts.db, whom.id), now.getTime());
  return {
    id: thread,
    person: { id: whom.id, name: whom.name, job: whom.job, employment: whom.employment },
    state,
    source: String(steps[0]?.facts.source),
    openedAt: steps[0]?.at.toISOString() ?? "",
    ...(deadline === undefined ? {} : { until: new Date(deadline).toISOString() }),
    steps: await tellSteps(parts, who.person.id, steps),
    mayDecide: !partial(steps).has(who.person.id),
    ...(standing ? { standing } : {}),
    vouchers: await vouchersOf(parts.db, whom.id),
    inFavour: await inFavourOf(parts.db, whom.id, now),
  };
}

/** Steps with their texts; the keeper writes down each that is opened. */
export async function tellSteps(parts: InquiryParts, by: string, steps: readonly Step[]): Promise<ToldStep[]> {
  const told: ToldStep[] = [];
  for (const step of steps) {
    const text = await textOfStep(parts, by, step);
    told.push({ ...shownStep(step), ...(text === undefined ? {} : { text }) });
  }
  return told;
}

/** A step without its text, and without the salt of its fingerprint. */
export const shownStep = ({ id, kind, at, byId, idx, facts: { salt: _, ...facts } }: Step): ToldStep => ({
  ...{ id, kind, at: at.toISOString(), facts },
  ...(byId === null ? {} : { by: byId }),
  ...(idx === null ? {} : { entry: idx }),
});

/** Where a page ends. */
export const writeMark = ({ at, id }: ThreadPlace): string => Buffer.from(JSON.stringify([at, id])).toString("base64url");

/** @throws Problem `bad-cursor` */
export function readMark(cursor: string | undefined): ThreadPlace | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [first, second] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    const [at, id] = [markedInstant(first), markedId(second)];
    if (at !== undefined && id !== undefined) return { at, id };
  } catch {
    // Whatever it is, it is not ours.
  }
  throw problem("bad-cursor", words.badCursor);
}

import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import type { Figure } from "./control-figures.ts";
import { controlState, figuresOf } from "./control-review.ts";
import { stepsOf, threadsOf } from "./ledger.ts";
import type { InquiryParts } from "./parts.ts";
import { CONCERN_KINDS } from "./report-concern.ts";
import type { Step } from "./step.ts";
import { readMark, shownStep, type ToldStep, tellSteps, writeMark } from "./tell-inquiry.ts";
import { concerned, leadable, mayLead } from "./who.ts";
import { words } from "./words.ts";

const PAGE = 25;
const PASSED = 200;

export interface Listed {
  rows: Array<ToldStep & { about?: string; last: string }>;
  next?: string;
}

/** Threads of some kinds that `may` lets through, newest first. */
async function listed(
  { db }: InquiryParts,
  kinds: readonly string[],
  cursor: string | undefined,
  may: (first: Step) => boolean | Promise<boolean>,
): Promise<Listed> {
  const found = await threadsOf(db, kinds, readMark(cursor), PASSED);
  const rows: Listed["rows"] = [];
  let last: Step | undefined;
  for (const first of found) {
    if (rows.length === PAGE) break;
    last = first;
    if (await may(first))
      rows.push({ ...shownStep(first), ...(first.personId === null ? {} : { about: first.personId }), last: first.last });
  }
  const more = last !== undefined && (last.id !== found.at(-1)?.id || found.length === PASSED);
  return { rows, ...(more && last ? { next: writeMark(last) } : {}) };
}

/** Concerns: the officer sees all but those about himself, a superior those addressed to him. */
const mayReadConcern = ({ person }: SignedIn, { personId, facts }: Step): boolean =>
  personId !== person.id && (person.functions.includes("officer") || facts.to === person.id);

export const listConcerns = (parts: InquiryParts, who: SignedIn, cursor?: string): Promise<Listed> =>
  listed(parts, CONCERN_KINDS, cursor, (first) => mayReadConcern(who, first));

/** A concern with its text. @throws Problem 404 */
export async function tellConcern(parts: InquiryParts, who: SignedIn, thread: string): Promise<ToldStep & { about?: string }> {
  const [first] = await stepsOf(parts.db, thread);
  if (!first || !(CONCERN_KINDS as readonly string[]).includes(first.kind) || !mayReadConcern(who, first))
    throw problem("not-found", words.notYours);
  const [told] = await tellSteps(parts, who.person.id, [first]);
  return { ...(told as ToldStep), ...(first.personId === null ? {} : { about: first.personId }) };
}

/** What happened to people who reported: for the officer, but not about himself. */
export const listReprisals = (parts: InquiryParts, { person }: SignedIn, cursor?: string): Promise<Listed> =>
  listed(parts, ["reprisal"], cursor, ({ personId }) => person.functions.includes("officer") && personId !== person.id);

/** Reviews of supervisors' own control that this person may lead. */
export const listControlReviews = (parts: InquiryParts, who: SignedIn, cursor?: string): Promise<Listed> =>
  listed(parts, ["control_opened"], cursor, async ({ personId }) => {
    const whom = personId === null ? undefined : await concerned(parts.db, personId);
    return whom !== undefined && mayLead(parts.db, who, whom);
  });

export interface ToldControlReview {
  id: string;
  supervisor: { id: string; name: string };
  state: string;
  inquiry: string;
  figures: Figure[];
  steps: ToldStep[];
}

/** A review with its figures and texts. @throws Problem 404 */
export async function tellControlReview(parts: InquiryParts, who: SignedIn, thread: string): Promise<ToldControlReview> {
  const steps = await stepsOf(parts.db, thread);
  const whom = await leadable(parts, who, steps, "control_opened");
  const [first] = steps;
  return {
    ...{ id: thread, supervisor: { id: whom.id, name: whom.name }, state: controlState(steps) },
    ...{ inquiry: String(first?.facts.inquiry), figures: first ? figuresOf(first) : [] },
    steps: await tellSteps(parts, who.person.id, steps),
  };
}

/** Notices to vendors about their people: for the vendor's own coordinator, and for HR and the officer. */
export const mayReadVendor = async ({ db }: InquiryParts, { person }: SignedIn, { facts, personId }: Step): Promise<boolean> => {
  if (person.functions.some((name) => name === "hr" || name === "officer")) return personId !== person.id;
  const me = person.functions.includes("vendor_coordinator") ? await concerned(db, person.id) : undefined;
  return me !== undefined && (me.vendorId === null || me.vendorId === facts.vendor) && personId !== person.id;
};

export const listVendorNotices = (parts: InquiryParts, who: SignedIn, cursor?: string): Promise<Listed> =>
  listed(parts, ["vendor_told"], cursor, (first) => mayReadVendor(parts, who, first));

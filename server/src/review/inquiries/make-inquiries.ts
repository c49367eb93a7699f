import type { Write } from "../../journal/index.ts";
import type { Writing } from "../../platform/database.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { addGround, type NewGround } from "./add-ground.ts";
import { type Closing, closeInquiry, correctInquiry } from "./close-inquiry.ts";
import { answerControlReview, type ControlVerdict, decideControlReview } from "./control-review.ts";
import { type DecisionAsk, decideInquiry, secondInquiry } from "./decide-inquiry.ts";
import { expireNotes } from "./expire-notes.ts";
import { answerInquiry, askPerson } from "./hear-person.ts";
import { myRecord, myThread } from "./my-record.ts";
import { type Finding, openInquiry, openWithin } from "./open-inquiry.ts";
import { overview } from "./overview.ts";
import type { InquiryParts } from "./parts.ts";
import { type NewConcern, reportConcern } from "./report-concern.ts";
import { decideReprisal, type REPRISAL_VERDICTS, sweepReprisals } from "./reprisals.ts";
import { type Choice, chooseInTalk, openTalk, writeNote } from "./talks.ts";
import { listInquiries, tellInquiry } from "./tell-inquiry.ts";
import { listConcerns, listControlReviews, listReprisals, listVendorNotices, tellConcern, tellControlReview } from "./tell-others.ts";
import { answerVendorNotice, tellVendorNotice } from "./vendor-answers.ts";

export type Inquiries = ReturnType<typeof makeInquiries>;

/** Pemeriksaan: from a finding over the person's answer to a decision; concerns past the superior; talks. Bound to one house. */
export const makeInquiries = (parts: InquiryParts) => ({
  ...led(parts),
  ...own(parts),
  listConcerns: (who: SignedIn, cursor?: string) => listConcerns(parts, who, cursor),
  concern: (who: SignedIn, id: string) => tellConcern(parts, who, id),
  listReprisals: (who: SignedIn, cursor?: string) => listReprisals(parts, who, cursor),
  decideReprisal: (who: SignedIn, id: string, given: { verdict: (typeof REPRISAL_VERDICTS)[number]; reason: string }) =>
    decideReprisal(parts, who, id, given),
  listVendorNotices: (who: SignedIn, cursor?: string) => listVendorNotices(parts, who, cursor),
  vendorNotice: (who: SignedIn, id: string) => tellVendorNotice(parts, who, id),
  answerVendorNotice: (who: SignedIn, id: string, text: string) => answerVendorNotice(parts, who, id, text),
  talk: (who: SignedIn, given: Parameters<typeof openTalk>[2]) => openTalk(parts, who, given),
  note: (who: SignedIn, given: { personId: string; text: string }) => writeNote(parts, who, given),
  /** For the operator: how far each inquiry is. */
  overview: (all: boolean) => overview(parts.db, all),
  /** Who reported and suffered since, for the officer. Gives how many alarms are new. */
  sweepReprisals: () => sweepReprisals(parts),
  /** Erases notes whose time is over. Gives how many. */
  expireNotes: () => expireNotes(parts),
});

const led = (parts: InquiryParts) => ({
  /** For detectors, call-backs and desks: opens an inquiry inside their transaction. Undefined where one was opened for the same finding. */
  openWithin: (tx: Writing, write: Write, finding: Finding) => openWithin(tx, write, parts.clock.now(), finding),
  open: (who: SignedIn, finding: Parameters<typeof openInquiry>[2]) => openInquiry(parts, who, finding),
  list: (who: SignedIn, cursor?: string) => listInquiries(parts, who, cursor),
  tell: (who: SignedIn, id: string) => tellInquiry(parts, who, id),
  addGround: (who: SignedIn, id: string, ground: NewGround) => addGround(parts, who, id, ground),
  ask: (who: SignedIn, id: string, asked: { text: string; days?: number | undefined }) => askPerson(parts, who, id, asked),
  decide: (who: SignedIn, id: string, decision: DecisionAsk) => decideInquiry(parts, who, id, decision),
  second: (who: SignedIn, id: string, given: { agrees: boolean; reason?: string | undefined }) => secondInquiry(parts, who, id, given),
  close: (who: SignedIn, id: string, closing: Closing) => closeInquiry(parts, who, id, closing),
  correct: (who: SignedIn, id: string, given: Parameters<typeof correctInquiry>[3]) => correctInquiry(parts, who, id, given),
  listControlReviews: (who: SignedIn, cursor?: string) => listControlReviews(parts, who, cursor),
  controlReview: (who: SignedIn, id: string) => tellControlReview(parts, who, id),
  decideControlReview: (who: SignedIn, id: string, given: { verdict: ControlVerdict; reason: string }) =>
    decideControlReview(parts, who, id, given),
});

const own = (parts: InquiryParts) => ({
  answer: (who: SignedIn, id: string, text: string) => answerInquiry(parts, who, id, text),
  answerControlReview: (who: SignedIn, id: string, text: string) => answerControlReview(parts, who, id, text),
  report: (who: SignedIn, concern: NewConcern) => reportConcern(parts, who, concern),
  choose: (who: SignedIn, id: string, choice: Choice) => chooseInTalk(parts, who, id, choice),
  myRecord: (who: SignedIn) => myRecord(parts, who),
  myThread: (who: SignedIn, id: string) => myThread(parts, who, id),
});

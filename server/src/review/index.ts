/** The door of the chapter "review": is every look explained by evening? */
import { KeeperDown, type LookKey } from "../journal/index.ts";
import type { Writing } from "../platform/database.ts";
import { fill, type Language } from "../platform/language.ts";
import { isDay, localDay } from "../platform/local-day.ts";
import { oneByOne } from "../platform/one-by-one.ts";
import { problem } from "../platform/problem.ts";
import type { SignedIn } from "../platform/signed-in.ts";
import type { MissedEvening } from "../watch/index.ts";
import { type Answer, answerQuestion } from "./answer-question.ts";
import { type CallBacks, makeCallBacks } from "./call-backs/make-call-backs.ts";
import { callBackSettings } from "./call-backs/parts.ts";
import { type CheckedDraw, checkDraws, type DrawEntry } from "./check-draw.ts";
import { type Confirmation, confirm, confirmations } from "./confirm.ts";
import { type Controls, makeControls } from "./controls/make-controls.ts";
import { defaultControlSettings } from "./controls/parts.ts";
import { countListings, withoutListings } from "./count-listings.ts";
import { lastCoverage, type MeasuredCoverage } from "./coverage-store.ts";
import { customerNames } from "./customer-names.ts";
import { type DayPicture, dayPicture } from "./day-picture.ts";
import { decide } from "./decide.ts";
import { type DeskAsk, type EveningDesk, openDesk } from "./desk.ts";
import { type DrillParts, layDrills } from "./drills/lay-drills.ts";
import { runDueEvenings } from "./due-evenings.ts";
import { dayPruned, endDays, forgetLooks, isPrunedDay } from "./end-pruned.ts";
import { lastEvening } from "./evening-store.ts";
import { type Inquiries, makeInquiries } from "./inquiries/make-inquiries.ts";
import { defaultInquirySettings } from "./inquiries/parts.ts";
import { measureCoverage, measureYesterday } from "./measure-coverage.ts";
import { missedEvenings } from "./missed-evenings.ts";
import { type MyDay, myDay } from "./my-day.ts";
import { offices } from "./office-day.ts";
import type { ReviewParts } from "./parts.ts";
import { type Questions, questions } from "./questions.ts";
import { rowsOfEvening } from "./row-store.ts";
import { type EveningRun, runEvening } from "./run-evening.ts";
import { type DeskAct, type ToldRow, tellRow } from "./tell-row.ts";
import { type Week, week } from "./week.ts";
import { words } from "./words.ts";

export type { Answer } from "./answer-question.ts";
export { type CallBackPlan, callsFor, chanceToCatch, MOST_LOOKS } from "./call-back-plan.ts";
export { type Callable, drawCalls } from "./call-backs/draw-calls.ts";
export { callsHash, poolHash } from "./call-backs/hashes.ts";
export type { CallBacks } from "./call-backs/make-call-backs.ts";
export { callBackRoutes } from "./call-backs/routes.ts";
export { RESULTS as CALL_BACK_RESULTS } from "./call-backs/store.ts";
export { script as callBackScript, stateWords as callBackStates } from "./call-backs/words.ts";
export type { CheckedDraw, DrawEntry } from "./check-draw.ts";
export type { Confirmation } from "./confirm.ts";
export type { Control, ControlList } from "./controls/list-controls.ts";
export type { Controls } from "./controls/make-controls.ts";
export type { ControlSettings } from "./controls/parts.ts";
export { controlRoutes } from "./controls/routes.ts";
export type { DayPicture } from "./day-picture.ts";
export type { EveningDesk } from "./desk.ts";
export { type DrawAsk, type Drawable, type Drawn, drawReviews, type Lane, reviewBudget } from "./draw/index.ts";
export { listHash } from "./draw-list.ts";
export { candidatesOf } from "./draw-store.ts";
export type { Inquiries } from "./inquiries/make-inquiries.ts";
export type { Finding, Source } from "./inquiries/open-inquiry.ts";
export type { InquirySettings } from "./inquiries/parts.ts";
export { inquiryRoutes } from "./inquiries/routes.ts";
export { type StepRow, sealPrint, stepPrint } from "./inquiries/step.ts";
export { reviewMigrations } from "./migrations/index.ts";
export type { MyDay } from "./my-day.ts";
export { defaultReviewSettings, type ReviewParts } from "./parts.ts";
export type { Question, Questions } from "./questions.ts";
export { reviewRoutes } from "./routes.ts";
export type { EveningRun } from "./run-evening.ts";
export type { DeskAct, ToldRow } from "./tell-row.ts";

/** An office's evening with what lies on the desks, as sentences; customers by their ids. */
export interface ToldEvening extends EveningRun {
  rows: ToldRow[];
  /** The heading, as a sentence. */
  heading: string;
  /** Queues opened and searches made: counted apart, as on the desk; what of them nothing explains is a row. */
  listings: number;
  /** Looks that wait for a feed that has brought nothing for that day. */
  waiting: Array<{ source: string; looks: number }>;
}

export interface Review {
  /** Runs the evening of one office or of all, each for its own local day (`date`, or today there). One at a time. @throws Problem for an unknown office or day */
  runEvenings(ask?: {
    date?: string | undefined;
    officeId?: string | undefined;
    onOffice?: (done: number, of: number) => void;
  }): Promise<EveningRun[]>;
  /** Runs the evenings that are due by the plan of duty: a house that serves does so by itself. Gives how many. */
  runDue(): Promise<number>;
  /** The same, with the rows of the desks as sentences (at most 500 an office). */
  tellEvenings(ask: {
    date?: string | undefined;
    officeId?: string | undefined;
    language: Language;
    onOffice?: (done: number, of: number) => void;
  }): Promise<ToldEvening[]>;
  /** Runs one office's evening of a local day again, where it has run already: late evidence tells it anew. */
  rerunEvening(day: { officeId: string; date: string }): Promise<void>;
  /** Takes out what explained looks that were pruned, and where they lay. */
  forgetLooks(tx: Writing, looks: readonly LookKey[]): Promise<void>;
  /** Takes out the lists of looks from which was drawn on days before that instant. */
  endDays(before: Date): Promise<void>;
  desk(who: SignedIn, ask: DeskAsk): Promise<EveningDesk>;
  dayPicture(who: SignedIn, row: string): Promise<DayPicture>;
  decide(who: SignedIn, row: string, act: DeskAct, note?: string): Promise<ToldRow>;
  questions(who: SignedIn): Promise<Questions>;
  answer(who: SignedIn, question: string, answer: Answer): Promise<void>;
  confirmations(who: SignedIn): Promise<Confirmation[]>;
  confirm(who: SignedIn, id: string, isSo: boolean): Promise<void>;
  myDay(who: SignedIn): Promise<MyDay>;
  /** Days of offices that are over and whose evening was never run. */
  missedEvenings(now: Date): Promise<MissedEvening[]>;
  /** Pemeriksaan, concerns, talks. */
  inquiries: Inquiries;
  /** The week that ends with a day (today unless told), of the team or of oneself. */
  week(who: SignedIn, ask: { date?: string | undefined; whose: "mine" | "team" }): Promise<Week>;
  /** What the templates explain of real looks and of random customers, as the house measured it last; empty where too few looks are known. */
  coverage(): Promise<MeasuredCoverage[]>;
  /** Repeats a day's draws of reviews: `entries` are all `draw` entries of the journal. */
  checkDraws(entries: readonly DrawEntry[], wanted: { date: string; office?: string | undefined }): Promise<CheckedDraw[]>;
  /** Telepon konfirmasi. */
  callBacks: CallBacks;
  /** What supervisors owe their teams. */
  controls: Controls;
}

const ROWS = 500;

/** Evenings and desks over what watch explains. Evenings of one process run one after the other. */
export function makeReview(parts: ReviewParts): Review {
  const names = customerNames(parts);
  const today = myDay(parts);
  const inquiries = makeInquiries({ ...parts, settings: { ...defaultInquirySettings, ...parts.inquirySettings } });
  const callBacks = makeCallBacks({ ...parts, names, inquiries, ringOf: parts.watch.rota.ringOf, settings: callBackSettings });
  const controlSettings = { ...defaultControlSettings, ...parts.controlSettings };
  // Two runs of one evening at once would find the same rows missing: runs of this process queue up.
  let last: Promise<unknown> = Promise.resolve();
  // Whoever asks for the evening of an office that is in the queue already waits for that one: nobody fills the queue by pressing a button.
  const queued = new Map<string, Promise<EveningRun[]>>();
  const runEvenings: Review["runEvenings"] = (ask = {}) => {
    const key = ask.onOffice ? undefined : `${ask.officeId ?? ""} ${ask.date ?? ""}`;
    const waiting = key === undefined ? undefined : queued.get(key);
    if (waiting) return waiting;
    const run = last.then(() => {
      if (key !== undefined) queued.delete(key);
      return runAll({ ...parts, drills: { ...parts, settings: controlSettings } }, callBacks.draw, ask);
    });
    if (key !== undefined) queued.set(key, run);
    last = run.catch(() => undefined);
    return run;
  };
  return {
    runEvenings,
    async runDue() {
      const ran = await runDueEvenings(parts, runEvenings);
      // Evenings of a house that serves come office by office: what they explain is measured once a day is over in all of them.
      if (ran > 0) await measureYesterday(parts, await offices(parts.db));
      return ran;
    },
    async tellEvenings({ language, ...ask }) {
      const runs = await runEvenings(ask);
      return Promise.all(runs.map((run) => told(parts, run, language)));
    },
    async rerunEvening({ officeId, date }) {
      // An office that everybody has left has no evening any more: their looks went with them.
      const [office] = await offices(parts.db, officeId);
      // What is pruned no evidence explains any more.
      if (office && (await isPrunedDay(parts, date, [office]))) return;
      if (office && (await lastEvening(parts.db, officeId, date))) await runEvenings({ officeId, date });
    },
    forgetLooks,
    endDays: (before) => endDays(parts, before),
    desk: (who, ask) => openDesk(parts, names, who, ask),
    dayPicture: (who, row) => dayPicture(parts, who, row),
    decide: (who, row, act, note) => decide({ ...parts, inquiries }, names, who, row, act, note),
    questions: (who) => questions(parts, names, who),
    answer: (who, question, answer) => answerQuestion(parts, who, question, answer),
    confirmations: (who) => confirmations(parts, names, who),
    confirm: (who, id, isSo) => confirm(parts, who, id, isSo),
    myDay: today,
    missedEvenings: (now) => missedEvenings(parts.db, now),
    inquiries,
    week: (who, ask) => week(parts, who, ask),
    coverage: () => lastCoverage(parts.db),
    checkDraws: (entries, wanted) => checkDraws(parts, entries, wanted),
    callBacks,
    controls: makeControls({ ...parts, settings: controlSettings }),
  };
}

async function runAll(
  parts: ReviewParts & { drills: DrillParts },
  draw: CallBacks["draw"],
  { date, officeId, onOffice }: NonNullable<Parameters<Review["runEvenings"]>[0]>,
): Promise<EveningRun[]> {
  if (date !== undefined && !isDay(date)) throw problem("bad-date", words.unknownDate);
  const found = await offices(parts.db, officeId);
  if (officeId !== undefined && found.length === 0) throw problem("not-found", words.unknownOffice);
  const now = parts.clock.now();
  // A day that has not begun anywhere has no evening; "0 looks" would look like one.
  if (date !== undefined && found.every(({ zone }) => date > localDay(now, zone))) throw problem("bad-date", words.dayToCome);
  if (date !== undefined && (await isPrunedDay(parts, date, found))) throw dayPruned();
  const runs: EveningRun[] = [];
  let tried = 0;
  // One office whose day cannot be told leaves no other without its evening; without the keeper there is none for anybody.
  await oneByOne(
    found,
    async (office) => {
      try {
        const run = await runEvening(parts, office, date ?? localDay(parts.clock.now(), office.zone));
        runs.push(run);
        await layDrills(parts.drills, office, run.date);
        // Yesterday is over now: its calls are drawn, once.
        await draw({ officeId: office.id });
      } finally {
        onOffice?.(++tried, found.length);
      }
    },
    (fault) => fault instanceof KeeperDown,
  );
  const [first] = runs;
  if (first && officeId === undefined) await measureCoverage(parts, found, first.date);
  return runs;
}

async function told(parts: ReviewParts, run: EveningRun, language: Language): Promise<ToldEvening> {
  const rows = await rowsOfEvening(parts.db, run.office.id, run.date, ROWS);
  const waiting = await parts.watch.feedWaits(run.office.id, run.date);
  const { listings, ...counts } = withoutListings(run, await countListings(parts.db, run.office.id, run.date));
  return {
    ...run,
    ...counts,
    listings,
    waiting,
    heading: [
      fill(words.heading[language], { office: run.office.name, date: run.date, ...counts, listings, refused: run.refused }),
      ...waiting.map(({ source, looks }) => fill(words.waitsForFeed[language], { source, looks })),
    ].join(" "),
    rows: rows.map((row) => tellRow(row, "", language, row.customerId ?? undefined, parts)),
  };
}

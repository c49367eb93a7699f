/** The door of the chapter "watch": what is out of the ordinary? Evidence comes in here, and explains looks. */
import type { Write } from "../journal/index.ts";
import type { Writing } from "../platform/database.ts";
import { problem } from "../platform/problem.ts";
import { type Added, type AddOptions, addInteractions } from "./add-interactions.ts";
import { awaitedFeeds, type FedDay, type WaitingLook } from "./awaited-feeds.ts";
import type { Arrived } from "./check-signature.ts";
import type { CoverageTable } from "./coverage.ts";
import { type Confirmed, customerConfirmed } from "./customer-confirmed.ts";
import type { Evidence } from "./evidence-sources/contract.ts";
import { type ExplainedLook, explainLooks } from "./explain-looks.ts";
import { type FeedState, feedStates } from "./feed-states.ts";
import { type FeedWait, feedWaits, noteWaits } from "./feed-waits.ts";
import { fileReport, type Report, type ReportRow } from "./file-report.ts";
import { honeyHits, recordHit } from "./honey/record-hit.ts";
import { type ImportEvidence, type Imported, importEvidence } from "./import-evidence.ts";
import { type LateDays, makeLateDays } from "./late-days.ts";
import { liveContact } from "./live-contact.ts";
import type { Bringer } from "./lookup-tokens.ts";
import { type ImportedLinks, type ImportLinks, importLinks } from "./observed/import-links.ts";
import { type ImportedLog, type ImportLog, importLog } from "./observed/import-log.ts";
import { type ObservedGaps, observedGaps } from "./observed/store.ts";
import type { WatchParts } from "./parts.ts";
import { messageDoor, type Received } from "./receive-message.ts";
import { type CaseOutcome, recordOutcome } from "./record-outcome.ts";
import { makeRota, type Rota } from "./rota/make-rota.ts";
import { bringerRow } from "./store.ts";
import { type Mistake, type MistakeReason, tellMistake } from "./tell-mistake.ts";
import type { BackingFacts, LookFacts } from "./templates/contract.ts";
import { words } from "./words.ts";

export type { Added } from "./add-interactions.ts";
export {
  type Coverage,
  type CoverageTable,
  coverageOf,
  mayStandAlone,
  type Samples,
  SHIPPED_COVERAGE,
} from "./coverage.ts";
export type { Evidence, EvidenceMap, EvidenceSource, FileSource } from "./evidence-sources/contract.ts";
export { evidenceSources } from "./evidence-sources/list.ts";
export { type Explained, explainLook, hasWorkBefore } from "./explain-look.ts";
export { aroundLooks, type ExplainedLook } from "./explain-looks.ts";
export type { FeedState } from "./feed-states.ts";
export type { FeedWait } from "./feed-waits.ts";
export type { Report, ReportRow } from "./file-report.ts";
export type { Imported } from "./import-evidence.ts";
export { makeTower, type Tower, type TowerLamp } from "./lamp/make-tower.ts";
export type { LampParts, MissedEvening } from "./lamp/parts.ts";
export type { Bringer } from "./lookup-tokens.ts";
export { type MapColumns, MapFault, type MapHead, mapColumns, mapHead, mapObject } from "./map-file.ts";
export { watchMigrations } from "./migrations/index.ts";
export type { ImportedLog } from "./observed/import-log.ts";
export { isObservedCustomer } from "./observed/keyed.ts";
export { LOG_FORMATS, type LogMap, readLogMap } from "./observed/log-map.ts";
export { type LogRead, readCsvLog, readOcsfLog } from "./observed/read-log.ts";
export { linkPrint, type ObservedGaps, observedPrint } from "./observed/store.ts";
export type { UnknownName } from "./observed/unknown-names.ts";
export type { WatchParts } from "./parts.ts";
export { interactionPrint, type PrintedInteraction, reportRowPrint } from "./prints.ts";
export { type Feeds, readFeeds } from "./read-feeds.ts";
export { KNOWN_TIMES, readInstant, TIME_FORM, type TimeForm, timeForm } from "./read-instant.ts";
export { readMap } from "./read-map.ts";
export {
  type Collusion,
  type Crowd,
  collusionsOf,
  crowdsOf,
  type DayCount,
  type Drift,
  driftOf,
  type Series,
  seriesOf,
  summed as summedDays,
  type UnexplainedLook,
} from "./relations/index.ts";
export { rotaHash } from "./rota/draw-period.ts";
export { drawRota, type Member, type Pair } from "./rota/draw-rota.ts";
export type { Rota } from "./rota/make-rota.ts";
export { mondayOf } from "./rota/period.ts";
export { rotaRoutes } from "./rota/routes.ts";
export { easedWords, rule as rotaRule, ruleEased as rotaRuleEased } from "./rota/words.ts";
export { watchRoutes } from "./routes.ts";
export {
  addedUp,
  edgesOf,
  FLAGS,
  type Flag,
  type LookFeatures,
  type Measure,
  type Model,
  modelOf,
  ORDERED,
  type Roll,
  rollsOf,
  type Score,
  type ScorePart,
  score,
  telling,
  tellPart,
} from "./scoring/index.ts";
export { SEEN } from "./seen.ts";
export { countSigns, type DaySigns } from "./signs/count-signs.ts";
export type { Mistake } from "./tell-mistake.ts";
export type { Around, BackingFacts, Grade, LookFacts, Template } from "./templates/contract.ts";
export { templates } from "./templates/list.ts";
export { WITNESSED } from "./witnessed.ts";

export interface Watch {
  /** Adds at most 500 contact records of one source; idempotent by source and its number. @throws KeeperDown */
  addInteractions(bringer: Bringer, source: string, batch: readonly Evidence[], options?: AddOptions): Promise<Added>;
  /** The person who brings records in: by id or login, else whoever is integrator or operator. @throws Problem when there is none, or he has no key */
  bringer(who?: string): Promise<Bringer>;
  importEvidence(job: ImportEvidence): Promise<Imported>;
  /** Files the day's report; again for the same day takes the place of the earlier one. @throws Problem 400 `bad-report` */
  fileReport(person: { id: string; zone: string }, date: string, nihil: boolean, rows: readonly ReportRow[]): Promise<Report>;
  /** "Saya salah buka". @throws Problem 404 when the entry is no look of this person */
  tellMistake(personId: string, entry: number, reason?: MistakeReason): Promise<Mistake>;
  /** Port of access: an outcome becomes evidence. Call it after the case's own act. */
  recordOutcome(outcome: CaseOutcome): Promise<void>;
  /** Port of access: is a contact on record around `at`? */
  liveContact(personId: string, customerId: string, at: Date): Promise<boolean>;
  /** The keeper says that an entry opened a honey record. */
  honeyOpened(entry: number): Promise<void>;
  /** How many openings touched one. */
  honeyHits(): Promise<number>;
  /** Who watches whom. */
  rota: Rota;
  /** The customer said himself: this person is with me. Evidence, in the transaction of his act: of grade A from his own telephone, else B. */
  customerConfirmed(tx: Writing, write: Write, confirmed: Confirmed): Promise<void>;
  /** Takes a message, or at most 500, of a feed that proves by its secret who it is. @throws Problem 401, 400 · KeeperDown */
  receive(feed: string, arrived: Arrived): Promise<Received>;
  /** Takes the access log of a CRM: looks as that system claims them (Mode Pantau). @throws RowError when the file itself cannot be read */
  importLog(job: ImportLog): Promise<ImportedLog>;
  /** Which number belongs to which customer of the CRM, all under keyed names. @throws RowError when the file itself cannot be read */
  importLinks(job: ImportLinks): Promise<ImportedLinks>;
  /** What of the looks that other systems claim is not known here. */
  observedGaps(): Promise<ObservedGaps[]>;
  /** Every feed with its last delivery, its clock and whether the lamp is amber for it (R71); at this moment unless told. */
  feedStates(now?: Date): Promise<FeedState[]>;
  /** Which of these unexplained looks wait for a feed that is missing that day, and for which: they do not lie on the desk yet. Noted, until the grace is over. */
  awaitedFeeds<Look extends WaitingLook>(day: FedDay, looks: readonly Look[]): Promise<Map<Look, string>>;
  /** How many looks of an office's day wait for which feed, as of its last evening. */
  feedWaits(officeId: string, date: string): Promise<FeedWait[]>;
  /** Evenings that late evidence tells anew. */
  lateDays: LateDays;
  close(): Promise<void>;
  /** Which of these looks of one local day are explained, and by what. */
  explainLooks<Look extends LookFacts>(
    looks: readonly Look[],
    day: { from: number; until: number },
    coverage?: CoverageTable,
    backings?: readonly BackingFacts[],
  ): Promise<Array<ExplainedLook<Look>>>;
}

/** Binds the acts of this chapter to a house. */
export function makeWatch(parts: WatchParts): Watch {
  const door = messageDoor(parts, (who) => bringer(parts, who));
  const lateDays = makeLateDays(parts, parts.ports.rerunEvening, parts.onFault);
  return {
    async addInteractions(bringer, source, batch, options) {
      // INVARIANT: what bears the name of a signed feed, or of the house, came by it: else whoever writes first under a record's number decides what it says.
      if (parts.feeds.has(source) || /^mercusuar\b/i.test(source)) throw problem("forbidden", words.takenSource);
      const added = await addInteractions(parts, bringer, source, batch, options);
      if (added.new > 0) lateDays.soon();
      return added;
    },
    bringer: (who) => bringer(parts, who),
    importEvidence: (job) => importEvidence(parts, job),
    fileReport: (person, date, nihil, rows) => fileReport(parts, person, date, nihil, rows),
    tellMistake: (personId, entry, reason) => tellMistake(parts, personId, entry, reason),
    recordOutcome: (outcome) => recordOutcome(parts, outcome),
    liveContact: (personId, customerId, at) => liveContact(parts.db, personId, customerId, at),
    honeyOpened: (entry) => recordHit(parts, entry),
    honeyHits: () => honeyHits(parts),
    rota: makeRota(parts),
    customerConfirmed,
    async receive(feed, arrived) {
      const received = await door.receive(feed, arrived);
      if (received.new > 0) lateDays.soon();
      return received;
    },
    importLog: (job) => importLog(parts, job),
    importLinks: (job) => importLinks(parts, job),
    observedGaps: () => observedGaps(parts.db),
    feedStates: (now = parts.clock.now()) => feedStates(parts.db, now, [...parts.feeds.keys()]),
    async awaitedFeeds(day, looks) {
      const waiting = await awaitedFeeds(parts.db, day, looks, parts.clock.now(), parts.feedGrace);
      await noteWaits(parts, day, [...waiting.values()]);
      return waiting;
    },
    feedWaits: (officeId, date) => feedWaits(parts.db, officeId, date),
    lateDays,
    close: () => lateDays.close(),
    explainLooks: (looks, day, coverage, backings) => explainLooks(parts.db, looks, day, coverage, backings),
  };
}

async function bringer({ db, clock }: WatchParts, who?: string): Promise<Bringer> {
  const found = await bringerRow(db, who, clock.now());
  if (!found) throw problem("not-found", words.noBringer);
  if (!found.wrap) throw problem("not-found", words.noKey);
  return { personId: found.id, wrap: found.wrap };
}

/** The door of the chapter "watch": what is out of the ordinary? Evidence comes in here, and explains looks. */
import { problem } from "../platform/problem.ts";
import { type Added, addInteractions } from "./add-interactions.ts";
import type { Evidence } from "./evidence-sources/contract.ts";
import { type ExplainedLook, explainLooks } from "./explain-looks.ts";
import { fileReport, type Report, type ReportRow } from "./file-report.ts";
import { type ImportEvidence, type Imported, importEvidence } from "./import-evidence.ts";
import { liveContact } from "./live-contact.ts";
import type { Bringer } from "./lookup-tokens.ts";
import type { WatchParts } from "./parts.ts";
import { type CaseOutcome, recordOutcome } from "./record-outcome.ts";
import { bringerRow } from "./store.ts";
import { type Mistake, type MistakeReason, tellMistake } from "./tell-mistake.ts";
import type { LookFacts } from "./templates/contract.ts";
import { words } from "./words.ts";

export type { Added } from "./add-interactions.ts";
export {
  type Coverage,
  type CoverageTable,
  coverageOf,
  mayStandAlone,
  type Samples,
  SHIPPED_COVERAGE,
  withOutcomeGiven,
} from "./coverage.ts";
export type { Evidence, EvidenceMap, EvidenceSource } from "./evidence-sources/contract.ts";
export { evidenceSources } from "./evidence-sources/list.ts";
export { type Explained, explainLook } from "./explain-look.ts";
export { aroundLooks, type ExplainedLook } from "./explain-looks.ts";
export type { Report, ReportRow } from "./file-report.ts";
export type { Imported } from "./import-evidence.ts";
export { makeTower, type Tower, type TowerLamp } from "./lamp/make-tower.ts";
export type { LampParts, MissedEvening } from "./lamp/parts.ts";
export type { Bringer } from "./lookup-tokens.ts";
export { watch0001 } from "./migrations/0001-watch.ts";
export { watch0006 } from "./migrations/0006-lamp.ts";
export type { WatchParts } from "./parts.ts";
export { interactionPrint, type PrintedInteraction, reportRowPrint } from "./prints.ts";
export { MapFault, readMap } from "./read-map.ts";
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
  type UnexplainedLook,
} from "./relations/index.ts";
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
export type { Mistake } from "./tell-mistake.ts";
export type { Around, Grade, HandoverFacts, LookFacts, OrderFacts, Template } from "./templates/contract.ts";
export { templates } from "./templates/list.ts";

export interface Watch {
  /** Adds at most 500 contact records of one source; idempotent by source and its number. @throws KeeperDown */
  addInteractions(bringer: Bringer, source: string, batch: readonly Evidence[], options?: { wait?: boolean }): Promise<Added>;
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
  /** Which of these looks of one local day are explained, and by what. */
  explainLooks<Look extends LookFacts>(looks: readonly Look[], day: { from: number; until: number }): Promise<Array<ExplainedLook<Look>>>;
}

/** Binds the acts of this chapter to a house. */
export function makeWatch(parts: WatchParts): Watch {
  return {
    addInteractions: (bringer, source, batch, options) => addInteractions(parts, bringer, source, batch, options),
    bringer: (who) => bringer(parts, who),
    importEvidence: (job) => importEvidence(parts, job),
    fileReport: (person, date, nihil, rows) => fileReport(parts, person, date, nihil, rows),
    tellMistake: (personId, entry, reason) => tellMistake(parts, personId, entry, reason),
    recordOutcome: (outcome) => recordOutcome(parts, outcome),
    liveContact: (personId, customerId, at) => liveContact(parts.db, personId, customerId, at),
    explainLooks: (looks, day) => explainLooks(parts.db, looks, day),
  };
}

async function bringer({ db, clock }: WatchParts, who?: string): Promise<Bringer> {
  const found = await bringerRow(db, who, clock.now());
  if (!found) throw problem("not-found", words.noBringer);
  if (!found.wrap) throw problem("not-found", words.noKey);
  return { personId: found.id, wrap: found.wrap };
}

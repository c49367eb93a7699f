import type { Act, Derive, Keeper } from "../journal/index.ts";
import type { People } from "../people/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Database } from "../platform/database.ts";
import type { Records } from "../records/index.ts";
import type { AskFacts } from "./ask-facts.ts";
import type { PolicyEngine } from "./cedar.ts";
import type { ConfirmBy, Ways } from "./connectors/read-connectors.ts";

/** Needs that point backwards in the story; product.ts fills them. */
export interface AccessPorts {
  /** Is a contact of this person with this customer on record right now, by a source that the agent does not control? Filled by watch. */
  liveContact(personId: string, customerId: string, at: Date): Promise<boolean>;
  /** A case got its outcome. Filled by watch: it is evidence of grade B, or C where the agent opened the case. */
  outcomeRecorded(outcome: CaseOutcome): Promise<void>;
}

export interface CaseOutcome {
  caseId: string;
  customerId: string;
  personId: string;
  purpose: string;
  outcome: string;
  grade: "B" | "C";
  startsAt: Date;
  endsAt: Date;
}

export interface AccessSettings {
  /** Looks, searches and self-opened cases outside dispatched rows, a person and local day (R34). */
  quota: number;
  /** Functions that may open core family fields (R38). */
  coreFunctions: readonly string[];
  /** Seconds until an opened card closes (R46). */
  cardSeconds: number;
  breakGlass: BreakGlassSettings;
}

/** Emergency access (akses darurat). */
export interface BreakGlassSettings {
  /** Minutes that are open where none are named, and at most. */
  minutes: number;
  most: number;
  /** Seconds of silence after which the deputy may decide. */
  deputySeconds: number;
  /** Minutes after which a request that nobody answered is over. */
  answerMinutes: number;
  /** Requests of one person within a day. */
  asksADay: number;
  /** Nobody is asked: the person opens it himself, everybody skipped is told, and every look lies on the evening desk. */
  alone: boolean;
}

/** What holds where nobody set anything: 60 looks a day that nobody dispatched, cards open for 300 s. */
export const defaultSettings: AccessSettings = {
  quota: 60,
  coreFunctions: [],
  cardSeconds: 300,
  breakGlass: { minutes: 15, most: 60, deputySeconds: 60, answerMinutes: 10, asksADay: 10, alone: false },
};

export interface AccessParts {
  db: Database;
  keeper: Keeper;
  act: Act;
  derive: Derive;
  clock: Clock;
  records: Records;
  /** Proves that a session row was written by us and not by SQL; `standingOf` notes a forged one and throws the 401. */
  people: Pick<People, "sessionMacHolds" | "standingOf" | "leads" | "approvals">;
  ports: AccessPorts;
  settings: AccessSettings;
  /** Connectors as the company set them up (`readConnectors`). */
  ways: Ways;
  /** How a customer at the counter is asked to confirm on his own telephone, and the page that his link opens. */
  confirmBy?: ConfirmBy | undefined;
  /** Fulfils when the projection holds all that was answered so far. */
  flush: () => Promise<void>;
}

/** What every act of this chapter works with. */
export interface House extends AccessParts {
  facts: AskFacts;
  policy: PolicyEngine;
}

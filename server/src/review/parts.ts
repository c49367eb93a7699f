import { defaultAccessSettings } from "../access/index.ts";
import type { Act, Derive, Keeper } from "../journal/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Database } from "../platform/database.ts";
import type { Language } from "../platform/language.ts";
import type { Watch } from "../watch/index.ts";
import type { CallBackPorts } from "./call-backs/parts.ts";
import type { ControlSettings } from "./controls/parts.ts";
import type { InquiryPeople, InquirySettings } from "./inquiries/parts.ts";

export interface ReviewSettings {
  /** Minutes that the reviewers of an office have in a day; absent: one look in a hundred is reviewed, at least three. */
  reviewMinutes?: number;
  /** After so many hours without a decision a row goes to the superior (R5). */
  silentHours: number;
  /** How long an opened card stays on the screen: till then the work is in hand. */
  cardSeconds: number;
}

/** What holds where nobody set anything: a row waits a day for its supervisor. */
export const defaultReviewSettings: ReviewSettings = { silentHours: 24, cardSeconds: defaultAccessSettings.cardSeconds };

export interface ReviewParts {
  db: Database;
  act: Act;
  derive: Derive;
  keeper: Pick<Keeper, "list" | "seal" | "look" | "append" | "status">;
  clock: Clock;
  watch: Pick<Watch, "explainLooks" | "awaitedFeeds" | "feedWaits" | "lateDays" | "rota">;
  settings: ReviewSettings;
  /** Seeds of draws are derived from it. */
  serverKey: Buffer;
  /** What call-backs ask of access and records. */
  callBacks: CallBackPorts;
  /** Fulfils when the projection holds all that was answered so far. */
  flush: () => Promise<void>;
  /** Label of a field of the catalogue. */
  fieldLabel: (field: string, language: Language) => string;
  /** Label of a purpose. */
  purposeLabel: (purpose: string, language: Language) => string;
  /** What an inquiry changes about somebody, inside its own transaction. */
  people: InquiryPeople;
  /** Of inquiries; what is not given holds by itself. */
  inquirySettings?: Partial<InquirySettings>;
  /** Of a supervisor's controls; what is not given holds by itself. */
  controlSettings?: Partial<ControlSettings>;
}

import type { Write } from "../../journal/index.ts";
import type { Writing } from "../../platform/database.ts";
import type { ReviewParts } from "../parts.ts";

export interface InquirySettings {
  /** How long a sanction stands (PP 35/2021 Art. 52: six months). */
  sanctionMonths: number;
  /** Days that somebody has to answer. */
  answerDays: number;
  /** How long whoever reported is looked after (R78). */
  reprisalMonths: number;
  /** When notes of supervisors and of talks are erased. */
  noteMonths: number;
}

/** What holds where nobody set anything. */
export const defaultInquirySettings: InquirySettings = { sanctionMonths: 6, answerDays: 3, reprisalMonths: 12, noteMonths: 12 };

/** What of people an inquiry changes, in the same transaction. Filled in by product.ts. */
export interface InquiryPeople {
  /** Employment or placement ends: all access closes with it. */
  endWithin(tx: Writing, write: Write, personId: string, why: string, by: string): Promise<boolean>;
  /** Grants of data functions end at once. */
  closeDataWithin(tx: Writing, write: Write, personId: string, why: string, by: string): Promise<void>;
  /** Signs the pledge anew. */
  pledgeWithin(tx: Writing, write: Write, personId: string): Promise<void>;
}

export interface InquiryParts extends Pick<ReviewParts, "db" | "act" | "keeper" | "clock" | "flush"> {
  people: InquiryPeople;
  settings: InquirySettings;
}

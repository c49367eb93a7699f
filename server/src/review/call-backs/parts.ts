import type { CustomerNames } from "../customer-names.ts";
import type { Inquiries } from "../inquiries/make-inquiries.ts";
import type { ReviewParts } from "../parts.ts";

/** What call-backs ask of access and records. */
export interface CallBackPorts {
  /** Hands a task to somebody, so that he may work with this customer. Gives its id. Sent again under the same name it is the same. */
  dispatch(task: {
    external: string;
    source: string;
    customer: string;
    purpose: string;
    office: string;
    assignedTo: string;
  }): Promise<string>;
  /** Functions that a purpose serves; none where there is no such purpose. */
  functionsOf(purpose: string): readonly string[];
}

export interface CallBackSettings {
  /** Calls a day for an office, beside one of each person a week. */
  calls: number;
  /** Days in which no customer is asked twice. */
  restDays: number;
  /** Days for which a customer who said no is left in peace. */
  refusedDays: number;
}

/** What holds where nobody set anything: calls a day of an office, days. */
export const callBackSettings: CallBackSettings = { calls: 2, restDays: 30, refusedDays: 365 };

export interface CallBackParts extends Pick<ReviewParts, "db" | "act" | "clock" | "flush" | "serverKey" | "callBacks"> {
  ringOf(personId: string, zone: string): Promise<string[]>;
  names: CustomerNames;
  inquiries: Pick<Inquiries, "openWithin">;
  settings: CallBackSettings;
}

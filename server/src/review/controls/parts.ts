import type { InquiryParts } from "../inquiries/parts.ts";
import type { ReviewParts } from "../parts.ts";

export interface ControlSettings {
  /** Days in which a check or a question is done once it was drawn, and a talk is held once signs ask for it. */
  controlDays: number;
  /** Days after a talk was asked for in which the same person's signs ask for no second one. */
  restDays: number;
  /** Days from one reminder of the pledge to the next, once those of the first two weeks are over (R64). */
  remindEvery: number;
  /** Days in which somebody acknowledges a reminder. */
  reminderDays: number;
  /** In how many months of twelve a supervisor meets a drill, on an average; 0: in none. */
  drills: number;
}

/** What holds where nobody set anything. */
export const defaultControlSettings: ControlSettings = { controlDays: 7, restDays: 28, remindEvery: 90, reminderDays: 5, drills: 0 };

export interface ControlParts
  extends Pick<ReviewParts, "db" | "act" | "keeper" | "clock" | "flush" | "serverKey">,
    Pick<InquiryParts, "people"> {
  settings: ControlSettings;
}

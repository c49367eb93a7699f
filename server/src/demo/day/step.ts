import type { BranchKey } from "../company/offices.ts";

/** Evidence from outside the agents' reach: one line of the telephone exchange or of the counter's queue machine. */
export interface FeedRow {
  external: string;
  kind: "call" | "counter";
  who: string;
  customer: string;
  channel: string;
  startsAt: Date;
  endsAt: Date;
}
export interface ReportLine {
  customer: string;
  channel: string;
  result: string;
}

/**
 * One thing that somebody does in the story, told with names of the plan: `who` is a login, `customer` a customer number, `task` a key
 * of the plan. Ids come only when it is played.
 */
export type Step = {
  at: Date /** A misuse: it may be refused. */;
  planted?: true;
} /** `who` may be `login@machine`: the same person on a second machine. */ & (
  | { do: "sign-in"; who: string }
  | { do: "task"; task: string; customer: string; purpose: string; branch: BranchKey; origin: "dispatch" | "campaign"; assignedTo?: string }
  | { do: "list"; who: string; of: "queue" | "portfolio" }
  | { do: "search"; who: string; by: "phone" | "customer_number" | "kk"; customer: string; purpose: string }
  | { do: "open"; who: string; task: string; customer: string; purpose: string; origin: "agent_call" | "agent_visit" }
  | { do: "claim"; who: string; task: string }
  | { do: "look"; who: string; task?: string; customer: string; purpose: string; reveal?: string[]; mark?: string }
  | { do: "match"; who: string; task: string; customer: string; purpose: string; field: string; right: boolean }
  | { do: "outcome"; who: string; task: string; outcome: string }
  | { do: "mistake"; who: string; mark: string }
  | { do: "feed"; source: string; rows: FeedRow[] }
  | { do: "report"; who: string; date: string; rows: ReportLine[] }
  /** Answers the questions about looks that were made at these instants. */
  | { do: "answer"; who: string; looks: Date[]; pick: "visit" | "other_number" }
  /** Says of all that one is asked that it was one's own call. */
  | { do: "explain-away"; who: string }
  /** The supervisor believes what lies on his desk. */
  | { do: "accept"; branch: BranchKey; date: string }
  | { do: "leave"; who: string }
  /** Asked to stay on duty until this local time. */
  | { do: "stay"; who: string; branch: BranchKey; date: string; until: string }
  | { do: "evening"; branch: BranchKey }
);

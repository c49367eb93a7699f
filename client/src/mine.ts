import type { Asking, Send } from "./transport.ts";
import { segment } from "./transport.ts";

export type Pick = "mistake" | "visit" | "other_number" | "colleague" | "supervisor" | "other";

/** One look that nothing explains. */
export interface QuestionPart {
  id: string;
  at: string;
  time: string;
  sentence: string;
  why: string[];
}

/** What belongs together, asked once of the one who looked: the looks of a day, each as a part. */
export interface Question extends QuestionPart {
  parts: QuestionPart[];
  picks: Pick[];
  /** RFC 3339: until then the answer is waited for. */
  due?: string;
}

/** Somebody whom an answer may name as the one who asked for the look. */
export interface Named {
  id: string;
  name: string;
  role: "colleague" | "supervisor";
}

/** `named`: who asked, where the pick is `colleague` or `supervisor`; `rows`: only these parts, absent: all. */
export interface Answer {
  pick: Pick;
  note?: string;
  named?: string;
  rows?: string[];
}

/** A colleague said that this person asked him to look. */
export interface Confirmation {
  id: string;
  at: string;
  person: { id: string; name: string; job: string };
  sentence: string;
}

export interface MyDay {
  looks: number;
  clear: number;
  waiting: number;
  /** `listings`: queues opened and searches made, which are no looks. */
  team: { looks: number; clear: number; listings: number };
}

/** The agent's own side of the evening. */
export const mineRoutes = (send: Send) => ({
  questions: (asking?: Asking) => send.json<{ rows: Question[]; named: Named[] }>("GET", "/api/questions", undefined, asking),
  answer: (question: string, given: Answer, asking?: Asking) =>
    send.json<unknown>("POST", `/api/questions/${segment(question)}`, given, asking),
  confirmations: (asking?: Asking) => send.json<{ rows: Confirmation[] }>("GET", "/api/confirmations", undefined, asking),
  confirm: (confirmation: string, given: { so: boolean }, asking?: Asking) =>
    send.json<unknown>("POST", `/api/confirmations/${segment(confirmation)}`, given, asking),
  myDay: (asking?: Asking) => send.json<MyDay>("GET", "/api/my-day", undefined, asking),
});

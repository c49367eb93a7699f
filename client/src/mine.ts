import type { Asking, Send } from "./transport.ts";
import { segment } from "./transport.ts";

export type Pick = "own_call" | "own_case" | "mistake" | "helped" | "other";

/** One look that nothing explains, asked of the one who looked. */
export interface Question {
  id: string;
  at: string;
  time: string;
  sentence: string;
  why: string[];
  picks: Pick[];
}

export interface MyDay {
  looks: number;
  clear: number;
  waiting: number;
  team: { looks: number; clear: number };
}

/** The agent's own side of the evening. */
export const mineRoutes = (send: Send) => ({
  questions: (asking?: Asking) => send.json<{ rows: Question[] }>("GET", "/api/questions", undefined, asking),
  answer: (question: string, given: { pick: Pick; note?: string }, asking?: Asking) =>
    send.json<unknown>("POST", `/api/questions/${segment(question)}`, given, asking),
  myDay: (asking?: Asking) => send.json<MyDay>("GET", "/api/my-day", undefined, asking),
});

import type { Asking, Send } from "./transport.ts";
import { segment } from "./transport.ts";

export type BreakGlassWhy = "waiting" | "outage" | "fraud" | "safety" | "absent";

/** Emergency access, as the one who asked and the two who may decide see it. */
export interface BreakGlass {
  id: string;
  person: string;
  customer: string;
  purpose: string;
  why: BreakGlassWhy;
  whyText: string;
  minutes: number;
  /** Rules that it lifts. */
  rules: string[];
  askedAt: string;
  state: "waiting" | "granted" | "declined" | "unanswered" | "closed" | "ended";
  alone: boolean;
  decidedBy?: string;
  until?: string;
  /** From when the one who asks for this list may decide. */
  mayFrom?: string;
}

export interface AskedBreakGlass {
  customer: string;
  purpose: string;
  why: BreakGlassWhy;
  /** What it is for; sealed under the customer's key. */
  task: string;
  minutes?: number;
}

/** What somebody has to be told at once. */
export interface BreakGlassNotice {
  id: string;
  kind: string;
  at: string;
  text: string;
  /** Person. */
  about: string;
  customer: string;
  seen: boolean;
  breakGlass?: string;
  entry?: number;
}

/** Emergency access (akses darurat), and notices. */
export const breakGlassRoutes = (send: Send) => ({
  askBreakGlass: (asked: AskedBreakGlass, asking?: Asking) =>
    send.json<{ id: string; state: "waiting" | "granted"; minutes: number; until: string }>("POST", "/api/break-glass", asked, asking),
  breakGlass: (asking?: Asking) => send.json<{ rows: BreakGlass[] }>("GET", "/api/break-glass", undefined, asking),
  breakGlassTask: (id: string, asking?: Asking) =>
    send.json<{ task: string }>("GET", `/api/break-glass/${segment(id)}/task`, undefined, asking),
  decideBreakGlass: (id: string, given: { grant: boolean; minutes?: number }, asking?: Asking) =>
    send.json<{ id: string; granted: boolean; until?: string }>("POST", `/api/break-glass/${segment(id)}/decisions`, given, asking),
  closeBreakGlass: (id: string, asking?: Asking) => send.json<unknown>("DELETE", `/api/break-glass/${segment(id)}`, undefined, asking),
  breakGlassNotices: (asking?: Asking) => send.json<{ rows: BreakGlassNotice[] }>("GET", "/api/break-glass/notices", undefined, asking),
  seenBreakGlassNotice: (id: string, asking?: Asking) =>
    send.json<unknown>("POST", `/api/break-glass/notices/${segment(id)}/seen`, undefined, asking),
});

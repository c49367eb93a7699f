import type { Asking, Send } from "./transport.ts";
import { segment } from "./transport.ts";

/** Was that call really from us? */
export interface CheckedCallCode {
  known: boolean;
  /** To be read out, or shown. */
  text: string;
  office?: string;
  purpose?: string;
  at?: string;
}

export interface AskedPresence {
  by: "nik" | "phone";
  /** Whole, as the customer says it. */
  value: string;
  purpose: string;
  /** A link on his own telephone, or a tablet at the counter. */
  way: "phone" | "pad";
}

export type Presence = { state: "waiting" | "over"; until: string } | { state: "confirmed"; until: string; customer: string; case: string };

/** What the customer does himself, without an account, stands beside what staff do for him. */
export const customerRoutes = (send: Send) => ({
  issueCallCode: (asked: { customer: string; purpose: string; case?: string }, asking?: Asking) =>
    send.json<{ code: string; until: string; entry: number }>("POST", "/api/call-codes", asked, asking),
  checkCallCode: (said: { code: string; last: string }, asking?: Asking) =>
    send.json<CheckedCallCode>("POST", "/api/call-codes/check", said, asking),
  checkCallCodeInPublic: (said: { code: string; last: string }, asking?: Asking) =>
    send.json<CheckedCallCode>("POST", "/api/public/call-codes/check", said, asking),
  askPresence: (asked: AskedPresence, asking?: Asking) =>
    send.json<{ id: string; until: string; text: string; pad?: string }>("POST", "/api/presence", asked, asking),
  presence: (id: string, asking?: Asking) => send.json<Presence>("GET", `/api/presence/${segment(id)}`, undefined, asking),
  confirmByLink: (token: string, asking?: Asking) => send.json<{ text: string }>("POST", "/api/public/presence/link", { token }, asking),
  confirmOnPad: (entered: { pad: string; birthDate: string; nikLast: string }, asking?: Asking) =>
    send.json<{ text: string }>("POST", "/api/public/presence/pad", entered, asking),
});

import type { Asking, Send } from "./transport.ts";

export type Language = "id" | "en";
export type Desk = "agent" | "supervisor";

export interface SignedIn {
  token: string;
  person: { id: string; name: string };
}

/** Who is signed in, and what this person's standing allows now. Instants are RFC 3339. */
export interface Me {
  person: {
    id: string;
    name: string;
    login: string;
    job: string;
    functions: string[];
    employment: "internal" | "outsourced";
    language: Language;
  };
  office: { id: string; name: string; zone: string; label: string };
  duty: { on: boolean; kind?: string; until?: string };
  terms: { ok: boolean; version: number };
  pledge: { ok: boolean; until?: string };
  /** Without one the next way in is another link. True also where somebody took it away by SQL: whoever had one must know it. */
  hasPassword: boolean;
  /** How many characters a password has. */
  password: { least: number; most: number };
  quota: { used: number; of: number; warn: number };
  desks: Desk[];
  now: string;
  simulated: boolean;
}

export interface Terms {
  version: number;
  text: string;
}

/** Sign-in, who I am, my language, the terms that I accepted. */
export const sessionRoutes = (send: Send) => ({
  signIn: (given: { login: string; password: string }, asking?: Asking) => send.json<SignedIn>("POST", "/api/session", given, asking),
  signInByLink: (token: string, asking?: Asking) => send.json<SignedIn>("POST", "/api/session/link", { token }, asking),
  signOut: (asking?: Asking) => send.json<void>("DELETE", "/api/session", undefined, asking),
  me: (asking?: Asking) => send.json<Me>("GET", "/api/me", undefined, asking),
  setLanguage: (language: Language, asking?: Asking) => send.json<void>("POST", "/api/language", { language }, asking),
  terms: (asking?: Asking) => send.json<Terms>("GET", "/api/terms", undefined, asking),
  pledge: (asking?: Asking) => send.json<Terms>("GET", "/api/pledge", undefined, asking),
  signPledge: (version: number, asking?: Asking) => send.json<{ until: string }>("POST", "/api/pledge/sign", { version }, asking),
  changePassword: (given: { password: string; current?: string }, asking?: Asking) =>
    send.json<void>("POST", "/api/password", given, asking),
  acceptTerms: (version: number, asking?: Asking) => send.json<void>("POST", "/api/terms/accept", { version }, asking),
});

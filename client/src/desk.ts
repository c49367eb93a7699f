import type { Asking, Send } from "./transport.ts";
import { queryOf, segment } from "./transport.ts";

export type DeskAct = "ask" | "accept" | "mistake" | "follow";
export type DeskState = "waiting" | "asked" | "answered" | "accepted" | "mistake" | "followed" | "explained";

/** One unexplained look (or refusal, listing, report) as a sentence. */
export interface DeskRow {
  id: string;
  kind: "look" | "listing" | "refusal" | "report" | "missing_report";
  at: string;
  /** Clock time at the office, with its zone. */
  time: string;
  person: { id: string; name: string; job: string };
  sentence: string;
  why: string[];
  state: DeskState;
  entry?: number;
  code?: string;
  customer?: { id: string; name: string };
  acts: DeskAct[];
}

export interface DeskPerson {
  id: string;
  name: string;
  looks: number;
  waiting: number;
  answered: number;
}

export interface EveningDesk {
  office: { id: string; name: string; zone: string; label: string };
  date: string;
  greeting: { looks: number; clear: number; answered: number; waiting: number; minutes: number };
  strip: Record<string, number>;
  rows: DeskRow[];
  people: DeskPerson[];
  runAt?: string;
}

/** The day of one person around one desk row. Instants are RFC 3339. */
export interface DayPicture {
  duty: { from: string; to: string }[];
  contacts: { kind: string; from: string; to?: string }[];
  looks: { at: string; explained: boolean; entry: number }[];
  others: { time: string; job: string }[];
  receipt?: { entry: number };
  purpose?: string;
  fields: string[];
}

/** The supervisor's evening. Masked names come through the keeper: every reading of the desk leaves an entry. */
export const deskRoutes = (send: Send) => ({
  desk: (given: { date?: string; office?: string } = {}, asking?: Asking) =>
    send.json<EveningDesk>("GET", `/api/desk${queryOf(given)}`, undefined, asking),
  runEvening: (asking?: Asking) => send.json<unknown>("POST", "/api/desk/run", undefined, asking),
  dayPicture: (row: string, asking?: Asking) => send.json<DayPicture>("GET", `/api/desk/rows/${segment(row)}/picture`, undefined, asking),
  decide: (row: string, given: { act: DeskAct; note?: string }, asking?: Asking) =>
    send.json<{ row: DeskRow }>("POST", `/api/desk/rows/${segment(row)}/decisions`, given, asking),
});

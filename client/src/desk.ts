import type { Asking, Send } from "./transport.ts";
import { queryOf, segment } from "./transport.ts";

export type DeskAct = "ask" | "accept" | "mistake" | "follow";
export type DeskState = "waiting" | "asked" | "answered" | "accepted" | "mistake" | "followed" | "explained";

/** One unexplained look (or refusal, listing, report) as a sentence. */
export interface DeskRow {
  id: string;
  kind: "look" | "listing" | "refusal" | "report" | "missing_report" | "sign_in" | "sample" | "unanswered" | "relation";
  at: string;
  /** Clock time at the office, with its zone. */
  time: string;
  person: { id: string; name: string; job: string };
  sentence: string;
  why: string[];
  state: DeskState;
  /** The person has said something about it. */
  answered: boolean;
  /** Until when the answer is waited for, where it has not come; RFC 3339. */
  due?: string;
  /** Evidence: A not in the person's hands, B his own record that can be checked, C his own words, U none, D refused. */
  grade?: "A" | "B" | "C" | "U" | "D";
  /** By which lane of the evening's draw it came here. */
  lane?: "hard" | "all" | "top" | "weighted" | "uniform" | "surplus" | "question";
  /** Looks on this row that nothing explains: 0 for a refusal or a report. */
  looks: number;
  entry?: number;
  customer?: { id: string; name: string };
  acts: DeskAct[];
  /** It was a drill, which is revealed: asked about or taken further, or let pass. No count of the desk knows of it. */
  drill?: "caught" | "missed";
}

export interface DeskPerson {
  id: string;
  name: string;
  job: string;
  looks: number;
  clear: number;
  waiting: number;
  answered: number;
  decided: number;
  followed: number;
  /** Looks on each of the last ten days, the day itself last. */
  days: number[];
}

/** looks = clear + answered + decided + waitingLooks + followed + open; beside them the rows on this desk: waiting = waitingRows + waitingOthers. */
export interface DeskGreeting {
  looks: number;
  clear: number;
  answered: number;
  /** Accepted without a word from the person. */
  decided: number;
  waitingLooks: number;
  followed: number;
  open: number;
  /** Queues opened and searches made, no looks. */
  listings: number;
  waiting: number;
  /** Waiting rows about looks. */
  waitingRows: number;
  /** Waiting rows about refusals and reports. */
  waitingOthers: number;
  minutes: number;
}

export interface EveningDesk {
  office: { id: string; name: string; zone: string; label: string };
  date: string;
  greeting: DeskGreeting;
  strip: { looks: number; clearShare: number; waiting: number; missingReports: number; refusals: number; decided: number };
  /** At most 25; `next` is the cursor of the following page. */
  rows: DeskRow[];
  next?: string;
  people: DeskPerson[];
  runAt?: string;
  /** What the team opened or was refused since then: no row tells of it yet. */
  unseen: number;
}

/** The day of one person around one desk row. Instants are RFC 3339. */
export interface DayPicture {
  from: string;
  until: string;
  duty: { from: string; to: string }[];
  contacts: { kind: string; from: string; to?: string }[];
  /** `here`: belongs to the row that was asked about. */
  looks: { at: string; explained: boolean; entry: number; here: boolean }[];
  /** Who else looked at this customer within 90 days: jobs, no names. */
  others: { time: string; date: string; job: string }[];
  receipt?: { entry: number };
  /** Purpose and fields in the words of the reader. */
  purpose?: string;
  fields: string[];
  /** What the person wrote beside the answer. */
  note?: string;
  /** Looks before this instant were pruned with their term: none shown does not mean none made. */
  prunedBefore?: string;
}

/** The supervisor's evening. Masked names come through the keeper: every reading of the desk leaves an entry. */
export const deskRoutes = (send: Send) => ({
  desk: (given: { date?: string; office?: string; cursor?: string } = {}, asking?: Asking) =>
    send.json<EveningDesk>("GET", `/api/desk${queryOf(given)}`, undefined, asking),
  runEvening: (asking?: Asking) => send.json<unknown>("POST", "/api/desk/run", undefined, asking),
  dayPicture: (row: string, asking?: Asking) => send.json<DayPicture>("GET", `/api/desk/rows/${segment(row)}/picture`, undefined, asking),
  decide: (row: string, given: { act: DeskAct; note?: string }, asking?: Asking) =>
    send.json<{ row: DeskRow }>("POST", `/api/desk/rows/${segment(row)}/decisions`, given, asking),
});

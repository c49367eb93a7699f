import type { Reading } from "../../platform/database.ts";
import { fill, type Language } from "../../platform/language.ts";
import { localDay } from "../../platform/local-day.ts";
import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { countDrills, type DrillCount } from "../drills/count-drills.ts";
import { isLead } from "../inquiries/who.ts";
import { BAIT_QUESTIONS, isBaitQuestion } from "./bait-questions.ts";
import { SIGNS } from "./lay-talks.ts";
import { type MissedCheck, missedChecks } from "./missed-checks.ts";
import type { ControlParts } from "./parts.ts";
import { READABLE, type Reader, readerOf, type Whose } from "./readers.ts";
import { signWords, words } from "./words.ts";

const WHAT = { check_due: "check", bait_due: "question", talk_due: "talk", reminder_due: "reminder" } as const;

/** One thing that a supervisor owes his team, or sees that it is done, as he reads it. */
export interface Control {
  id: string;
  what: (typeof WHAT)[keyof typeof WHAT];
  person: { id: string; name: string; job: string };
  supervisor: { id: string; name: string };
  since: string;
  /** Last local day on which it is done in time. */
  due: string;
  state: "waiting" | "overdue" | "done";
  /** What came of it, once it is done: of a check, of a talk. */
  outcome?: string;
  /** What is to be done and why, in the reader's language. */
  sentences: string[];
}

export interface ControlList {
  rows: Control[];
  /** More than are shown. */
  more: boolean;
  /** Persons of whom a month that is over knows no unannounced check (R59). */
  red: MissedCheck[];
  /** What drills showed of reviewers, once they are over: of himself, or of those whom he is above. */
  drills: DrillCount[];
}

const MOST = 100;

/** What a step says of itself, by kind. */
interface Facts {
  until: string;
  question?: string;
  figures?: string[];
  day?: number;
}

interface Row {
  id: string;
  kind: keyof typeof WHAT;
  at: Date;
  facts: string;
  /** Facts of the step that ended it; null: nothing did. */
  done: string | null;
  zone: string;
  personId: string;
  name: string;
  job: string;
  supervisorId: string;
  supervisorName: string;
}

/**
 * What waits on a supervisor and was done of late, the overdue first; or, for those above, what is overdue with others, and which months are red.
 * @throws Problem 403 for a line without being above anybody
 */
export async function listControls(parts: ControlParts, { person }: SignedIn, whose: Whose): Promise<ControlList> {
  if (!isLead(person)) throw problem("forbidden", words.supervisorOnly);
  const reader = readerOf(person, whose);
  const now = parts.clock.now();
  const all = (await controlRows(parts.db, reader, now)).map((row) => tellControl(row, now, person.language));
  const rows = all.filter(({ state }) => whose === "mine" || state === "overdue").sort((a, b) => ORDER[a.state] - ORDER[b.state]);
  return {
    rows: rows.slice(0, MOST),
    more: rows.length > MOST,
    red: await missedChecks(parts, reader, now),
    drills: await countDrills(parts.db, reader, now),
  };
}

const ORDER = { overdue: 0, waiting: 1, done: 2 };

const DAYS = 62;

/** Rows of the last two months, and all that are not done: these first, so that in a large house much that is done hides nothing that is not. */
export async function controlRows(db: Reading, reader: Reader, now: Date): Promise<Row[]> {
  const { rows } = await db.query<Row>(
    `select * from (select s.id, s.kind, s.at, s.facts, o.time_zone as zone, p.id as "personId", p.name, p.job, coalesce(p.supervisor_id, '') as "supervisorId", coalesce(b.name, '') as "supervisorName",
       (select d.facts from review.inquiry_step d where d.thread = s.id and d.n > 0 order by d.n limit 1) as done
     from review.inquiry_step s join people.person p on p.id = s.person_id join people.office o on o.id = p.office_id left join people.person b on b.id = p.supervisor_id
     where s.kind in ('check_due', 'bait_due', 'talk_due', 'reminder_due') and s.n = 0 and p.state = 'active' and ${READABLE}
       and (s.at > $5 or not exists (select 1 from review.inquiry_step d where d.thread = s.id and d.n > 0))) x
     order by x.done is not null, x.at desc, x.id limit 2000`,
    [...reader, new Date(now.getTime() - DAYS * 86_400_000)],
  );
  return rows;
}

/** A row as its reader sees it. Pure. */
export function tellControl(row: Row, now: Date, language: Language): Control {
  const facts = JSON.parse(row.facts) as Facts;
  const isLate = localDay(now, row.zone) > facts.until;
  return {
    id: row.id,
    what: WHAT[row.kind],
    person: { id: row.personId, name: row.name, job: row.job },
    supervisor: { id: row.supervisorId, name: row.supervisorName },
    since: row.at.toISOString(),
    due: facts.until,
    state: row.done !== null ? "done" : isLate ? "overdue" : "waiting",
    ...outcomeOf(row.done),
    sentences: sentencesOf(row.kind, row.name, facts, language),
  };
}

function outcomeOf(facts: string | null): Pick<Control, "outcome"> {
  const { outcome } = JSON.parse(facts ?? "{}") as { outcome?: string };
  return outcome === undefined ? {} : { outcome };
}

function sentencesOf(kind: Row["kind"], name: string, { question = "", figures = [], day = 0 }: Facts, language: Language): string[] {
  if (kind === "check_due") return [fill(words.checkTask[language], { name })];
  if (kind === "talk_due") return [fill(words.talkTask[language], { name }), ...figures.map((figure) => figureText(figure, language))];
  if (kind === "reminder_due") return [fill(words.reminderTask[language], { name, day: String(day) })];
  const asked = isBaitQuestion(question) ? BAIT_QUESTIONS[question][language] : question;
  return [fill(words.baitTask[language], { name, question: asked }), fill(words.baitRule[language], { name })];
}

/** `off_hours 310 50 60` as a sentence. */
export function figureText(figure: string, language: Language): string {
  const [sign, ...shares] = figure.split(" ");
  const [share = "", past = "", peers = ""] = shares.map((thousandths) => percent(Number(thousandths), language));
  const known = SIGNS.find((one) => one === sign);
  return fill(words.figure[language], { sign: known ? signWords[known][language] : (sign ?? ""), share, past, peers });
}

function percent(thousandths: number, language: Language): string {
  const text = (thousandths / 10).toFixed(thousandths % 10 === 0 ? 0 : 1);
  return `${language === "id" ? text.replace(".", ",") : text} %`;
}

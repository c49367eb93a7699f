import { known } from "../platform/known.ts";
import { fill, type Language } from "../platform/language.ts";
import { tellPart } from "../watch/index.ts";
import type { RowState } from "./desk-store.ts";
import type { RowLane } from "./draft.ts";
import { type Grade, gradeOf } from "./grade.ts";
import type { ReviewParts } from "./parts.ts";
import type { StoredRow } from "./row-store.ts";
import { momentText, sentenceOf, timeText, whyOf } from "./sentence.ts";
import { pickWords, words } from "./words.ts";

export type DeskAct = "ask" | "accept" | "mistake" | "follow";

/** A row as the desk shows it. */
export interface ToldRow {
  id: string;
  kind: StoredRow["kind"];
  at: string;
  time: string;
  person: { id: string; name: string; job: string };
  sentence: string;
  why: string[];
  state: RowState;
  /** The person has said something about it: whoever accepts it, accepts that. */
  answered: boolean;
  /** Evidence of the looks on it; absent for a row that is about no look. */
  grade?: Grade;
  /** Until when the person's answer is waited for, where it has not come; RFC 3339. */
  due?: string;
  /** By which lane of the draw it came here; absent before the draw, and for what is not drawn. */
  lane?: RowLane;
  /** Looks on this row that nothing explains: 0 for a refusal or a report. */
  looks: number;
  entry?: number;
  customer?: { id: string; name: string };
  acts: DeskAct[];
  /** It was a drill, which is revealed: what it showed of whoever decided it. */
  drill?: "caught" | "missed";
}

const ACTS: Readonly<Record<RowState, readonly DeskAct[]>> = {
  waiting: ["ask", "accept", "mistake", "follow"],
  asked: ["accept", "mistake", "follow"],
  answered: ["accept", "mistake", "follow"],
  mistake: ["accept", "follow"],
  accepted: [],
  followed: [],
  explained: [],
};

type Deciding = Pick<StoredRow, "state" | "personId" | "kind" | "askedAt" | "dueAt" | "lane">;

/** The person was asked and has not answered, and his time for it is not over. */
const isAwaited = ({ state, askedAt, dueAt }: Deciding, now: Date): boolean =>
  state === "waiting" && askedAt !== null && dueAt !== null && dueAt > now;

/**
 * What may be done with a row: never by the person it is about; nobody is asked twice; only a look can be an honest mistake; and while his answer
 * is waited for nobody is accused, but of what no answer excuses (the hard lane).
 */
export function actsOn(row: Deciding, readerId: string, now: Date): DeskAct[] {
  if (row.personId === readerId) return [];
  const isLook = row.kind === "look" || row.kind === "listing";
  const isTooSoon = row.lane !== "hard" && isAwaited(row, now);
  return ACTS[row.state].filter(
    (act) => (act !== "mistake" || isLook) && (act !== "ask" || row.askedAt === null) && (act !== "follow" || !isTooSoon),
  );
}

/** A row in the reader's language; `name` is the customer's masked name. */
export function tellRow(
  row: StoredRow,
  readerId: string,
  language: Language,
  name: string | undefined,
  parts: Pick<ReviewParts, "fieldLabel" | "clock">,
): ToldRow {
  const toYou = row.personId === readerId;
  const person = { id: row.personId, name: row.name, job: row.job };
  return {
    id: row.id,
    kind: row.kind,
    at: row.at.toISOString(),
    time: timeText(row.at, row, language),
    person,
    state: row.state,
    answered: row.answeredAt !== null,
    ...(row.dueAt && row.askedAt && row.state === "waiting" ? { due: row.dueAt.toISOString() } : {}),
    ...known({ grade: gradeOf(row) }),
    looks: row.looks,
    sentence: sentenceOf(
      { ...row, person, customer: name, other: row.withName ?? undefined, fields: row.fields ?? [], toYou },
      language,
      parts.fieldLabel,
    ),
    why: [
      ...whyOf(row.reasons, language, row.job, toYou),
      ...(toYou ? [] : [...row.parts.map((part) => tellPart(part, language)), ...talkOf(row, language)]),
    ],
    ...(row.lane === null ? {} : { lane: row.lane }),
    ...(row.entry === null ? {} : { entry: row.entry }),
    ...(row.customerId === null ? {} : { customer: { id: row.customerId, name: name ?? "" } }),
    acts: actsOn(row, readerId, parts.clock.now()),
  };
}

const NAMED = { asked: "namedAsked", yes: "namedYes", no: "namedNo" } as const;

/** Whether the person was asked, and what he said. */
function talkOf(row: StoredRow, language: Language): string[] {
  const time = (at: Date): string => timeText(at, row, language);
  if (row.answeredAt && row.answer) {
    const answer = (pickWords as Record<string, { id: string; en: string }>)[row.answer] ?? pickWords.other;
    const said = fill(words.answered[language], { name: row.name, time: time(row.answeredAt), answer: answer[language] });
    return [said, ...(row.named ? [fill(words[NAMED[row.named.state]][language], { name: row.named.name })] : [])];
  }
  if (row.dueAt && row.askedAt && row.state === "waiting") {
    const due = { name: row.name, time: time(row.askedAt), due: momentText(row.dueAt, row, language) };
    return [fill(words.askedUntil[language], due)];
  }
  return row.askedAt && row.state === "asked" ? [fill(words.asked[language], { name: row.name, time: time(row.askedAt) })] : [];
}

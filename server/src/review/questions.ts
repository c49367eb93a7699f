import { fill } from "../platform/language.ts";
import { localDay, nextDay } from "../platform/local-day.ts";
import type { SignedIn } from "../platform/signed-in.ts";
import type { CustomerNames } from "./customer-names.ts";
import type { ReviewParts } from "./parts.ts";
import { type Pick as Answer, PICKS } from "./picks.ts";
import { mayBeNamed, type Named } from "./question-store.ts";
import { questionsTo, type StoredRow } from "./row-store.ts";
import { timeText } from "./sentence.ts";
import { tellRow } from "./tell-row.ts";
import { words } from "./words.ts";

/** Questions stay open for this many days. */
const FORTNIGHT = 14;
const ROWS = 50;

/** A missing report or a shared log-in is answered in one's own words. */
const OF_LOOKS: ReadonlySet<StoredRow["kind"]> = new Set(["look", "listing", "report"]);

/** One look of a question. */
export interface QuestionPart {
  id: string;
  at: string;
  time: string;
  sentence: string;
  why: string[];
}

/** What belongs together is asked once: the day's looks that nothing explains. Its id is that of its first part. */
export interface Question extends QuestionPart {
  /** Its looks, the oldest first; one part where it is about one. */
  parts: QuestionPart[];
  picks: Answer[];
  /** Until then the answer is waited for; absent where none is. */
  due?: string;
}

export interface Questions {
  rows: Question[];
  /** Whom the answers "a colleague asked" and "my supervisor asked" may name. */
  named: Named[];
}

/** What is asked of this person before anybody judges it: one question a day about his looks, and one for each other row. At most 50 rows, the oldest first. */
export async function questions(parts: ReviewParts, names: CustomerNames, { person }: SignedIn): Promise<Questions> {
  const rows = await openRows(parts, person);
  const customers = await names(
    person.id,
    rows.flatMap(({ customerId }) => customerId ?? []),
  );
  const told = (row: StoredRow): QuestionPart => {
    const { id, at, time, sentence, why } = tellRow(row, person.id, person.language, customers.get(row.customerId ?? ""), parts);
    return { id, at, time, sentence, why };
  };
  const asked = [...together(rows).values()].map((group) => asQuestion(group, group.map(told), person.language));
  return { rows: asked, named: asked.length === 0 ? [] : await mayBeNamed(parts.db, person.id) };
}

/** Rows of a person that still wait for his answer. */
export function openRows({ db, clock }: Pick<ReviewParts, "db" | "clock">, person: SignedIn["person"]): Promise<StoredRow[]> {
  const since = nextDay(localDay(clock.now(), person.zone), -FORTNIGHT);
  return questionsTo(db, person.id, since, ROWS);
}

/** Looks of one day are one question; a refusal or a report stands for itself. */
export function together(rows: readonly StoredRow[]): Map<string, StoredRow[]> {
  const groups = new Map<string, StoredRow[]>();
  for (const row of rows) {
    const key = row.kind === "look" || row.kind === "listing" ? `${row.officeId} ${row.date}` : row.id;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

function asQuestion(group: readonly StoredRow[], parts: QuestionPart[], language: "id" | "en"): Question {
  const [row, [first]] = [group[0] as StoredRow, parts as [QuestionPart]];
  const due = group.flatMap(({ dueAt }) => dueAt ?? []).sort((a, b) => a.getTime() - b.getTime())[0];
  const looks = group.reduce((sum, one) => sum + Math.max(1, one.looks), 0);
  const several = {
    sentence: fill(words.questionOfDay[language], { looks, date: row.date, time: timeText(row.at, row, language) }),
    why: [],
  };
  return {
    ...first,
    ...(parts.length > 1 ? several : {}),
    parts,
    picks: OF_LOOKS.has(row.kind) ? [...PICKS] : ["other"],
    ...(due ? { due: due.toISOString() } : {}),
  };
}

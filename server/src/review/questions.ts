import { localDay, nextDay } from "../platform/local-day.ts";
import { problem } from "../platform/problem.ts";
import type { SignedIn } from "../platform/signed-in.ts";
import type { CustomerNames } from "./customer-names.ts";
import { sealNote } from "./notes.ts";
import type { ReviewParts } from "./parts.ts";
import { answerRow, questionsTo, rowById } from "./row-store.ts";
import { tellRow } from "./tell-row.ts";
import { words } from "./words.ts";

/** Questions stay open for this many days. */
const FORTNIGHT = 14;
const PAGE = 25;

export const PICKS = ["own_call", "own_case", "mistake", "helped", "other"] as const;
export type Pick = (typeof PICKS)[number];

export interface Question {
  id: string;
  at: string;
  time: string;
  sentence: string;
  why: string[];
  picks: Pick[];
}

/** What is asked of this person: each unexplained look of his, before anybody judges it. At most 25, the oldest first. */
export async function questions(parts: ReviewParts, names: CustomerNames, { person }: SignedIn): Promise<Question[]> {
  const since = nextDay(localDay(parts.clock.now(), person.zone), -FORTNIGHT);
  const rows = await questionsTo(parts.db, person.id, since, PAGE);
  const named = await names(
    person.id,
    rows.flatMap(({ customerId }) => customerId ?? []),
  );
  return rows.map((row) => {
    const { id, at, time, sentence, why } = tellRow(row, person.id, person.language, named.get(row.customerId ?? ""), parts);
    return { id, at, time, sentence, why, picks: [...PICKS] };
  });
}

/**
 * The person's own answer: grade C at most, so it explains nothing by itself; it goes beside the row, and the supervisor decides. Free text is
 * sealed under the person's key.
 */
export async function answerQuestion(parts: ReviewParts, { person }: SignedIn, id: string, pick: Pick, note?: string): Promise<void> {
  const row = await rowById(parts.db, id);
  if (!row || row.personId !== person.id) throw problem("not-found", words.notYourQuestion);
  const sealed = note === undefined ? undefined : await sealNote(parts, person.id, person.id, id, note);
  await parts.act(async (tx, write) => {
    if (!(await answerRow(tx, id, pick, sealed, parts.clock.now()))) throw problem("conflict", words.notYourQuestion);
    await write({
      typ: "answer",
      aggregate: `desk:${id}`,
      act: person.id,
      body: { what: pick, id, state: "answered", date: row.date, ...(row.entry === null ? {} : { looks: [row.entry] }) },
    });
  });
}

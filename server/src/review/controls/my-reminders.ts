import { PLEDGE } from "../../people/index.ts";
import type { Reading } from "../../platform/database.ts";
import { fill, type Language } from "../../platform/language.ts";
import { localDay } from "../../platform/local-day.ts";
import { problem } from "../../platform/problem.ts";
import type { SignedIn } from "../../platform/signed-in.ts";
import { lockThread, writeStep } from "../inquiries/ledger.ts";
import type { ControlParts } from "./parts.ts";
import { words } from "./words.ts";

/** A reminder as whom it is for reads it. */
export interface Reminder {
  id: string;
  /** Days after his start. */
  day: number;
  since: string;
  /** Last local day on which it is acknowledged in time. */
  due: string;
  state: "waiting" | "overdue" | "done";
  text: string;
}

const MOST = 100;

interface Row {
  id: string;
  at: Date;
  facts: string;
  done: boolean;
  zone: string;
}

/** Somebody's own reminders of his pledge (R64), those that wait first. */
export async function myReminders(db: Reading, personId: string, now: Date, language: Language): Promise<Reminder[]> {
  const { rows } = await db.query<Row>(
    `select s.id, s.at, s.facts, o.time_zone as zone, exists (select 1 from review.inquiry_step d where d.thread = s.id and d.n > 0) as done
     from review.inquiry_step s join people.person p on p.id = s.person_id join people.office o on o.id = p.office_id
     where s.person_id = $1 and s.kind = 'reminder_due' order by done, s.at desc, s.id limit ${MOST}`,
    [personId],
  );
  return rows.map(({ id, at, facts, done, zone }) => {
    const { day, until } = JSON.parse(facts) as { day: number; until: string };
    const text = fill(words.reminder[language], { day: String(day), pledge: PLEDGE[language] });
    const state = done ? "done" : localDay(now, zone) > until ? "overdue" : "waiting";
    return { id, day, since: at.toISOString(), due: until, state, text };
  });
}

/** Acknowledges a reminder in one act, late as well: nobody can do it for another. @throws Problem 404 for what is not his, 409 a second time */
export async function acknowledge({ act, clock }: ControlParts, { person }: SignedIn, thread: string): Promise<void> {
  await act(async (tx, write) => {
    const [first, ...more] = await lockThread(tx, thread);
    if (first?.kind !== "reminder_due" || first.personId !== person.id) throw problem("not-found", words.notYours);
    if (more.length > 0) throw problem("conflict", words.acknowledged);
    await writeStep(tx, write, clock.now(), {
      ...{ thread, kind: "reminder_done", typ: "control", personId: person.id, byId: person.id, facts: { day: first.facts.day } },
      body: { state: "done" },
    });
  });
}

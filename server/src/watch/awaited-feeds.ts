import type { Reading } from "../platform/database.ts";
import { nextDay } from "../platform/local-day.ts";
import { HABIT_DAYS, isExpected } from "./feed-rules.ts";
import { habitsOf } from "./feed-states.ts";
import { fedPersons, feedDays } from "./feed-store.ts";

/** A look that nothing explains so far. */
export interface WaitingLook {
  at: number;
  personId: string;
  customerId: string;
  /** Rules that let it pass but watch it: such a look waits for nothing. */
  watch: readonly string[];
}

/** An office's local day. */
export interface FedDay {
  officeId: string;
  date: string;
  from: Date;
  until: Date;
}

/**
 * Which of these looks wait for a feed that was expected for the office that day and has brought nothing: it names the feed. A feed that fails
 * must not flood a desk, and must not open a door either: only a person whom that feed usually tells of can lack it, and a look at a public
 * figure, outside duty hours or one that a rule watches goes to the desk as always. After the grace nothing waits any more.
 */
export async function awaitedFeeds<Look extends WaitingLook>(
  db: Reading,
  { officeId, date, from, until }: FedDay,
  looks: readonly Look[],
  now: Date,
  graceHours: number,
): Promise<Map<Look, string>> {
  const waiting = new Map<Look, string>();
  if (looks.length === 0 || now.getTime() >= until.getTime() + graceHours * 3_600_000) return waiting;
  const missing = await missingFeeds(db, officeId, date);
  if (missing.length === 0) return waiting;
  const persons = [...new Set(looks.map(({ personId }) => personId))];
  const fed = await fedPersons(db, missing, persons, new Date(from.getTime() - HABIT_DAYS * 86_400_000));
  const ordinary = await ordinaryLooks(db, looks, from, until);
  for (const look of looks) {
    const source = missing.find((one) => fed.get(one)?.has(look.personId));
    if (source !== undefined && ordinary(look)) waiting.set(look, source);
  }
  return waiting;
}

/** Feeds that were expected for an office on a day and have brought nothing for it. */
async function missingFeeds(db: Reading, officeId: string, date: string): Promise<string[]> {
  const habits = habitsOf(await feedDays(db, nextDay(date, -HABIT_DAYS - 1), officeId));
  return [...habits].flatMap(([source, offices]) => {
    const delivered = offices.get(officeId) ?? new Set<string>();
    return !delivered.has(date) && isExpected(delivered, date) ? [source] : [];
  });
}

async function ordinaryLooks(db: Reading, looks: readonly WaitingLook[], from: Date, until: Date): Promise<(look: WaitingLook) => boolean> {
  const figures = await db.query<{ id: string }>("select id from records.customer where id = any($1) and 'public_figure' = any(marks)", [
    [...new Set(looks.map(({ customerId }) => customerId))],
  ]);
  const famous = new Set(figures.rows.map(({ id }) => id));
  const { rows: duties } = await db.query<{ person_id: string; starts_at: Date; ends_at: Date }>(
    "select person_id, starts_at, ends_at from people.duty where person_id = any($1) and kind <> 'off' and starts_at < $3 and ends_at > $2",
    [[...new Set(looks.map(({ personId }) => personId))], from, until],
  );
  const onDuty = ({ personId, at }: WaitingLook): boolean =>
    duties.some((one) => one.person_id === personId && at >= one.starts_at.getTime() && at < one.ends_at.getTime());
  return (look) => look.watch.length === 0 && !famous.has(look.customerId) && onDuty(look);
}

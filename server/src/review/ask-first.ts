import type { Reading } from "../platform/database.ts";

/** Where a person's plan of duty is not known, his answer is waited for this long. */
const WITHOUT_PLAN = 24 * 3_600_000;
/** So far ahead a plan is looked at: longer leave is no reason to let a look lie. */
const AHEAD = 7 * 86_400_000;

/**
 * Until when each person's answer is waited for: the beginning of his next shift after `date`, by his own plan of duty. Whoever has none, or is
 * away for a week, has a day.
 */
export async function answerDue(db: Reading, persons: readonly string[], date: string, now: Date): Promise<(personId: string) => Date> {
  const { rows } = await db.query<{ person_id: string; starts_at: Date }>(
    `select person_id, min(starts_at) as starts_at from people.duty
     where person_id = any($1) and kind <> 'off' and on_date > $4 and starts_at > $2 and starts_at < $3 group by person_id`,
    [persons, now, new Date(now.getTime() + AHEAD), date],
  );
  const next = new Map(rows.map((row) => [row.person_id, row.starts_at]));
  return (personId) => next.get(personId) ?? new Date(now.getTime() + WITHOUT_PLAN);
}

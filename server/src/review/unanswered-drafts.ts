import type { Reading } from "../platform/database.ts";
import { nextDay } from "../platform/local-day.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { OfficeDay } from "./office-day.ts";

/** Questions stay open for this many days. */
const FORTNIGHT = 14;

/**
 * Questions that a draw left with the person and that he has not answered by his next shift: one row a person, however many looks they are about,
 * so that silence comes to a desk without flooding it. It goes away once he answers.
 */
export async function unansweredDrafts(db: Reading, day: OfficeDay, now: Date): Promise<Draft[]> {
  const { rows } = await db.query<{ person_id: string; count: number; due: Date }>(
    `select r.person_id, count(*)::int as count, min(r.due_at) as due from review.desk_row r
     where r.office_id = $1 and r.on_date >= $2 and r.on_date <= $3 and r.lane = 'question' and r.state in ('waiting', 'asked') and r.due_at <= $4
     group by r.person_id order by r.person_id limit 10000`,
    [day.office.id, nextDay(day.date, -FORTNIGHT), day.date, now],
  );
  return rows.flatMap(({ person_id, count, due }) => {
    const staff = day.staff.get(person_id);
    const reasons = [{ id: "count", values: { count } }];
    return staff ? [draftOf(staff, { kind: "unanswered", topic: "", at: due.getTime(), reasons })] : [];
  });
}

import type { Reading } from "../platform/database.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { OfficeDay } from "./office-day.ts";

interface Refused {
  person_id: string;
  why: string;
  count: number;
  /** The first of them that no decided row tells of. */
  at: Date;
  decided: number;
}

/**
 * Tries to come in that were refused: by somebody who has left, or with a session or password that was written into the database behind
 * the program's back. They opened nothing and stand in no look, so that without this they would lie on no desk. One row a person and reason; after a decision a new one.
 */
export async function signInDrafts(db: Reading, day: OfficeDay): Promise<Draft[]> {
  const { rows } = await db.query<Refused>(
    `with decided as (
       select person_id, split_part(topic, ' ', 1) as topic, sum((reasons -> 0 -> 'values' ->> 'count')::int)::int as count from review.desk_row
       where person_id = any($1) and on_date = $4 and kind = 'refusal' and topic like 'sign_in,%' and state not in ('waiting', 'asked', 'answered') group by 1, 2),
     tries as (
       select s.person_id, s.why, s.at, coalesce(d.count, 0) as decided, row_number() over (partition by s.person_id, s.why order by s.at) as nth
       from people.sign_in_refusal s left join decided d on d.person_id = s.person_id and d.topic = 'sign_in,' || s.why
       where s.person_id = any($1) and s.at >= $2 and s.at < $3)
     select person_id, why, count(*)::int as count, min(at) as at, max(decided)::int as decided
     from tries where nth > decided group by person_id, why order by min(at), person_id limit 500`,
    [[...day.staff.keys()], day.from, day.until, day.date],
  );
  return rows.flatMap(({ person_id, why, count, at, decided }) => {
    const staff = day.staff.get(person_id);
    const reasons = [{ id: "refused", values: { rules: why, count, customers: 0 } }];
    const topic = `sign_in,${why}${decided > 0 ? ` ${decided}` : ""}`;
    return staff ? [draftOf(staff, { kind: "refusal", topic, at: at.getTime(), reasons })] : [];
  });
}

import type { Reading } from "../platform/database.ts";

/** How many questions people were asked: what is asked of one person about the looks of one day is one question, each other row one more. */
export interface QuestionCounts {
  /** Persons and days on which anything was asked. */
  asked: number;
  /** Questions of such a day, the middle one and the most. */
  median: number;
  most: number;
}

/** Rows that are asked about; not a wrong click that its own person told before. */
const ASKED = `(kind not in ('refusal', 'sample', 'unanswered', 'relation') or asked_at is not null) and (answered_at is null or answered_at >= made_at)`;

export async function questionCounts(db: Reading): Promise<QuestionCounts> {
  const { rows } = await db.query<QuestionCounts>(
    `select count(*)::int as asked, coalesce(percentile_cont(0.5) within group (order by questions), 0)::float8 as median, coalesce(max(questions), 0)::int as most
     from (select count(distinct case when kind in ('look', 'listing') then 'looks' else id end) as questions
       from review.desk_row where ${ASKED} group by person_id, on_date) as person_day`,
  );
  return rows[0] ?? { asked: 0, median: 0, most: 0 };
}

import type { Reading } from "../../platform/database.ts";
import type { Reader } from "../controls/readers.ts";

/** What the drills of the last year showed of one reviewer. Such as are not over are not counted: they would give themselves away. */
export interface DrillCount {
  supervisor: { id: string; name: string };
  /** Asked about or taken further. */
  caught: number;
  /** Accepted, or called a mistake, without asking. */
  missed: number;
  /** Its days went by. */
  unanswered: number;
}

const [DAYS, MOST] = [365, 200];

/** His own; or, for those above him, for his branch head and for the officer, other reviewers'. `b` is the reviewer. */
const READABLE = `case when $2 then b.id <> $1 and (b.superior_id = $1 or b.supervisor_id = $1 or b.office_id = $3 or $4 or exists (
  select 1 from people.person t where t.supervisor_id = b.id and t.superior_id = $1 and t.state = 'active')) else b.id = $1 end`;

export async function countDrills(db: Reading, reader: Reader, now: Date): Promise<DrillCount[]> {
  const { rows } = await db.query<{ id: string; name: string } & Omit<DrillCount, "supervisor">>(
    `select b.id, b.name, count(*) filter (where s.facts::json ->> 'outcome' = 'caught')::int as caught,
       count(*) filter (where s.facts::json ->> 'outcome' = 'missed')::int as missed, count(*) filter (where s.id is null)::int as unanswered
     from review.drill d join people.person b on b.id = d.reviewer_id left join review.inquiry_step s on s.topic = 'drill ' || d.id
     where d.made_at > $5 and (s.id is not null or d.until_at <= $6) and ${READABLE} group by b.id, b.name order by b.name, b.id limit ${MOST}`,
    [...reader, new Date(now.getTime() - DAYS * 86_400_000), now],
  );
  return rows.map(({ id, name, ...counts }) => ({ supervisor: { id, name }, ...counts }));
}

import type { Reading } from "../../platform/database.ts";

/** One person's local day in counts: no customer is named anywhere. */
export interface DaySigns {
  personId: string;
  /** YYYY-MM-DD in the office's zone. */
  day: string;
  looks: number;
  /** Looks outside the person's duty hours. */
  offHours: number;
  /** Looks at customers whom the same person had looked at on an earlier day of the last thirty. */
  repeats: number;
  refused: number;
}

const MEMORY_DAYS = 30;

/**
 * Days with at least one look or refusal of these people between two instants. A page of a list is one look; rows of a list name nobody a
 * second time, so only openings make a repeat.
 */
export async function countSigns(db: Reading, persons: readonly string[], from: Date, until: Date, zone: string): Promise<DaySigns[]> {
  if (persons.length === 0) return [];
  const { rows } = await db.query<DaySigns>(
    `with seen as (
       select l.person_id, l.idx, l.at, min(l.customer_id) filter (where l.typ = 'look') as customer_id, bool_or(l.decision = 'deny') as denied
       from journal.look_index l where l.person_id = any($1) and l.at >= $2 and l.at < $3 and (l.typ in ('look', 'match', 'listing') or (l.typ = 'case' and l.decision = 'deny'))
       group by l.person_id, l.idx, l.at)
     select s.person_id as "personId", to_char(s.at at time zone $4, 'YYYY-MM-DD') as day,
       count(*) filter (where not s.denied)::int as looks,
       count(*) filter (where not s.denied and not exists (
         select 1 from people.duty d where d.person_id = s.person_id and d.kind <> 'off' and d.starts_at <= s.at and d.ends_at > s.at))::int as "offHours",
       count(*) filter (where not s.denied and exists (
         select 1 from journal.look_index o where o.person_id = s.person_id and o.customer_id = s.customer_id and o.typ = 'look' and o.decision <> 'deny'
           and o.at >= s.at - make_interval(days => $5) and (o.at at time zone $4)::date < (s.at at time zone $4)::date))::int as repeats,
       count(*) filter (where s.denied)::int as refused
     from seen s group by 1, 2 order by 1, 2`,
    [persons, from, until, zone, MEMORY_DAYS],
  );
  return rows;
}

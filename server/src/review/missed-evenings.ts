import type { Reading } from "../platform/database.ts";
import { dayBounds } from "../platform/local-day.ts";
import { type MissedEvening, SEEN } from "../watch/index.ts";

/** How far back it is looked. */
const DAYS = 14;

/** A draw that was committed to is told within moments: longer, and something keeps its evening from its end. */
const UNFINISHED = "1 hour";

/**
 * Days of offices that are over, on which somebody looked and whose evening was never run, and days whose draw was begun and cannot be finished:
 * oldest first, at most 200.
 */
export async function missedEvenings(db: Reading, now: Date): Promise<MissedEvening[]> {
  const { rows } = await db.query<{ officeId: string; date: string; zone: string }>(
    `with unrun as (
       select o.id, o.time_zone as zone, d.on_date, d.on_date::timestamp at time zone o.time_zone as starts, (d.on_date + 1)::timestamp at time zone o.time_zone as ends
       from people.office o cross join lateral (select ($1::timestamptz at time zone o.time_zone)::date - n as on_date from generate_series(1, ${DAYS}) n) d
       where not exists (select 1 from review.evening e where e.office_id = o.id and e.on_date = d.on_date))
     select u.id as "officeId", u.on_date as date, u.zone from unrun u where exists (
       select 1 from people.person p cross join lateral (
         select 1 from ${SEEN} l where l.person_id = p.id and l.at >= u.starts and l.at < u.ends and l.customer_id is not null limit 1) l
       where p.office_id = u.id)
     union
     select d.office_id, d.on_date, o.time_zone from review.draw d join people.office o on o.id = d.office_id
       where d.revealed_at is null and d.made_at < $1::timestamptz - interval '${UNFINISHED}' and d.on_date > $1::date - ${DAYS}
     order by 2, 1 limit 200`,
    [now],
  );
  return rows.map(({ officeId, date, zone }) => ({ officeId, date, endedAt: dayBounds(date, zone).until }));
}

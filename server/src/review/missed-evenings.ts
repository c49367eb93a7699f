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
    `select w.office_id as "officeId", w.on_date as date, w.zone from (
       select distinct p.office_id, (l.at at time zone o.time_zone)::date as on_date, o.time_zone as zone
       from ${SEEN} l join people.person p on p.id = l.person_id join people.office o on o.id = p.office_id
       where l.at >= $1::timestamptz - interval '${DAYS} days' and l.at < $1 and l.customer_id is not null) w
     where w.on_date < ($1::timestamptz at time zone w.zone)::date
       and not exists (select 1 from review.evening e where e.office_id = w.office_id and e.on_date = w.on_date)
     union
     select d.office_id, d.on_date, o.time_zone from review.draw d join people.office o on o.id = d.office_id
       where d.revealed_at is null and d.made_at < $1::timestamptz - interval '${UNFINISHED}' and d.on_date > $1::date - ${DAYS}
     order by 2, 1 limit 200`,
    [now],
  );
  return rows.map(({ officeId, date, zone }) => ({ officeId, date, endedAt: dayBounds(date, zone).until }));
}

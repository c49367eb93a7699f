import type { Reading, Writing } from "../platform/database.ts";
import type { PrintedInteraction } from "./prints.ts";
import { SEEN } from "./seen.ts";

/** A day that lies farther back is not run again by itself: `mercusuar evening --date` does. */
const OLDEST_DAYS = 62;

export interface LateDay {
  officeId: string;
  date: string;
}

/**
 * Notes the local days of the looks that these records may explain: at the same customers, from a quarter of an hour before to a week after
 * (a contact may go on for so long).
 */
export async function noteLateDays(tx: Writing, rows: readonly PrintedInteraction[], now: Date): Promise<void> {
  const told = rows.filter((row) => row.customer_id !== null);
  if (told.length === 0) return;
  await tx.query(
    `insert into watch.late_day (office_id, on_date, due_at)
     select distinct p.office_id, (l.at at time zone o.time_zone)::date, $3::timestamptz from unnest($1::text[], $2::timestamptz[]) as e (customer_id, at)
     join ${SEEN} l on l.customer_id = e.customer_id and l.at >= e.at - interval '15 minutes' and l.at < e.at + interval '7 days'
     join people.person p on p.id = l.person_id join people.office o on o.id = p.office_id
     where l.at > $3::timestamptz - interval '${OLDEST_DAYS} days'
     on conflict (office_id, on_date) do update set due_at = least(watch.late_day.due_at, excluded.due_at)`,
    [told.map((row) => row.customer_id), told.map((row) => row.starts_at), now],
  );
}

/** Notes the days on which looks waited for this feed, and to which it has come now. */
export async function noteWaitedDays(tx: Writing, source: string, now: Date): Promise<void> {
  await tx.query(
    `insert into watch.late_day (office_id, on_date, due_at)
     select w.office_id, w.on_date, $2::timestamptz from watch.feed_wait w join watch.feed_day d using (source, office_id, on_date)
     where w.source = $1 and d.records > 0
     on conflict (office_id, on_date) do update set due_at = least(watch.late_day.due_at, excluded.due_at)`,
    [source, now],
  );
}

/**
 * Notes that a day is to be run again at some time; the earliest holds. What was due before `asOf` is the run that notes this, and is over with it:
 * were it kept, this note would go with it.
 */
export async function noteDue(tx: Writing, { officeId, date }: LateDay, at: Date, asOf: Date): Promise<void> {
  await tx.query(
    `insert into watch.late_day (office_id, on_date, due_at) values ($1, $2, $3) on conflict (office_id, on_date) do update
     set due_at = case when watch.late_day.due_at <= $4 then excluded.due_at else least(watch.late_day.due_at, excluded.due_at) end`,
    [officeId, date, at, asOf],
  );
}

/**
 * Notes the day of this office that goes on and the one before, each to be run when it is over: the evening of where he was sees the looks of
 * whoever was moved no more.
 */
export async function noteMoved(tx: Writing, officeId: string, at: Date): Promise<void> {
  await tx.query(
    `insert into watch.late_day (office_id, on_date, due_at)
     select o.id, d.on_date, greatest($2::timestamptz, (d.on_date + 1)::timestamp at time zone o.time_zone)
     from people.office o cross join lateral (select ($2::timestamptz at time zone o.time_zone)::date - n as on_date from generate_series(0, 1) n) d where o.id = $1
     on conflict (office_id, on_date) do update set due_at = least(watch.late_day.due_at, excluded.due_at)`,
    [officeId, at],
  );
}

export async function dueDays(db: Reading, now: Date, limit: number): Promise<LateDay[]> {
  const { rows } = await db.query<LateDay>(
    `select office_id as "officeId", on_date as date from watch.late_day where due_at <= $1 order by on_date, office_id limit $2`,
    [now, limit],
  );
  return rows;
}

export async function dayDone(tx: Writing, { officeId, date }: LateDay, now: Date): Promise<void> {
  await tx.query("delete from watch.late_day where office_id = $1 and on_date = $2 and due_at <= $3", [officeId, date, now]);
}

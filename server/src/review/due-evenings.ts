import type { Database, Writing } from "../platform/database.ts";
import { oneByOne } from "../platform/one-by-one.ts";
import { SEEN } from "../watch/index.ts";
import type { ReviewParts } from "./parts.ts";

/** An office's local day, YYYY-MM-DD. */
export interface DueDay {
  officeId: string;
  date: string;
}

/** Evenings in one turn; what is left is due at the next. */
const MOST = 50;

/** Offices in which somebody works, with their day that goes on and the one before, and when the last shift of each ends. $1: now. */
const DAYS = `
  days as (
    select o.id, o.time_zone as zone, ($1::timestamptz at time zone o.time_zone)::date - n as on_date from people.office o cross join generate_series(0, 1) n
    where exists (select 1 from people.person p where p.office_id = o.id)),
  planned as (
    select d.*, d.on_date::timestamp at time zone d.zone as starts, (d.on_date + 1)::timestamp at time zone d.zone as until,
      greatest(p.ends_at, e.ends_at) as ends_at, e.run_at
    from days d left join review.day_end e on e.office_id = d.id and e.on_date = d.on_date
      left join lateral (select max(u.ends_at) as ends_at from people.duty u join people.person q on q.id = u.person_id
        where q.office_id = d.id and u.on_date = d.on_date and u.kind <> 'off') p on true)`;

/**
 * Evenings that are to be run now: of a day whose last shift is over, once; and of the day that goes on, where somebody's time for his answer has run
 * out since (his next shift has begun: silence comes to a desk). A day without duty and without looks has none.
 */
export async function dueEvenings(db: Database, now: Date): Promise<DueDay[]> {
  const { rows } = await db.query<DueDay>(
    `with ${DAYS}
     select d.id as "officeId", d.on_date as date from planned d
     where (coalesce(d.ends_at, d.until) <= $1 and (d.run_at is null or d.run_at < coalesce(d.ends_at, d.until))
         and (d.ends_at is not null or exists (
           select 1 from ${SEEN} l join people.person q on q.id = l.person_id where q.office_id = d.id and l.at >= d.starts and l.at < d.until)))
       or (d.on_date = ($1::timestamptz at time zone d.zone)::date and exists (
           select 1 from review.desk_row r where r.office_id = d.id and r.on_date >= d.on_date - 14 and r.lane = 'question' and r.state in ('waiting', 'asked')
             and r.due_at <= $1 and (d.run_at is null or r.due_at > d.run_at)))
     order by d.on_date, d.id limit ${MOST}`,
    [now],
  );
  return rows;
}

/** Remembers until when the plan of duty reached: what falls away later makes no day shorter. */
export async function noteEnds(tx: Writing, now: Date): Promise<void> {
  await tx.query(
    `with ${DAYS}
     insert into review.day_end (office_id, on_date, ends_at) select d.id, d.on_date, d.ends_at from planned d where d.ends_at is not null
     on conflict (office_id, on_date) do update set ends_at = excluded.ends_at where review.day_end.ends_at is distinct from excluded.ends_at`,
    [now],
  );
}

/** Runs what is due, one after the other; an office whose evening fails is told, and tried again at the next turn. Gives how many were run. */
export async function runDueEvenings(
  { db, derive, clock }: Pick<ReviewParts, "db" | "derive" | "clock">,
  run: (day: DueDay) => Promise<unknown>,
): Promise<number> {
  await derive((tx) => noteEnds(tx, clock.now()));
  const days = await dueEvenings(db, clock.now());
  await oneByOne(days, async (day) => {
    const now = clock.now();
    await run(day);
    await derive((tx) => noteRun(tx, day, now));
  });
  return days.length;
}

async function noteRun(tx: Writing, { officeId, date }: DueDay, now: Date): Promise<void> {
  await tx.query(
    `insert into review.day_end (office_id, on_date, run_at) values ($1, $2, $3)
     on conflict (office_id, on_date) do update set run_at = excluded.run_at`,
    [officeId, date, now],
  );
}

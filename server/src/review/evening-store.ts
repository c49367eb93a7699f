import type { Database, Reading, Writing } from "../platform/database.ts";
import { nextDay } from "../platform/local-day.ts";
import { SEEN } from "../watch/index.ts";
import type { OfficeDay } from "./office-day.ts";
import { inTurns } from "./turns.ts";

/** The numbers of an office's day. `looks` = explained + answered + unexplained + open. */
export interface EveningCounts {
  looks: number;
  refused: number;
  explained: number;
  /** Unexplained, but answered, accepted or told as a mistake. */
  answered: number;
  unexplained: number;
  /** Of work that is still going on. */
  open: number;
  searches: number;
}

/** What was looked at, tried and searched, by the projection alone. */
type SeenCounts = Pick<EveningCounts, "looks" | "refused" | "searches">;

export async function countSeen(db: Database, { staff, from, until }: OfficeDay): Promise<SeenCounts> {
  const text = `with seen as (
       select l.idx, min(l.typ) as typ, bool_or(l.decision = 'deny') as denied,
         bool_or(l.customer_id is not null and (l.typ <> 'match' or not exists (
           select 1 from journal.look_index o where o.person_id = l.person_id and o.customer_id = l.customer_id and o.typ = 'look' and o.out = 'opened' and o.at >= $2 and o.at < $3))) as counts,
         bool_and(l.typ = 'listing' and 'R10' = any(l.rules) and not exists (select 1 from records.customer c where c.id = l.customer_id)) as nobody,
         bool_or(l.out in ('opened', 'match', 'nomatch')) as shown
       from ${SEEN} l where l.person_id = any($1) and l.at >= $2 and l.at < $3 group by l.idx, l.part)
     select
       (select count(*)::int from seen where typ in ('look', 'use', 'match', 'listing') and not denied and counts and shown) as looks,
       (select count(*)::int from seen where denied and not nobody) as refused,
       (select count(*)::int from seen where typ = 'search' and not denied) as searches`;
  const found = await inTurns(db, "persons", staff.keys(), async (some) => (await db.query<SeenCounts>(text, [some, from, until])).rows);
  const sum = (of: keyof SeenCounts): number => found.reduce((all, one) => all + one[of], 0);
  return { looks: sum("looks"), refused: sum("refused"), searches: sum("searches") };
}

/** Counts an office's day: what was seen, beside the explanations and the desk as they stand. */
export async function countEvening(db: Reading, day: OfficeDay, seen: SeenCounts): Promise<EveningCounts> {
  const { rows } = await db.query<Pick<EveningCounts, "explained" | "answered" | "unexplained">>(
    `with desk as (
       select r.state from review.desk_row r join review.desk_look d on d.desk_row_id = r.id
       where r.office_id = $1 and r.on_date = $2 and not exists (select 1 from review.explanation e where e.look_idx = d.look_idx and e.look_row = d.look_row))
     select
       (select count(*)::int from review.explanation where office_id = $1 and on_date = $2) as explained,
       (select count(*)::int from desk where state in ('answered', 'accepted', 'mistake')) as answered,
       (select count(*)::int from desk where state in ('waiting', 'asked', 'followed')) as unexplained`,
    [day.office.id, day.date],
  );
  const counts = { ...seen, ...(rows[0] as { explained: number; answered: number; unexplained: number }) };
  return { ...counts, open: Math.max(0, counts.looks - counts.explained - counts.answered - counts.unexplained) };
}

/** The numbers as last written, and when; undefined before the first run of that day. */
export async function lastEvening(db: Reading, officeId: string, date: string): Promise<(EveningCounts & { runAt: Date }) | undefined> {
  const { rows } = await db.query<EveningCounts & { runAt: Date }>(
    `select looks, refused, explained, answered, unexplained, open, searches, run_at as "runAt" from review.evening where office_id = $1 and on_date = $2`,
    [officeId, date],
  );
  return rows[0];
}

export async function writeEvening(tx: Writing, day: OfficeDay, counts: EveningCounts, now: Date): Promise<void> {
  await tx.query(
    `insert into review.evening (office_id, on_date, run_at, looks, refused, explained, answered, unexplained, open, searches) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (office_id, on_date) do update set run_at = excluded.run_at, looks = excluded.looks, refused = excluded.refused, explained = excluded.explained,
       answered = excluded.answered, unexplained = excluded.unexplained, open = excluded.open, searches = excluded.searches`,
    [
      day.office.id,
      day.date,
      now,
      counts.looks,
      counts.refused,
      counts.explained,
      counts.answered,
      counts.unexplained,
      counts.open,
      counts.searches,
    ],
  );
}

/** Looks of each job on this day: the roll-up from which shares are told. */
export async function writeJobDay(tx: Writing, day: OfficeDay, looks: ReadonlyMap<string, number>): Promise<void> {
  const jobs = [...looks.keys()];
  if (jobs.length === 0) return;
  await tx.query(
    `insert into review.job_day (office_id, on_date, job, looks) select $1, $2, * from unnest($3::text[], $4::int[])
     on conflict (office_id, on_date, job) do update set looks = excluded.looks`,
    [day.office.id, day.date, jobs, jobs.map((job) => looks.get(job) ?? 0)],
  );
}

/** Of the last 30 days up to this one, per job: all looks, and how many lie on a desk for each reason. */
export async function jobShares(
  db: Database,
  jobs: string[],
  date: string,
): Promise<{ total: Map<string, number>; reasons: Map<string, Map<string, number>> }> {
  const totals = await db.query<{ job: string; looks: number }>(
    "select job, sum(looks)::int as looks from review.job_day where job = any($1) and on_date > $2::date - 30 and on_date <= $2::date group by job",
    [jobs, date],
  );
  const text = `select p.job, x ->> 'id' as id, count(*)::int as count from review.desk_row r join review.desk_look d on d.desk_row_id = r.id
     join people.person p on p.id = r.person_id cross join jsonb_array_elements(r.reasons) x
     where r.on_date = any($2::date[]) and r.kind = 'look' and r.state <> 'explained' and p.job = any($1) group by 1, 2`;
  const days = Array.from({ length: 30 }, (_, back) => nextDay(date, -back));
  const counted = await inTurns(
    db,
    "days",
    days,
    async (some) => (await db.query<{ job: string; id: string; count: number }>(text, [jobs, some])).rows,
  );
  const reasons = new Map<string, Map<string, number>>();
  for (const { job, id, count } of counted) {
    const of = reasons.get(job) ?? new Map<string, number>();
    reasons.set(job, of.set(id, (of.get(id) ?? 0) + count));
  }
  return { total: new Map(totals.rows.map(({ job, looks }) => [job, looks])), reasons };
}

import type { Reading, Writing } from "../platform/database.ts";
import type { PrintedInteraction } from "./prints.ts";

/** Newest deliveries of which the lag is kept. */
const LAGS = 101;
/** Fewer say nothing about a clock. */
const ENOUGH = 10;

export interface Delivery {
  source: string;
  /** Start of the newest record. */
  lastAt: Date;
  count: number;
  now: Date;
  /** Seconds by which a record was ahead of our clock when it came as it happened. */
  lags: readonly number[];
}

/** What a delivery says of its feed: when it came, and how its clock goes. */
export async function noteFeed(tx: Writing, { source, lastAt, count, now, lags }: Delivery): Promise<void> {
  await tx.query(
    `insert into watch.feed as f (source, last_at, last_count, received_at, live, lags, skew_seconds)
     values ($1, $2, $3, $4, cardinality($5::int[]) > 0, $5, null)
     on conflict (source) do update set last_at = greatest(f.last_at, excluded.last_at), last_count = excluded.last_count, received_at = excluded.received_at,
       live = f.live or excluded.live, lags = (f.lags || excluded.lags)[greatest(1, cardinality(f.lags || excluded.lags) - ${LAGS - 1}):]`,
    [source, lastAt, count, now, lags],
  );
  if (lags.length === 0) return;
  await tx.query(
    `update watch.feed set skew_seconds = (select percentile_disc(0.5) within group (order by l) from unnest(lags) l)
     where source = $1 and cardinality(lags) >= ${ENOUGH}`,
    [source],
  );
}

/** Counts records that are new by the office and the local day of their person: from this it is known which feed usually delivers where. */
export async function noteFeedDays(tx: Writing, source: string, rows: readonly PrintedInteraction[]): Promise<void> {
  await tx.query(
    `insert into watch.feed_day as d (source, office_id, on_date, records)
     select $1, p.office_id, (e.at at time zone o.time_zone)::date, count(*)::int from unnest($2::text[], $3::timestamptz[]) as e (person_id, at)
     join people.person p on p.id = e.person_id join people.office o on o.id = p.office_id group by 2, 3
     on conflict (source, office_id, on_date) do update set records = d.records + excluded.records`,
    [source, rows.map((row) => row.person_id), rows.map((row) => row.starts_at)],
  );
}

export interface FeedRow {
  source: string;
  lastAt: Date | null;
  receivedAt: Date | null;
  skewSeconds: number | null;
  live: boolean;
}

export async function feedRows(db: Reading): Promise<FeedRow[]> {
  const { rows } = await db.query<FeedRow>(
    `select source, last_at as "lastAt", received_at as "receivedAt", skew_seconds as "skewSeconds", live from watch.feed order by source limit 500`,
  );
  return rows;
}

export interface FeedDay {
  source: string;
  officeId: string;
  date: string;
}

/** On which days each feed delivered for each office, since a day. */
export async function feedDays(db: Reading, since: string, officeId?: string): Promise<FeedDay[]> {
  const { rows } = await db.query<FeedDay>(
    `select source, office_id as "officeId", on_date as date from watch.feed_day where on_date >= $1 and ($2::text is null or office_id = $2) and records > 0
     order by 1, 2, 3 limit 200000`,
    [since, officeId ?? null],
  );
  return rows;
}

/** For whom each of these feeds had evidence since an instant: nobody else lacks it. */
export async function fedPersons(
  db: Reading,
  sources: readonly string[],
  persons: readonly string[],
  since: Date,
): Promise<Map<string, Set<string>>> {
  const { rows } = await db.query<{ source: string; person_id: string }>(
    `select distinct source, person_id from watch.interaction where source = any($1) and starts_at >= $3 and person_id = any($2) and grade = 'A'`,
    [sources, persons, since],
  );
  const fed = new Map<string, Set<string>>();
  for (const { source, person_id } of rows) fed.set(source, (fed.get(source) ?? new Set<string>()).add(person_id));
  return fed;
}

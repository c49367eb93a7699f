import type { Reading } from "../../platform/database.ts";

/** What counts in somebody's favour (R111); told to him, and to whoever decides about him. */
export interface InFavour {
  /** Wrong clicks that he told himself, within three months. */
  mistakesTold: number;
  /** Bribes and invitations that he reported by name, ever. */
  reports: number;
  /** Of the last twelve weeks, those in which he worked and nothing of his was left open or taken further. */
  cleanWeeks: number;
}

export async function inFavourOf(db: Reading, personId: string, now: Date): Promise<InFavour> {
  const { rows } = await db.query<InFavour>(
    `with weeks as (
       select date_trunc('week', l.at at time zone 'UTC') as week from journal.look_index l
       where l.person_id = $1 and l.at >= $2::timestamptz - interval '84 days' and l.at < $2 and l.decision <> 'deny' group by 1),
     marred as (
       select date_trunc('week', r.at at time zone 'UTC') as week from review.desk_row r
       where r.person_id = $1 and r.at >= $2::timestamptz - interval '91 days' and r.state in ('waiting', 'asked', 'followed') group by 1)
     select (select count(*)::int from watch.mistake where person_id = $1 and told_at >= $2::timestamptz - interval '3 months') as "mistakesTold",
       (select count(*)::int from review.inquiry_step where by_id = $1 and kind in ('invitation', 'bribe')) as reports,
       (select count(*)::int from weeks where week not in (select week from marred)) as "cleanWeeks"`,
    [personId, now],
  );
  return rows[0] ?? { mistakesTold: 0, reports: 0, cleanWeeks: 0 };
}

import type { Reading } from "../platform/database.ts";
import type { FedDay } from "./awaited-feeds.ts";
import { noteDue } from "./late-day-store.ts";
import type { WatchParts } from "./parts.ts";

export interface FeedWait {
  source: string;
  looks: number;
}

export async function feedWaits(db: Reading, officeId: string, date: string): Promise<FeedWait[]> {
  const { rows } = await db.query<FeedWait>(
    "select source, looks from watch.feed_wait where office_id = $1 and on_date = $2 order by source",
    [officeId, date],
  );
  return rows;
}

/** Counts what waits, feed by feed, and sees to it that the day is run again once the grace is over. */
export async function noteWaits(
  { db, derive, feedGrace, clock }: Pick<WatchParts, "db" | "derive" | "feedGrace" | "clock">,
  { officeId, date, until }: FedDay,
  sources: readonly string[],
): Promise<void> {
  const before = await feedWaits(db, officeId, date);
  if (before.length === 0 && sources.length === 0) return;
  const counts = new Map<string, number>();
  for (const source of sources) counts.set(source, (counts.get(source) ?? 0) + 1);
  await derive(async (tx) => {
    await tx.query("delete from watch.feed_wait where office_id = $1 and on_date = $2", [officeId, date]);
    await tx.query("insert into watch.feed_wait (office_id, on_date, source, looks) select $1, $2, * from unnest($3::text[], $4::int[])", [
      officeId,
      date,
      [...counts.keys()],
      [...counts.values()],
    ]);
    if (sources.length > 0) await noteDue(tx, { officeId, date }, new Date(until.getTime() + feedGrace * 3_600_000), clock.now());
  });
}

import type { Reading } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { localDay } from "../platform/local-day.ts";
import { problem } from "../platform/problem.ts";
import type { House } from "./parts.ts";
import { WORDS } from "./words.ts";

/** Why somebody gets more today, as one word of a list. */
export const QUOTA_WHY = {
  outage: { id: "gangguan layanan", en: "an outage" },
  campaign: { id: "hari ramai", en: "a busy day" },
  replacing: { id: "menggantikan rekan", en: "standing in for a colleague" },
  inquiry: { id: "pemeriksaan data", en: "checking data" },
} as const;
export type QuotaWhy = keyof typeof QUOTA_WHY;

/**
 * A supervisor approves so many more looks for today, by password once more; at most the quota again (R34). Counts once it is sealed.
 * @throws Problem 409 `quota-limit`
 */
export async function approveQuota(
  house: House,
  by: string,
  { personId, more, why }: { personId: string; more: number; why: QuotaWhy },
): Promise<{ id: string; of: number }> {
  const id = newId("quota");
  const now = house.clock.now();
  const { quota } = house.settings;
  return house.act(async (tx, write) => {
    const { rows } = await tx.query<{ zone: string }>(
      "select o.time_zone as zone from people.person p join people.office o on o.id = p.office_id where p.id = $1 for update of p",
      [personId],
    );
    const date = localDay(now, rows[0]?.zone ?? "Asia/Jakarta");
    const given = await tx.query<{ more: number }>(
      "select coalesce(sum(more), 0)::int as more from access.quota_more where person_id = $1 and on_date = $2",
      [personId, date],
    );
    const before = given.rows[0]?.more ?? 0;
    if (before + more > quota) throw problem("quota-limit", WORDS.quotaLimit, { status: 409, left: Math.max(0, quota - before) });
    await tx.query("insert into access.quota_more (id, person_id, on_date, more, why, by_id, at) values ($1, $2, $3, $4, $5, $6, $7)", [
      ...[id, personId, date, more, why, by, now],
    ]);
    await write({
      typ: "quota",
      aggregate: `person:${personId}`,
      act: by,
      psn: personId,
      body: { change: "approved", id, date, count: more, why },
      marks: [{ table: "access.quota_more", id }],
    });
    return { id, of: quota + before + more };
  });
}

/** So many more than the quota somebody may open on a day of his office: what stands in the journal. */
export async function moreOf(db: Reading, personId: string, date: string): Promise<number> {
  const { rows } = await db.query<{ more: number }>({
    name: "access-quota-more",
    text: "select coalesce(sum(more), 0)::int as more from access.quota_more where person_id = $1 and on_date = $2 and idx is not null",
    values: [personId, date],
  });
  return rows[0]?.more ?? 0;
}

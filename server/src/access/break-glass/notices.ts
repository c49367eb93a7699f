import type { Reading, Writing } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";

/** What somebody is told at once; the sentences are in `words.ts`. */
export type NoticeKind = "asked" | "asked_deputy" | "skipped" | "granted" | "declined" | "public_figure";

export interface NewNotice {
  to: string | undefined;
  kind: NoticeKind;
  breakGlass?: string;
  /** Journal index that it is about. */
  entry?: number;
  /** Who looked or asked. */
  about: string;
  customer: string;
}

export async function tell(tx: Writing, notices: readonly NewNotice[], at: Date): Promise<void> {
  for (const { to, kind, breakGlass, entry, about, customer } of notices)
    if (to !== undefined)
      await tx.query(
        `insert into access.notice (id, person_id, kind, break_glass_id, entry, about_id, customer_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [newId("ntc"), to, kind, breakGlass ?? null, entry ?? null, about, customer, at],
      );
}

/** Who holds the office of data protection officer now. */
export async function officers(db: Reading, now: Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>({
    name: "access-officers",
    text: `select distinct p.id from people.grant_ g join people.person p on p.id = g.person_id and p.state = 'active'
      where g.function = 'officer' and g.idx is not null and g.revoked_at is null and g.starts_at <= $1 and g.ends_at > $1 order by p.id limit 20`,
    values: [now],
  });
  return rows.map(({ id }) => id);
}

export interface Notice {
  id: string;
  kind: NoticeKind;
  at: Date;
  breakGlass: string | null;
  entry: number | null;
  about: string;
  name: string;
  customer: string;
  seenAt: Date | null;
}

/** The newest 50 of somebody, those that he has not seen first. */
export async function noticesOf(db: Reading, personId: string): Promise<Notice[]> {
  const { rows } = await db.query<Notice>(
    `select n.id, n.kind, n.at, n.break_glass_id as "breakGlass", n.entry, n.about_id as about, p.name, n.customer_id as customer, n.seen_at as "seenAt"
      from access.notice n join people.person p on p.id = n.about_id where n.person_id = $1 order by n.seen_at is not null, n.at desc, n.id limit 50`,
    [personId],
  );
  return rows;
}

/** False where there is no such notice of his. */
export async function markSeen(tx: Writing, id: string, personId: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query("update access.notice set seen_at = coalesce(seen_at, $3) where id = $1 and person_id = $2", [
    id,
    personId,
    at,
  ]);
  return rowCount === 1;
}

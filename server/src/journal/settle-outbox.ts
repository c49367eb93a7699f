import type { Reading } from "../platform/database.ts";
import { type Mark, marksByTable } from "./marks.ts";

/** What became of a row of the outbox: `idx` where it was sealed, `error` where the keeper refused it. */
export interface SentRow {
  id: number;
  marks: Mark[];
  idx?: number;
  error?: string;
}

/** Notes what was sent and puts the marked rows in force. INVARIANT: one statement, so that both hold or neither. */
export async function settle(on: Reading, sent: SentRow[]): Promise<void> {
  const marks = marksByTable(sent.flatMap(({ marks, idx }) => (idx === undefined ? [] : marks.map((mark) => ({ ...mark, idx })))));
  const settings = marks.map(
    ({ table, key }, n) => `, marked_${n} as (update ${table} t set idx = m.idx
      from unnest($${4 + 2 * n}::text[], $${5 + 2 * n}::bigint[]) as m (id, idx) where t.${key} = m.id and t.idx is null)`,
  );
  const [only, ...others] = marks;
  await on.query({
    // Kept prepared for the changes of a working day; a window of many kinds is planned each time.
    ...(others.length === 0 ? { name: `journal-settle-${only?.table ?? "none"}` } : {}),
    text: `with settled as (update journal.outbox o set sent_at = case when s.idx is null then o.sent_at else now() end, idx = s.idx,
        tries = o.tries + 1, last_error = s.error from unnest($1::bigint[], $2::bigint[], $3::text[]) as s (id, idx, error) where o.id = s.id)
      ${settings.join("")} select 1`,
    values: [
      sent.map(({ id }) => id),
      sent.map(({ idx }) => idx ?? null),
      sent.map(({ error }) => error ?? null),
      ...marks.flatMap(({ ids, idxs }) => [ids, idxs]),
    ],
  });
}

import { newId } from "../platform/ids.ts";
import { problem } from "../platform/problem.ts";
import type { WatchParts } from "./parts.ts";
import { words } from "./words.ts";

/** Told within this time it is an honest mistake and needs no judgement (R56, R81). */
const AT_ONCE = 15 * 60_000;
export const MISTAKE_REASONS = ["wrong_click", "same_name", "wrong_number", "other"] as const;
export type MistakeReason = (typeof MISTAKE_REASONS)[number];

export interface Mistake {
  id: string;
  entry: number;
  atOnce: boolean;
}

/** "Saya salah buka": the person tells of a look of his own. Told once; the first telling stands. */
export async function tellMistake(
  parts: WatchParts,
  personId: string,
  entry: number,
  reason: MistakeReason = "wrong_click",
): Promise<Mistake> {
  const now = parts.clock.now();
  // The look may be seconds old.
  await parts.flush();
  const { rows } = await parts.db.query<{ at: Date }>(
    "select at from journal.look_index where idx = $1 and person_id = $2 and typ in ('look', 'match', 'listing') and decision <> 'deny' limit 1",
    [entry, personId],
  );
  const look = rows[0];
  if (!look) throw problem("not-found", words.notYourLook);
  const atOnce = now.getTime() - look.at.getTime() <= AT_ONCE;
  const told = await parts.db.query<{ id: string; at_once: boolean }>("select id, at_once from watch.mistake where look_idx = $1", [entry]);
  if (told.rows[0]) return { id: told.rows[0].id, entry, atOnce: told.rows[0].at_once };
  const id = newId("mis");
  await parts.act(async (tx, write) => {
    await tx.query(
      `insert into watch.mistake (id, person_id, look_idx, told_at, at_once, reason) values ($1, $2, $3, $4, $5, $6) on conflict (look_idx) do nothing`,
      [id, personId, entry, now, atOnce, reason],
    );
    await write({
      typ: "answer",
      aggregate: `person:${personId}`,
      act: personId,
      body: { what: "mistake", reason, id, looks: [entry], state: atOnce ? "at_once" : "late" },
      marks: [{ table: "watch.mistake", id }],
    });
  });
  return { id, entry, atOnce };
}

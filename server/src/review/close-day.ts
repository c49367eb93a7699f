import type { Reading } from "../platform/database.ts";
import { drawDay } from "./draw-day.ts";
import type { EveningCounts } from "./evening-store.ts";
import type { OfficeDay } from "./office-day.ts";
import type { ReviewParts } from "./parts.ts";
import type { Findings } from "./run-evening.ts";
import { inPortions, portion } from "./turns.ts";
import { foldDay } from "./weigh/fold-day.ts";
import { keepWeights, undrawnRows, weigh } from "./weigh/score-rows.ts";

/**
 * Once the last shift of the office is over: rows get their weight, the day is folded into what is usual, and it is drawn which rows are
 * reviewed. Before that everything lies on the desk as it comes, so that nobody can have the budget used up in the morning.
 */
export async function closeDay(
  parts: ReviewParts,
  day: OfficeDay,
  { judged, looks, open }: Pick<Findings, "judged" | "looks" | "open">,
  { explained }: Pick<EveningCounts, "explained">,
  now: Date,
): Promise<void> {
  if (now < (await dayEnd(parts.db, day))) return;
  const weighed = await weigh(parts, day, await undrawnRows(parts, day), judged);
  for (const some of inPortions(weighed, portion(parts.db, "rows"))) await parts.derive((tx) => keepWeights(tx, some));
  await foldDay(parts, day, looks, explained);
  await drawDay(parts, day, weighed, { looks: [...looks.values()].reduce((sum, count) => sum + count, 0), open });
}

/** When both the day and its last shift are over: who runs the evening then finds all looks and draws them. */
export async function overAt(db: Reading, day: OfficeDay): Promise<Date> {
  const end = await dayEnd(db, day);
  return end > day.until ? end : day.until;
}

/**
 * When the last shift of the day ends, as late as it ever stood in the plan: a supervisor who shortens the shifts of his team brings no draw
 * forward. The end of the day itself where nobody has a plan of duty.
 */
async function dayEnd(db: Reading, day: OfficeDay): Promise<Date> {
  const { rows } = await db.query<{ ends_at: Date | null }>(
    `select greatest((select max(ends_at) from people.duty where person_id = any($1) and kind <> 'off' and on_date = $2),
       (select ends_at from review.day_end where office_id = $3 and on_date = $2)) as ends_at`,
    [[...day.staff.keys()], day.date, day.office.id],
  );
  return rows[0]?.ends_at ?? day.until;
}

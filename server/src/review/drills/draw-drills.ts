import { lotsOf, type Seed } from "../../platform/lot.ts";
import { lastDay } from "../controls/draw-month.ts";

/** Local days for which a drill lies on a desk: more than a weekend has. */
export const DRILL_DAYS = 4;

/**
 * Who meets a drill in a month, and from which day of it on; 1 is the first. Each has lots of his own: who comes or goes moves nobody else's. The
 * day is early enough that the drill is over within the month, before the seed is told. Pure.
 * @param month YYYY-MM
 * @param aYear months of twelve in which somebody meets one, on an average
 */
export function drawDrills(
  reviewers: readonly string[],
  month: string,
  aYear: number,
  seed: Seed,
): Array<{ reviewerId: string; day: number }> {
  const lot = lotsOf(seed);
  const last = lastDay(month, DRILL_DAYS);
  return reviewers
    .filter((id) => lot("drill", id) < aYear / 12)
    .map((reviewerId) => ({ reviewerId, day: 1 + Math.floor(last * lot("drill-day", reviewerId)) }));
}

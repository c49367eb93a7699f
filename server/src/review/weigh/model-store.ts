import type { Reading } from "../../platform/database.ts";
import { nextDay } from "../../platform/local-day.ts";
import { type Model, modelOf, type Roll } from "../../watch/index.ts";

/** What is usual is learned from this many days. */
const MEMORY = 90;

/** What was usual for these jobs and persons before a day; that day itself is not in it. */
export async function modelBefore(db: Reading, date: string, jobs: readonly string[], persons: readonly string[]): Promise<Model> {
  const { rows } = await db.query<Roll>(
    `select scope, measure, bin, sum(count)::float8 as count from review.roll where on_date >= $1 and on_date < $2 and scope = any($3) group by scope, measure, bin`,
    [nextDay(date, -MEMORY), date, [...jobs.map((job) => `job:${job}`), ...persons.map((id) => `person:${id}`)]],
  );
  return modelOf(rows);
}

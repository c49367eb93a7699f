import { minutes } from "./agenda.ts";
import type { FeedRow, Step } from "./step.ts";

/** Exchange and counter tell what they saw every so often, oldest first. */
const EVERY = 15;

/** Batches of a feed: each row travels with the first batch after it ended. */
export function feedSteps(rows: readonly FeedRow[], from: Date, until: Date): Step[] {
  const steps: Step[] = [];
  const waiting = [...rows].sort((a, b) => a.endsAt.getTime() - b.endsAt.getTime());
  for (let at = minutes(from, EVERY); ; at = minutes(at, EVERY)) {
    const last = at >= until;
    for (const source of ["sentral", "loket"] as const) {
      const due = waiting.filter((row) => (last || row.endsAt <= at) && (row.kind === "counter") === (source === "loket"));
      if (due.length > 0) steps.push({ at, do: "feed", source, rows: due });
    }
    const gone = new Set(steps.flatMap((step) => (step.do === "feed" ? step.rows : [])));
    waiting.splice(0, waiting.length, ...waiting.filter((row) => !gone.has(row)));
    if (last) return steps;
  }
}

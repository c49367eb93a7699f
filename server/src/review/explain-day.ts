import { honeyAmong } from "./honey-among.ts";
import { type After, addExplanations, pendingLooks, type Unexplained } from "./look-store.ts";
import { coverageInForce } from "./measure-coverage.ts";
import type { OfficeDay } from "./office-day.ts";
import type { ReviewParts } from "./parts.ts";

/** Looks in one chunk: enough to spare statements, little enough not to hold the embedded engine. */
const CHUNK = 2_000;
/** Work that somebody holds is not yet judged, for this long after the look. */
const STILL_OPEN = 60 * 60_000;

export interface DayExplained {
  explained: number;
  unexplained: Unexplained[];
  /** Looks of work that is still going on, or that wait for a feed. */
  open: number;
}

/**
 * Explains what can be explained of an office's day, in chunks of set-based statements, and writes the explanations down (they can be made
 * anew at any time). What is left lies on the desk, or is still in hand.
 */
export async function explainDay(parts: ReviewParts, day: OfficeDay): Promise<DayExplained> {
  const result: DayExplained = { explained: 0, unexplained: [], open: 0 };
  const now = parts.clock.now().getTime();
  const bounds = { from: day.from.getTime(), until: day.until.getTime() };
  const coverage = await coverageInForce(parts.db);
  const honey = new Set<number>();
  let after: After | undefined;
  for (;;) {
    const looks = await pendingLooks(parts.db, day, after, CHUNK);
    for (const idx of await honeyAmong(
      parts.db,
      looks.map((look) => look.idx),
    ))
      honey.add(idx);
    const judged = (await parts.watch.explainLooks(looks, bounds, coverage)).map((one) =>
      one.look.breakGlass || honey.has(one.look.idx) ? reviewed(one) : one,
    );
    const found = judged.flatMap(({ look, explained }) => (explained ? [{ idx: look.idx, row: look.row, ...explained }] : []));
    if (found.length > 0) await parts.derive((tx) => addExplanations(tx, day, found, parts.clock.now()));
    result.explained += found.length;
    for (const one of judged) {
      if (one.explained) continue;
      if (isStillOpen(one, now)) result.open++;
      else result.unexplained.push(one);
    }
    const last = looks.at(-1);
    if (!last || looks.length < CHUNK) return withoutWaiting(parts, day, result, honey);
    after = { at: new Date(last.at), idx: last.idx, row: last.row };
  }
}

/** INVARIANT: no template explains a look under emergency access away, and no work in hand holds its review back. */
const reviewed = (one: Unexplained): Unexplained => ({ ...one, explained: undefined, heldUntil: undefined });

/** A feed that fails for a day does not flood the desk: what lacks only its evidence waits, counted. What lies on the desk stays there. */
async function withoutWaiting(
  parts: ReviewParts,
  { office, date, from, until }: OfficeDay,
  day: DayExplained,
  honey: ReadonlySet<number>,
): Promise<DayExplained> {
  const fresh = day.unexplained
    .filter(({ look }) => look.rowId === undefined && !look.breakGlass && !honey.has(look.idx))
    .map(({ look }) => look);
  const waiting = await parts.watch.awaitedFeeds({ officeId: office.id, date, from, until }, fresh);
  const unexplained = day.unexplained.filter(({ look }) => !waiting.has(look));
  return { ...day, unexplained, open: day.open + waiting.size };
}

function isStillOpen({ look, heldUntil, selfOpened }: Unexplained, now: number): boolean {
  return look.rowId === undefined && !selfOpened && heldUntil !== undefined && now < Math.min(heldUntil, look.at + STILL_OPEN);
}

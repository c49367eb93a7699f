import { type CoverageTable, mayStandAlone } from "../watch/index.ts";
import { type Backing, backingsOf, listingsGiven } from "./backings.ts";
import { coverageInForce } from "./coverage-store.ts";
import { honeyAmong } from "./honey-among.ts";
import {
  type After,
  addExplanations,
  explainWitnessed,
  type NewExplanation,
  type PendingLook,
  pendingLooks,
  type Unexplained,
} from "./look-store.ts";
import type { OfficeDay } from "./office-day.ts";
import type { ReviewParts } from "./parts.ts";
import { personsInTurns, portion } from "./turns.ts";

/** Work that somebody holds is not yet judged, for this long after the look at most: a claim that is kept alive holds no review back. */
const STILL_OPEN = 60 * 60_000;

export interface DayExplained {
  explained: number;
  unexplained: Unexplained[];
  /** Looks of work that is still going on, or that wait for a feed. */
  open: number;
  /** When the last of that work is judged at the latest, in ms. */
  judgedBy?: number;
  /** Listings that somebody else gave his backing for. */
  listings: NewExplanation[];
}

/**
 * Explains what can be explained of an office's day and writes the explanations down (they can be made anew at any time): what a witness vouches
 * for where it lies, the rest in portions through the templates. What is left lies on the desk, or is still in hand.
 * @param looks of each person, this day
 */
export async function explainDay(parts: ReviewParts, day: OfficeDay, looks: ReadonlyMap<string, number>): Promise<DayExplained> {
  const now = parts.clock.now();
  const coverage = await coverageInForce(parts.db);
  const backings = await backingsOf(parts.db, day);
  const result: DayExplained = { explained: 0, unexplained: [], open: 0, listings: listingsGiven(backings, day, coverage) };
  const honey = new Set<number>();
  const cardTime = parts.settings.cardSeconds * 1000;
  for (const persons of personsInTurns(looks, portion(parts.db, "looks"))) {
    if (mayStandAlone("T1", coverage)) result.explained += await parts.derive((tx) => explainWitnessed(tx, day, persons, now));
    for await (const some of pendingOf(parts, day, persons)) {
      const judged = await judge(parts, day, some, { coverage, honey, backings });
      const found = judged.flatMap(({ look, explained }) => (explained ? [{ idx: look.idx, row: look.row, ...explained }] : []));
      if (found.length > 0) await parts.derive((tx) => addExplanations(tx, day, found, now));
      result.explained += found.length;
      for (const one of judged.filter(({ explained }) => !explained)) {
        const until = one.look.breakGlass || honey.has(one.look.idx) ? 0 : openUntil(one, cardTime);
        if (now.getTime() >= until) result.unexplained.push(one);
        else {
          result.open++;
          result.judgedBy = Math.max(result.judgedBy ?? 0, until);
        }
      }
    }
  }
  return withoutWaiting(parts, day, result, honey);
}

/** What is left of the looks of these persons, a portion at a time. */
async function* pendingOf({ db }: ReviewParts, day: OfficeDay, persons: readonly string[]): AsyncGenerator<PendingLook[]> {
  const most = portion(db, "looks");
  let after: After | undefined;
  for (;;) {
    const looks = await pendingLooks(db, day, persons, after, most);
    if (looks.length > 0) yield looks;
    const last = looks.at(-1);
    if (!last || looks.length < most) return;
    after = { at: last.cursor, idx: last.idx, row: last.row };
  }
}

async function judge(
  { db, watch }: ReviewParts,
  { from, until }: OfficeDay,
  looks: readonly PendingLook[],
  { coverage, honey, backings }: { coverage: CoverageTable; honey: Set<number>; backings: readonly Backing[] },
): Promise<Unexplained[]> {
  const touched = await honeyAmong(
    db,
    looks.map(({ idx }) => idx),
  );
  for (const idx of touched) honey.add(idx);
  const judged = await watch.explainLooks(looks, { from: from.getTime(), until: until.getTime() }, coverage, backings);
  return judged.map((one) => (one.look.breakGlass || honey.has(one.look.idx) ? reviewed(one) : one));
}

/** INVARIANT: no template explains a look under emergency access or at a honey record away (and no work in hand holds its review back). */
const reviewed = (one: Unexplained): Unexplained => ({ ...one, explained: undefined });

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

/** The card is on the screen, or the person has the task in hand. What another system's log claims has no card, and what lies on a desk stays there. */
function openUntil({ look, heldUntil }: Unexplained, cardTime: number): number {
  if (look.rowId !== undefined || look.observed !== undefined) return 0;
  return Math.max(look.at + cardTime, Math.min(heldUntil ?? look.at, look.at + STILL_OPEN));
}

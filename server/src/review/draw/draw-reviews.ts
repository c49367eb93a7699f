import { lotsOf, type Seed } from "../../platform/lot.ts";
import { type Lanes, lanesOf } from "./budget.ts";

/** A look of the day as the draw sees it. */
export interface Drawable {
  /** Unique in the day and fixed before the seed is known. */
  id: string;
  personId: string;
  /** From scoring; not negative. */
  score: number;
  explained: boolean;
  /** Honey record, leaver's account, own record, declared conflict: reviewed always, outside the budget. */
  hard: boolean;
}

/** Why a look was drawn. `all`: what was unexplained fitted the budget; `surplus`: a place that another lane did not need. */
export type Lane = "hard" | "all" | "top" | "weighted" | "uniform" | "surplus";

export interface Drawn {
  id: string;
  lane: Lane;
}

export interface DrawAsk {
  looks: readonly Drawable[];
  /** Most looks to review, the hard ones apart. */
  budget: number;
  seed: Seed;
}

/**
 * Which looks of a day are reviewed. Same looks (in whatever order), budget and seed: same answer, in any program that follows `lotsOf`.
 * INVARIANT: no look twice; never more than the budget beside the hard lane; every look has a chance while the budget is larger than what is unexplained,
 * or the uniform lane has a place.
 * @throws RangeError for a budget, seed, score or id that is none
 */
export function drawReviews({ looks, budget, seed }: DrawAsk): Drawn[] {
  refuseNonsense(looks, budget);
  const lot = lotsOf(seed);
  const draw = new Draw();
  draw.take(byId(looks.filter(({ hard }) => hard)), Number.POSITIVE_INFINITY, "hard");
  const rest = looks.filter(({ hard }) => !hard);
  const unexplained = rest.filter(({ explained }) => !explained);
  const lanes = lanesOf(budget, lot("lanes", ""));
  if (unexplained.length <= budget) {
    draw.take(byId(unexplained), budget, "all");
    const left = Math.min(lanes.uniform, budget - unexplained.length);
    if (left > 0) draw.take(inOrder(rest, uniform(lot)), left, "uniform");
  } else drawLanes(draw, rest, unexplained, lanes, lot);
  return draw.drawn;
}

type LotStream = (lane: string, id: string) => number;

function drawLanes(draw: Draw, rest: readonly Drawable[], unexplained: readonly Drawable[], lanes: Lanes, lot: LotStream): void {
  draw.take(fairly(unexplained, lot), lanes.top, "top");
  const chances = inOrder(unexplained, weighted(lot));
  draw.take(chances, lanes.weighted, "weighted");
  // A uniform lot that falls on a look which is drawn already frees its place for the rest of the unexplained.
  const any = lanes.uniform > 0 ? inOrder(rest, uniform(lot)).slice(0, lanes.uniform) : [];
  draw.take(chances, lanes.uniform - draw.takeOf(any, "uniform"), "surplus");
}

/** Drawing without replacement in proportion to score: each look waits for an exponential time of rate score, the shortest come first. */
const weighted =
  (lot: LotStream) =>
  ({ id, score }: Drawable): number =>
    -Math.log(lot("weighted", id)) / Math.max(score, Number.MIN_VALUE);
const uniform =
  (lot: LotStream) =>
  ({ id }: Drawable): number =>
    lot("uniform", id);

/** Highest scores first, but nobody a second time before everybody had his first; equal scores in the order of their lots. */
function fairly(looks: readonly Drawable[], lot: LotStream): Drawable[] {
  const ranked = inOrder(looks, ({ id }) => lot("top", id)).sort((a, b) => b.score - a.score);
  const before = new Map<string, number>();
  const turns = ranked.map((look) => {
    const turn = before.get(look.personId) ?? 0;
    before.set(look.personId, turn + 1);
    return { look, turn };
  });
  return turns.sort((a, b) => a.turn - b.turn).map(({ look }) => look);
}

const byId = (looks: readonly Drawable[]): Drawable[] => [...looks].sort((a, b) => (a.id < b.id ? -1 : 1));

/** Ascending; what is equal goes by id, so that the order of the list never matters. */
function inOrder(looks: readonly Drawable[], key: (look: Drawable) => number): Drawable[] {
  const keyed = looks.map((look) => ({ look, at: key(look) }));
  return keyed.sort((a, b) => (a.at === b.at ? (a.look.id < b.look.id ? -1 : 1) : a.at - b.at)).map(({ look }) => look);
}

class Draw {
  readonly drawn: Drawn[] = [];
  private readonly ids = new Set<string>();

  /** Takes the first `most` that are not drawn yet. */
  take(looks: readonly Drawable[], most: number, lane: Lane): void {
    let left = most;
    for (const look of looks) {
      if (left <= 0) return;
      if (this.add(look, lane)) left--;
    }
  }

  /** Takes those of these that are not drawn yet; gives how many. */
  takeOf(looks: readonly Drawable[], lane: Lane): number {
    return looks.filter((look) => this.add(look, lane)).length;
  }

  private add({ id }: Drawable, lane: Lane): boolean {
    if (this.ids.has(id)) return false;
    this.ids.add(id);
    this.drawn.push({ id, lane });
    return true;
  }
}

function refuseNonsense(looks: readonly Drawable[], budget: number): void {
  if (!Number.isInteger(budget) || budget < 0) throw new RangeError(`budget: ${budget}, expected a whole number from 0`);
  const ids = new Set(looks.map(({ id }) => id));
  if (ids.size < looks.length) throw new RangeError(`looks: ${looks.length - ids.size} ids stand twice; each look once`);
  const wrong = looks.find(({ score }) => !(score >= 0 && Number.isFinite(score)));
  if (wrong) throw new RangeError(`looks: the score of ${wrong.id} is no number from 0`);
}

/** Minutes that one review takes. */
const MINUTES_EACH = 2;
/** Without a word on reviewers, one look in a hundred. */
const SHARE = 0.01;
const LEAST = 3;

/**
 * How many looks of a day are reviewed: what the reviewers have minutes for, else 1 % of the looks (rounded down), at least three.
 * @param reviewerMinutes minutes that the reviewers of this office give to a day
 * @throws RangeError for a number that is none
 */
export function reviewBudget(looks: number, reviewerMinutes?: number): number {
  if (!Number.isInteger(looks) || looks < 0) throw new RangeError(`looks: ${looks}, expected a whole number from 0`);
  if (reviewerMinutes !== undefined && !(reviewerMinutes >= 0 && Number.isFinite(reviewerMinutes)))
    throw new RangeError(`reviewerMinutes: ${reviewerMinutes}, expected a number from 0`);
  const wished = reviewerMinutes === undefined ? Math.floor(looks * SHARE) : Math.floor(reviewerMinutes / MINUTES_EACH);
  return Math.max(LEAST, wished);
}

/**
 * What a draw leaves of the budget to looks of the day that are judged only later, so that nobody escapes by having work in hand until the
 * draw is over: their share, the fraction drawn for, and never more than they are.
 * @param drawn unexplained looks that this draw is over, and `open` those that come later
 * @param lot in [0, 1)
 */
export function heldBack(budget: number, { drawn, open, lot }: { drawn: number; open: number; lot: number }): number {
  return open === 0 ? 0 : Math.min(open, budget, Math.floor((budget * open) / (open + drawn) + lot));
}

/** How a budget is split where more is unexplained than fits. */
export interface Lanes {
  top: number;
  weighted: number;
  uniform: number;
}

const SPLIT = { top: 0.4, weighted: 0.5, uniform: 0.1 } as const;

/**
 * 40 % for the highest scores, 50 % drawn in proportion to score, 10 % uniformly. Halves are drawn for, so that in the long run each lane has
 * its share of small budgets too: a boundary at c falls on floor(c + lot). @param lot in [0, 1)
 */
export function lanesOf(budget: number, lot: number): Lanes {
  const upTo = (share: number): number => Math.floor(budget * share + lot);
  const [top, ranked] = [upTo(SPLIT.top), upTo(SPLIT.top + SPLIT.weighted)];
  return { top, weighted: ranked - top, uniform: budget - ranked };
}

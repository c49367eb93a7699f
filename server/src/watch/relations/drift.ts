/** One working day of a person: so many of so many (unexplained of looks, off-hours looks of looks, refusals of tries). */
export interface DayCount {
  count: number;
  of: number;
}

/** How a person's last day, or last five, stand against his own past and his peers (R68); the figures that a talk begins with. */
export interface Drift {
  /** Share in the last five working days. */
  share: number;
  /** Share in the twenty before. */
  past: number;
  /** Share of the peers in the same five days. */
  peers: number;
  /** Standard deviations above the own past. */
  zPast: number;
  /** Standard deviations above the peers. */
  zPeers: number;
  /** Both are out of the ordinary: a talk is due. It says that a talk is due, and nothing else. */
  isRising: boolean;
}

const LATELY = 5;
const PAST = 20;
/** Out of the ordinary: one in 740 by chance, if shares were normal. */
const Z = 3;
/** So many days of one's own past are needed before it can be spoken of. */
const LEAST_DAYS = 10;

/**
 * The drift of one person. Undefined while his own past is too short. Pure.
 * @param own the person's working days, oldest first, the last is today; the last 25 count
 * @param peers the last five working days of those who do the same job, without him
 */
export function driftOf(own: readonly DayCount[], peers: readonly DayCount[]): Drift | undefined {
  const lately = summed(own.slice(-LATELY));
  const before = own.slice(-LATELY - PAST, -LATELY);
  if (before.length < LEAST_DAYS || lately.of === 0) return undefined;
  const [past, others] = [summed(before), summed(peers)];
  const zPast = zOf(lately, past, spread(before));
  const zPeers = zOf(lately, others, 0);
  const shares = { share: shareOf(lately), past: shareOf(past), peers: shareOf(others) };
  return { ...shares, zPast, zPeers, isRising: zPast >= Z && (others.of === 0 || zPeers >= Z) };
}

/** Days as one. */
export const summed = (days: readonly DayCount[]): DayCount => ({
  count: days.reduce((all, { count }) => all + count, 0),
  of: days.reduce((all, { of }) => all + of, 0),
});

/** Pulled a little toward one half, so that a spotless past does not make the first mistake infinitely strange. */
const smooth = ({ count, of }: DayCount): number => (count + 0.5) / (of + 1);
const shareOf = ({ count, of }: DayCount): number => (of === 0 ? 0 : count / of);

/** Standard deviations between two shares: what counting alone would give, or what the days have shown, whichever is larger. */
function zOf(now: DayCount, then: DayCount, shown: number): number {
  const usual = smooth(then);
  const counting = Math.sqrt(usual * (1 - usual) * (1 / Math.max(now.of, 1) + 1 / Math.max(then.of, 1)));
  return (smooth(now) - usual) / Math.max(counting, shown / Math.sqrt(LATELY));
}

/** Standard deviation of the daily shares. */
function spread(days: readonly DayCount[]): number {
  const shares = days.filter(({ of }) => of > 0).map(shareOf);
  if (shares.length < 2) return 0;
  const mean = shares.reduce((all, one) => all + one, 0) / shares.length;
  return Math.sqrt(shares.reduce((all, one) => all + (one - mean) ** 2, 0) / (shares.length - 1));
}

/** A share of trials with its 95 % interval (Wilson, 1927), which also holds at 0 and at all. */
export interface Rate {
  caught: number;
  trials: number;
  rate: number;
  low: number;
  high: number;
}

/** Standard normal quantile of a two-sided 95 % interval. */
const Z = 1.959963984540054;

export function wilson(caught: number, trials: number): Rate {
  if (trials === 0) return { caught, trials, rate: 0, low: 0, high: 1 };
  const p = caught / trials;
  const middle = p + Z ** 2 / (2 * trials);
  const half = Z * Math.sqrt((p * (1 - p)) / trials + Z ** 2 / (4 * trials ** 2));
  const of = 1 + Z ** 2 / trials;
  return { caught, trials, rate: p, low: caught === 0 ? 0 : (middle - half) / of, high: caught === trials ? 1 : (middle + half) / of };
}

/** Chance that a made-up look scores above a real one, ties counting half. @param sorted real scores, ascending */
export function auc(madeUp: readonly number[], sorted: readonly number[]): number {
  if (madeUp.length === 0 || sorted.length === 0) return 0.5;
  const below = (value: number, orEqual: boolean): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = sorted[middle] ?? 0;
      if (at < value || (orEqual && at === value)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const sum = madeUp.reduce((all, value) => all + (below(value, false) + below(value, true)) / 2, 0);
  return sum / madeUp.length / sorted.length;
}

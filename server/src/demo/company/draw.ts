/** Seeded choices: the same chance gives the same company. */
export interface Draw {
  /** Whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True in `share` of the draws, 0 to 1. */
  likely(share: number): boolean;
  one<T>(list: readonly T[]): T;
  /** `count` different elements, in the order drawn. */
  some<T>(list: readonly T[], count: number): T[];
}

export function drawWith(chance: () => number): Draw {
  const between = (low: number, high: number): number => low + Math.floor(chance() * (high - low + 1));
  const one = <T>(list: readonly T[]): T => {
    const found = list[between(0, list.length - 1)];
    if (found === undefined) throw new RangeError("drawn from an empty list");
    return found;
  };
  return { between, one, likely: (share) => chance() < share, some: (list, count) => drawSome(list, count, between) };
}

function drawSome<T>(list: readonly T[], count: number, between: (low: number, high: number) => number): T[] {
  const left = [...list];
  const drawn: T[] = [];
  while (drawn.length < count && left.length > 0) drawn.push(...left.splice(between(0, left.length - 1), 1));
  return drawn;
}

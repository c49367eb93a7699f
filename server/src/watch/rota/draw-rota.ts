import type { LotStream } from "../../platform/lot.ts";

/** Somebody of the office. `vendor`: who employs him; the company itself is one of them. */
export interface Member {
  id: string;
  vendor: string;
}

export interface Pair {
  watcher: string;
  watched: string;
}

/** What a rota could not keep: said, not hidden. */
export type Eased = "alone" | "few" | "mutual" | "last" | "vendor" | "one_vendor";

export interface DrawnRota {
  pairs: Pair[];
  eased: Eased[];
}

export interface RotaRule {
  /** Watchers of each person. */
  watchers: number;
  /** Pairs of the period before. */
  last: readonly Pair[];
  /** Pairs of the period before that. */
  before: readonly Pair[];
  /** At least one watcher from another vendor. */
  acrossVendors: boolean;
}

/** What each breach weighs: the search gives up the lightest first. */
const WEIGHT = { impossible: 1_000, mutual: 100, stood: 30, last: 10, vendor: 3 };
/** Exchanges for each person until the search begins anew; and how often, more for a small office, in which it soon gets stuck. */
const STEPS = 60;
const starts = (size: number): number => 20 + Math.ceil(2_000 / size);

/**
 * Draws who watches whom (R74): each person has the same number of watchers and watches as many; nobody watches his own watcher, in this period
 * or across this and the last; no pair stands three periods in a row; one watcher comes from another vendor. Where an office is too small for
 * all of that, what was eased is told. Pure: the same members, rule and lot give the same rota.
 */
export function drawRota(
  members: readonly Member[],
  { watchers = 2, last = [], before = [], acrossVendors = true }: Partial<RotaRule>,
  lot: LotStream,
): DrawnRota {
  const count = Math.min(watchers, members.length - 1);
  if (count < 1) return { pairs: [], eased: members.length === 1 ? ["alone"] : [] };
  const eased = easedFor(members.length, count, watchers);
  const limits = limitsOf(members, { watchers: count, last, before, acrossVendors }, eased);
  const best = search(members.length, count, limits, lot);
  const vendors = new Set(members.map(({ vendor }) => vendor)).size;
  if (acrossVendors && vendors === 1) eased.push("one_vendor");
  else if (best.some((list, one) => limits.lacksOther(one, list))) eased.push("vendor");
  const id = (at: number): string => members[at]?.id ?? "";
  return { pairs: best.flatMap((list, one) => list.map((watcher) => ({ watcher: id(watcher), watched: id(one) }))), eased };
}

/** Nobody watches his watcher only where each has enough others left to choose from. */
function easedFor(size: number, count: number, wanted: number): Eased[] {
  const others = size - 1;
  const eased: Array<Eased | false> = [count < wanted && "few", others < 2 * count && "mutual", others <= 3 * count + 1 && "last"];
  return eased.filter((one) => one !== false);
}

interface Limits {
  /** What the watchers of this person weigh, too heavy ones first. */
  weight(one: number, watchers: ReadonlyArray<readonly number[]>): number;
  lacksOther(one: number, list: readonly number[]): boolean;
  /** Less than this no rota of these members can weigh. */
  least: number;
}

function limitsOf(members: readonly Member[], { watchers: count, last, before, acrossVendors }: RotaRule, eased: readonly Eased[]): Limits {
  const size = members.length;
  const place = new Map(members.map(({ id }, at) => [id, at]));
  const keys = (pairs: readonly Pair[]): Set<number> =>
    new Set(pairs.map(({ watcher, watched }) => (place.get(watcher) ?? -1) * size + (place.get(watched) ?? -1)));
  const [lately, earlier] = [keys(last), keys(before)];
  const mixed = acrossVendors && new Set(members.map(({ vendor }) => vendor)).size > 1;
  const lacksOther = (one: number, list: readonly number[]): boolean =>
    mixed && list.every((watcher) => members[watcher]?.vendor === members[one]?.vendor);
  const ofPair = (watcher: number, one: number, watchers: ReadonlyArray<readonly number[]>): number => {
    if (watcher === one) return WEIGHT.impossible;
    const back = !eased.includes("mutual") && watchers[watcher]?.includes(one);
    const stood = lately.has(watcher * size + one) && earlier.has(watcher * size + one);
    const backLately = !eased.includes("last") && lately.has(one * size + watcher);
    return (back ? WEIGHT.mutual : 0) + (stood ? WEIGHT.stood : 0) + (backLately ? WEIGHT.last : 0);
  };
  return {
    lacksOther,
    least: mixed ? WEIGHT.vendor * withoutOther(members, count) : 0,
    weight(one, watchers) {
      const list = watchers[one] ?? [];
      let sum = (list.length - new Set(list).size) * WEIGHT.impossible + (lacksOther(one, list) ? WEIGHT.vendor : 0);
      for (const watcher of list) sum += ofPair(watcher, one, watchers);
      return sum;
    },
  };
}

/** How many must do without a watcher of another vendor, where one vendor employs nearly everybody and the others can watch only so many. */
function withoutOther(members: readonly Member[], count: number): number {
  const sizes = new Map<string, number>();
  for (const { vendor } of members) sizes.set(vendor, (sizes.get(vendor) ?? 0) + 1);
  const largest = Math.max(...sizes.values());
  return Math.max(0, largest - count * (members.length - largest));
}

/** Starts from chance and exchanges two watchers at a time, until nothing is broken or nothing better is found. */
function search(size: number, count: number, limits: Limits, lot: LotStream): number[][] {
  let best: { watchers: number[][]; weight: number } | undefined;
  for (let start = 0; start < starts(size); start++) {
    const found = mend(chosen(size, count, lot), limits, lot);
    if (best === undefined || found.weight < best.weight) best = found;
    if (best.weight <= limits.least) break;
  }
  return best?.watchers ?? [];
}

/** Each watches `count` times and is watched as often: orders of everybody, beside each other. */
function chosen(size: number, count: number, lot: LotStream): number[][] {
  const everybody = Array.from({ length: size }, (_, at) => at);
  const orders = Array.from({ length: count }, () => lot.shuffled(everybody));
  return everybody.map((one) => orders.map((order) => order[one] ?? 0));
}

function mend(watchers: number[][], limits: Limits, lot: LotStream): { watchers: number[][]; weight: number } {
  const size = watchers.length;
  const total = (): number => watchers.reduce((sum, _, one) => sum + limits.weight(one, watchers), 0);
  for (let step = 0; step < STEPS * size; step++) {
    const one = firstBroken(watchers, limits, lot.below(size));
    if (one === undefined) break;
    exchange(watchers, [one, lot.below(watchers[one]?.length ?? 1)], [lot.below(size), lot.below(watchers[one]?.length ?? 1)], limits);
    if (step % size === 0 && total() <= limits.least) break;
  }
  return { watchers, weight: total() };
}

function firstBroken(watchers: readonly number[][], limits: Limits, from: number): number | undefined {
  for (let step = 0; step < watchers.length; step++) {
    const one = (from + step) % watchers.length;
    if (limits.weight(one, watchers) > 0) return one;
  }
  return undefined;
}

type Slot = readonly [person: number, place: number];

/** Two persons exchange a watcher, unless it makes things worse. */
function exchange(watchers: number[][], a: Slot, b: Slot, limits: Limits): void {
  if (a[0] === b[0]) return;
  const both = (): number => limits.weight(a[0], watchers) + limits.weight(b[0], watchers);
  const before = both();
  swap(watchers, a, b);
  if (both() > before) swap(watchers, a, b);
}

function swap(watchers: number[][], [one, i]: Slot, [other, j]: Slot): void {
  const [mine, theirs] = [watchers[one] ?? [], watchers[other] ?? []];
  [mine[i], theirs[j]] = [theirs[j] ?? 0, mine[i] ?? 0];
}

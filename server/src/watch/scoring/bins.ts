import type { LookFeatures } from "./features.ts";

/** What is counted of looks. Ordered ones: more is stranger. */
export type Ordered = "dormancy" | "burst" | "crowd" | "idle";
/** What is counted of looks, each in tables of its own. */
export type Measure = Ordered | "stage" | "hour" | "flag";

/** Lower edges, in days: human words ("silent for over 90 days") are to be true of the whole bin. */
const DAYS = [
  0,
  1 / 24,
  4 / 24,
  12 / 24,
  ...[1, 2, 3, 4, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 545, 730, 1095, 1825, 3650],
];
const COUNTS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300, 500, 1000];
/** Measures that have an order. */
export const ORDERED = ["dormancy", "burst", "crowd", "idle"] as const;

/** Lower edges of the bins of a measure, in its own unit, ascending: bin 0 begins at 0. */
export const edgesOf = (measure: Ordered): readonly number[] => EDGES[measure];

const EDGES: Readonly<Record<Ordered, readonly number[]>> = { dormancy: DAYS, burst: COUNTS, crowd: COUNTS, idle: DAYS };

/** "Never": stranger than any number. */
const NEVER = "never";

/** The bin of an ordered measure, as text: its lower edge's place, or `never`. */
export function binOf(measure: Ordered, value: number | undefined): string {
  if (value === undefined) return NEVER;
  const edges = EDGES[measure];
  let [low, high] = [0, edges.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? 0) <= value) low = middle;
    else high = middle;
  }
  return String(low);
}

/** How strange a bin is beside the others of its measure: higher is stranger. */
export const rankOf = (bin: string): number => (bin === NEVER ? Number.POSITIVE_INFINITY : Number(bin));

/** Where a bin begins, in the measure's own unit; undefined for `never`. */
export const edgeOf = (measure: Ordered, bin: string): number | undefined => (bin === NEVER ? undefined : EDGES[measure][Number(bin)]);

/** The bins of one look, by ordered measure. */
export function orderedBins(look: LookFeatures): Record<Ordered, string> {
  return {
    dormancy: binOf("dormancy", look.dormantDays),
    burst: binOf("burst", look.burst),
    crowd: binOf("crowd", look.crowd),
    idle: binOf("idle", look.idleDays),
  };
}

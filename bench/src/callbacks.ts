import { randomBytes } from "node:crypto";
import { type Callable, chanceToCatch, drawCalls, type LotStream, streamOf } from "mercusuar";
import { agrees, type Cell, type Compared, cellOf, printCells, type Simulated } from "./simulated.ts";

const DAYS = [5, 20, 60] as const;

interface Row {
  looks: number;
  misuses: number;
  calls: number;
  answered: number;
  /** Percent within 5, 20 and 60 days, as published. */
  published: readonly [number, number, number];
  what?: string;
}

const both = (looks: number, misuses: number, calls: number, all: Row["published"], some: Row["published"]): Row[] => [
  { looks, misuses, calls, answered: 1, published: all },
  { looks, misuses, calls, answered: 0.4, published: some },
];

/**
 * Table 3.7 of the design of detection. The lines about a team of 50 people with 8 looks each count the false look beside the honest ones: 401 looks,
 * 121 of them in a stratum of 30 %, 41 in one of 10 %.
 */
const ROWS: Row[] = [
  ...both(15, 1, 1, [29, 75, 98], [13, 42, 80]),
  ...both(15, 1, 2, [51, 94, 100], [24, 67, 96]),
  ...both(15, 3, 2, [90, 100, 100], [57, 97, 100]),
  ...both(40, 1, 1, [12, 40, 78], [5, 18, 45]),
  ...both(40, 1, 5, [49, 93, 100], [23, 64, 95]),
  ...both(40, 3, 2, [55, 96, 100], [26, 71, 97]),
  { looks: 401, misuses: 1, calls: 5, answered: 0.4, published: [2, 10, 26], what: "team, all looks" },
  { looks: 121, misuses: 1, calls: 5, answered: 0.4, published: [8, 28, 63], what: "team, stratum of 30 %" },
  { looks: 41, misuses: 1, calls: 5, answered: 0.4, published: [22, 63, 95], what: "team, stratum of 10 %" },
];

/**
 * Chance that call-backs find misuse: as the product's planner says, which must give the published figures to the digit, and as the product's own
 * draw finds it, which must agree with the planner within the error of the simulation.
 */
export function benchCallbacks({ trials, seed = randomBytes(32).toString("hex"), said }: Simulated): Compared & { planner: boolean } {
  const lot = streamOf(seed);
  const cells: Cell[] = [];
  let exact = true;
  for (const row of ROWS) {
    const caught = catches(row, trials, lot);
    DAYS.forEach((days, at) => {
      const chance = chanceToCatch(row, days);
      const stated = row.published[at] ?? Number.NaN;
      const isExact = Math.round(100 * chance) === stated;
      if (!isExact) exact = false;
      const name = `${row.what ?? `${row.looks},${row.misuses},${row.calls}`} · a=${row.answered} · ${days} days · published ${stated} %${isExact ? "" : " (PLANNER DIFFERS)"}`;
      cells.push(cellOf(name, caught.filter((day) => day <= days).length, trials, Math.round(1_000 * chance) / 10, "exact"));
    });
  }
  said("simulated: the product's own draw · last column: the product's planner");
  printCells(cells, said);
  return { bench: "callbacks", trials, seed, cells, planner: exact, agrees: exact && agrees(cells) };
}

/** On which day each trial first caught somebody; infinity where no day did. */
function catches(row: Row, trials: number, lot: LotStream): number[] {
  return Array.from({ length: trials }, () => {
    const seed = Array.from({ length: 8 }, () =>
      lot
        .below(2 ** 32)
        .toString(16)
        .padStart(8, "0"),
    ).join("");
    const longest = DAYS.at(-1) ?? 0;
    for (let day = 1; day <= longest; day++) if (isCaught(row, day, seed, lot)) return day;
    return Number.POSITIVE_INFINITY;
  });
}

/** The first looks are the false ones; every other number is made afresh each day, as entries are. */
function isCaught({ looks, misuses, calls, answered }: Row, day: number, seed: string, lot: LotStream): boolean {
  const pool = Array.from({ length: looks }, (_, n): Callable => ({ look: day * 1_000 + n, personId: "per_1", customerId: `cus_${n}` }));
  const drawn = drawCalls({ pool, calls, due: new Set(), date: String(day), seed });
  return drawn.some(({ look }) => look - day * 1_000 < misuses && lot.below(1_000) < 1_000 * answered);
}

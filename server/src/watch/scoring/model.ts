import { type Measure, type Ordered, rankOf } from "./bins.ts";
import { FLAGS, type Flag } from "./features.ts";
import { jobScope, personScope, type Roll } from "./rolls.ts";

/** Shares are smoothed conformal ones: (1 + as strange or stranger) / (1 + all), never 0, and 1 where nothing is known. */
export interface Model {
  /** Looks of this job that were counted. */
  looks(job: string): number;
  /** Share of the job's looks in this bin or a stranger one. */
  tail(job: string, measure: Ordered, bin: string): number;
  /** Share of looks in categories as rare as this one or rarer, as the person works; a new person is taken to work as his job does. */
  rareness(job: string, personId: string, measure: "stage" | "hour", category: string): number;
  /** Share of the job's looks that bear the flag. */
  flagRate(job: string, flag: Flag): number;
}

/** A person's own history weighs as much as his job's after this many looks. */
const OWN = 20;
/** The shipped rate of a flag weighs as much as this many looks: a young house does not take what it has not seen yet for impossible or usual. */
const SHIPPED = 1_000;

type Table = ReadonlyMap<string, number>;
const EMPTY: Table = new Map();

/** The model of what is usual, from rolls of looks before the one that is judged. Pure; rolls in any order give the same model. */
export function modelOf(rolls: Iterable<Roll>): Model {
  const tables = new Map<string, Map<string, number>>();
  for (const { scope, measure, bin, count } of rolls) {
    const key = keyOf(scope, measure);
    const table = tables.get(key) ?? new Map<string, number>();
    table.set(bin, (table.get(bin) ?? 0) + count);
    tables.set(key, table);
  }
  const table = (scope: string, measure: Measure): Table => tables.get(keyOf(scope, measure)) ?? EMPTY;
  const tails = memo((key: string, of: Table) => tailsOf(key, of));
  const rare = memo((_key: string, own: Table, peers: Table) => rarenessOf(own, peers));
  const looks = (job: string): number => sum(table(jobScope(job), "hour"));
  return {
    looks,
    tail: (job, measure, bin) => shareFrom(tails(keyOf(jobScope(job), measure), table(jobScope(job), measure)), rankOf(bin)),
    rareness(job, personId, measure, category) {
      const [own, peers] = [personScope(personId), jobScope(job)];
      return rare(`${keyOf(own, measure)} ${peers}`, table(own, measure), table(peers, measure))(category);
    },
    flagRate: (job, flag) => ((table(jobScope(job), "flag").get(flag) ?? 0) + SHIPPED * FLAGS[flag].rate) / (looks(job) + SHIPPED),
  };
}

const keyOf = (scope: string, measure: Measure): string => JSON.stringify([scope, measure]);
const sum = (table: Table): number => [...table.values()].reduce((total, count) => total + count, 0);

/** Bins by rank, the strangest first, each with how many looks are there or beyond. */
interface Tails {
  ranks: readonly number[];
  upTo: readonly number[];
  all: number;
}

function tailsOf(_key: string, table: Table): Tails {
  const bins = [...table].map(([bin, count]) => ({ rank: rankOf(bin), count })).sort((a, b) => (a.rank === b.rank ? 0 : b.rank - a.rank));
  let all = 0;
  const upTo = bins.map(({ count }) => {
    all += count;
    return all;
  });
  return { ranks: bins.map(({ rank }) => rank), upTo, all };
}

function shareFrom({ ranks, upTo, all }: Tails, rank: number): number {
  const beyond = ranks.findLastIndex((one) => one >= rank);
  return (1 + (beyond < 0 ? 0 : (upTo[beyond] ?? 0))) / (1 + all);
}

/** How likely each category is for the person, his job's ways weighing as `OWN` looks; and, for one category, all that are no likelier. */
function rarenessOf(own: Table, peers: Table): (category: string) => number {
  const [ownAll, peersAll] = [sum(own), sum(peers)];
  const likely = (category: string): number =>
    ((own.get(category) ?? 0) + (OWN * (1 + (peers.get(category) ?? 0))) / (1 + peersAll)) / (ownAll + OWN);
  const known = [...new Set([...own.keys(), ...peers.keys()])].map(likely);
  return (category) => {
    if (ownAll + peersAll === 0) return 1;
    const here = likely(category);
    // Categories that differ in the last bit only are equally likely.
    return Math.min(
      1,
      Math.max(
        here,
        known.filter((one) => one <= here * (1 + 1e-9)).reduce((total, one) => total + one, 0),
      ),
    );
  };
}

/** Remembers by the first argument: the tables behind a key never change once the model is made. */
function memo<Rest extends unknown[], Value>(make: (key: string, ...rest: Rest) => Value): (key: string, ...rest: Rest) => Value {
  const known = new Map<string, Value>();
  return (key, ...rest) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key, ...rest);
    known.set(key, made);
    return made;
  };
}

import type { UnexplainedLook } from "./unexplained.ts";

const WINDOW = 30 * 86_400_000;
/** Fewer are chance or one errand. */
const SHARED = 3;
const EACH_WAY = 2;
/** How seldom chance alone may do as much, among all pairs of an office. */
const CHANCE = 0.01;

/** What two persons do together without cases (R77): one finding for both. */
export interface Collusion {
  /** `same`: the same customers; `each_other`: each the other's. */
  kind: "same" | "each_other";
  /** In the order of their ids. */
  personIds: readonly [string, string];
  customerIds: readonly string[];
  /** So many such pairs are to be expected in this office by chance alone. */
  expected: number;
}

/**
 * Pairs that opened the same three customers or more, or two or more of each other's, without explanation within the thirty days before `now`.
 * @param customers how many customers an unexplained look could have fallen on, if people opened them at random
 */
export function collusionsOf(looks: readonly UnexplainedLook[], now: number, customers: number): Collusion[] {
  const recent = looks.filter(({ at }) => at <= now && at > now - WINDOW);
  const opened = new Map<string, Set<string>>();
  for (const { personId, customerId } of recent) opened.set(personId, (opened.get(personId) ?? new Set()).add(customerId));
  const served = new Map(recent.map(({ customerId, servedBy }) => [customerId, servedBy]));
  const people = [...opened].sort(([a], [b]) => (a < b ? -1 : 1));
  const pairs = (people.length * (people.length - 1)) / 2;
  return people.flatMap(([a, mine], n) =>
    people
      .slice(n + 1)
      .flatMap(([b, theirs]) => [...sameCustomers(a, mine, b, theirs, customers, pairs), ...eachOthers(a, mine, b, theirs, served)]),
  );
}

type Opened = ReadonlySet<string>;

function sameCustomers(a: string, mine: Opened, b: string, theirs: Opened, customers: number, pairs: number): Collusion[] {
  const customerIds = [...mine].filter((one) => theirs.has(one)).sort();
  if (customerIds.length < SHARED) return [];
  const expected = pairs * atLeast(customerIds.length, (mine.size * theirs.size) / Math.max(customers, 1));
  return expected <= CHANCE ? [{ kind: "same", personIds: [a, b], customerIds, expected }] : [];
}

function eachOthers(a: string, mine: Opened, b: string, theirs: Opened, served: ReadonlyMap<string, string | undefined>): Collusion[] {
  const [forward, back] = [[...mine].filter((one) => served.get(one) === b), [...theirs].filter((one) => served.get(one) === a)];
  if (forward.length < EACH_WAY || back.length < EACH_WAY) return [];
  return [{ kind: "each_other", personIds: [a, b], customerIds: [...forward, ...back].sort(), expected: 0 }];
}

/** Poisson: chance of so many or more where `mean` are expected. Terms are summed upwards, so that small chances are not lost in rounding. */
function atLeast(count: number, mean: number): number {
  let term = Math.exp(-mean);
  for (let n = 1; n <= count; n++) term *= mean / n;
  let sum = 0;
  for (let n = count + 1; term > sum * 1e-12 && n < count + 1_000; n++) {
    sum += term;
    term *= mean / n;
  }
  return Math.min(1, sum);
}

import type { UnexplainedLook } from "./unexplained.ts";

const WINDOW = 30 * 86_400_000;
/** Fewer are chance or one errand. */
const SHARED = 3;
const EACH_WAY = 2;
/** A customer whom more people opened is a crowd and no tie between any two: and all their pairs would be kept in memory. */
const A_CROWD = 50;
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
  const pairs = (opened.size * (opened.size - 1)) / 2;
  return meetingsOf(recent, opened).flatMap((one) => {
    const chance = (opened.get(one.personIds[0])?.size ?? 0) * (opened.get(one.personIds[1])?.size ?? 0);
    return [...sameCustomers(one, pairs, chance / Math.max(customers, 1)), ...eachOthers(one)];
  });
}

/** Where the looks of two persons meet. */
interface Meeting {
  personIds: readonly [string, string];
  /** Customers whom both opened. */
  same: string[];
  /** Customers of the second whom the first opened, and the other way round. */
  forward: Set<string>;
  back: Set<string>;
}

/** Only pairs that meet at all, found by their customers: an office of hundreds has too many pairs to look at each. By the persons' ids. */
function meetingsOf(looks: readonly UnexplainedLook[], opened: ReadonlyMap<string, ReadonlySet<string>>): Meeting[] {
  const meetings = new Map<string, Meeting>();
  const of = (one: string, other: string): Meeting => {
    const personIds = one < other ? ([one, other] as const) : ([other, one] as const);
    const key = personIds.join(" ");
    const meeting = meetings.get(key) ?? { personIds, same: [], forward: new Set<string>(), back: new Set<string>() };
    meetings.set(key, meeting);
    return meeting;
  };
  const openers = new Map<string, string[]>();
  for (const [personId, customerIds] of opened)
    for (const customerId of customerIds) {
      const others = openers.get(customerId);
      if (others) others.push(personId);
      else openers.set(customerId, [personId]);
    }
  for (const { personId, customerId, servedBy } of looks)
    if (servedBy !== undefined && servedBy !== personId && opened.has(servedBy))
      of(personId, servedBy)[personId < servedBy ? "forward" : "back"].add(customerId);
  for (const [customerId, people] of openers)
    if (people.length <= A_CROWD)
      for (const [at, one] of people.entries()) for (const other of people.slice(at + 1)) of(one, other).same.push(customerId);
  return [...meetings.values()].sort((a, b) => inOrder(a.personIds[0], b.personIds[0]) || inOrder(a.personIds[1], b.personIds[1]));
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** @param mean how many customers they would share if each opened customers at random */
function sameCustomers({ personIds, same }: Meeting, pairs: number, mean: number): Collusion[] {
  if (same.length < SHARED) return [];
  const expected = pairs * atLeast(same.length, mean);
  return expected <= CHANCE ? [{ kind: "same", personIds, customerIds: [...same].sort(), expected }] : [];
}

function eachOthers({ personIds, forward, back }: Meeting): Collusion[] {
  if (forward.size < EACH_WAY || back.size < EACH_WAY) return [];
  return [{ kind: "each_other", personIds, customerIds: [...forward, ...back].sort(), expected: 0 }];
}

/**
 * Poisson: chance of so many or more where `mean` are expected; 1 for what is expected anyway. Terms are summed upwards, so that small chances are
 * not lost in rounding, and the first is made of logarithms, so that none is lost where many are expected.
 */
function atLeast(count: number, mean: number): number {
  if (count <= mean) return 1;
  let log = -mean;
  for (let n = 1; n <= count; n++) log += Math.log(mean / n);
  let term = Math.exp(log);
  let sum = 0;
  for (let n = count + 1; term > sum * 1e-12 && n < count + 1_000; n++) {
    sum += term;
    term *= mean / n;
  }
  return Math.min(1, sum);
}

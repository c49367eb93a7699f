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
  const pairs = (opened.size * (opened.size - 1)) / 2;
  return meetingsOf(opened, served).flatMap((one) => {
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
  forward: string[];
  back: string[];
}

/** Only pairs that meet at all, found by their customers: an office of hundreds has too many pairs to look at each. By the persons' ids. */
function meetingsOf(opened: ReadonlyMap<string, ReadonlySet<string>>, served: ReadonlyMap<string, string | undefined>): Meeting[] {
  const meetings = new Map<string, Meeting>();
  const of = (one: string, other: string): Meeting => {
    const personIds = one < other ? ([one, other] as const) : ([other, one] as const);
    const key = personIds.join(" ");
    const meeting = meetings.get(key) ?? { personIds, same: [], forward: [], back: [] };
    meetings.set(key, meeting);
    return meeting;
  };
  const before = new Map<string, string[]>();
  for (const [personId, customerIds] of opened)
    for (const customerId of customerIds) {
      const others = before.get(customerId) ?? [];
      for (const other of others) of(personId, other).same.push(customerId);
      others.push(personId);
      before.set(customerId, others);
      const server = served.get(customerId);
      if (server !== undefined && server !== personId && opened.has(server))
        of(personId, server)[personId < server ? "forward" : "back"].push(customerId);
    }
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
  if (forward.length < EACH_WAY || back.length < EACH_WAY) return [];
  return [{ kind: "each_other", personIds, customerIds: [...forward, ...back].sort(), expected: 0 }];
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

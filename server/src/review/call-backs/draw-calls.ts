import { lotsOf, type Seed } from "../../platform/lot.ts";

/** A look at a customer whom its person claims to have served; one of each person and customer a day. */
export interface Callable {
  look: number;
  personId: string;
  customerId: string;
}

export interface CallsAsk {
  pool: readonly Callable[];
  /** Calls for the whole office, beside those that are due. */
  calls: number;
  /** Persons of whom one look must be asked about today. */
  due: ReadonlySet<string>;
  /** YYYY-MM-DD: days of one seed are drawn apart. */
  date: string;
  seed: Seed;
}

/**
 * Which customers are rung up about a day (R53, R54): one of each person who is due, then so many of all others. Each look has its own lot, so no
 * order of the pool can be chosen to fit; no customer is drawn twice. Same pool, due, date and seed: same calls, in any program that follows `lotsOf`.
 */
export function drawCalls({ pool, calls, due, date, seed }: CallsAsk): Callable[] {
  const lot = lotsOf(seed);
  const order = pool
    .map((one) => ({ one, at: lot(`call ${date}`, String(one.look)) }))
    .sort((a, b) => a.at - b.at || a.one.look - b.one.look);
  const drawn: Callable[] = [];
  const customers = new Set<string>();
  const take = (one: Callable): void => {
    drawn.push(one);
    customers.add(one.customerId);
  };
  const served = new Set<string>();
  for (const { one } of order) {
    if (!due.has(one.personId) || served.has(one.personId) || customers.has(one.customerId)) continue;
    served.add(one.personId);
    take(one);
  }
  let left = calls;
  for (const { one } of order) {
    if (left === 0) break;
    if (customers.has(one.customerId)) continue;
    take(one);
    left--;
  }
  return drawn;
}

const WEEKDAYS = 6;

/** On which day of the week somebody's own call is drawn, Monday is 0: by lot, so that no day is safe. Sunday is nobody's. */
export const weekdayOf = (personId: string, seed: Seed): number => Math.floor(WEEKDAYS * lotsOf(seed)("weekday", personId));

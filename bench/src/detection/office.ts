import { dayBounds, localDay, nextDay } from "mercusuar";
import type { LogMap } from "./log-map.ts";
import type { LogCase, LogRecord } from "./read-cases.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
/** A look begins when a person touches a case after this long without touching it. */
const LOOK_GAP = 30 * MINUTE;
/** An item that nobody touched for this long, or that ended this long ago, is open no more. */
const STALE = 30 * DAY;
const AFTER_END = DAY;

/** A look of the log; `customer` is the case's number. */
export interface LogLook {
  at: number;
  who: string;
  customer: number;
}

export interface LogDay {
  name: string;
  from: number;
  until: number;
}

/** The log as an office with customers, for questions about any instant. Nothing made up is ever added to it. */
export class Office {
  readonly cases: readonly LogCase[];
  readonly looks: readonly LogLook[];
  /** Looks of each person, in time order. */
  readonly looksOf: ReadonlyMap<string, readonly LogLook[]>;
  /** Instants at which each person did anything, in time order. */
  private readonly touches: ReadonlyMap<string, readonly number[]>;
  private readonly ends: (number | undefined)[];
  private readonly days: LogDay[];
  private readonly begins: ReadonlySet<string>;

  constructor(cases: readonly LogCase[], map: LogMap) {
    this.cases = cases;
    this.begins = new Set(map.begins);
    const ends = new Set(map.ends);
    this.ends = cases.map(({ records }) => records.find(({ activity }) => ends.has(activity))?.at);
    this.looks = cases
      .flatMap(({ records }, customer) => looksIn(records, customer))
      .sort((a, b) => a.at - b.at || a.customer - b.customer);
    this.looksOf = byPerson(this.looks);
    this.touches = touchesOf(cases);
    this.days = daysOf(this.looks, map.zone);
  }

  /** The local day of an instant. */
  dayOf(at: number): LogDay {
    const day = this.days[upTo(this.days, at, ({ from }) => from) - 1];
    if (!day) throw new Error("an instant outside the log");
    return day;
  }

  /** The customer's records strictly before an instant. */
  before(customer: number, at: number): readonly LogRecord[] {
    const records = this.cases[customer]?.records ?? [];
    return records.slice(
      0,
      firstAtOrAfter(records, at, (one) => one.at),
    );
  }

  /** The customer's records from an instant on, before another. */
  between(customer: number, from: number, until: number): readonly LogRecord[] {
    const records = this.cases[customer]?.records ?? [];
    return records.slice(
      firstAtOrAfter(records, from, (one) => one.at),
      firstAtOrAfter(records, until, (one) => one.at),
    );
  }

  /** Does something that a person recorded say what came of it, more than that he began? */
  isOutcome(record: LogRecord): boolean {
    return record.who !== undefined && !this.begins.has(record.transition);
  }

  /** When the customer's open item went stale or was over, as far as was known at `at`; undefined while it is open. */
  closedAt(customer: number, at: number): number | undefined {
    const last = this.before(customer, at).at(-1)?.at;
    const end = this.ends[customer];
    const over = Math.min((last ?? at) + STALE, end !== undefined && end < at ? end + AFTER_END : Number.POSITIVE_INFINITY);
    return over < at ? over : undefined;
  }

  exists(customer: number, at: number): boolean {
    return (this.cases[customer]?.records[0]?.at ?? Number.POSITIVE_INFINITY) < at;
  }

  isActive(customer: number, at: number): boolean {
    return this.exists(customer, at) && this.closedAt(customer, at) === undefined;
  }

  /** The person's last doing strictly before an instant, anywhere. */
  lastTouch(who: string, at: number): number | undefined {
    const list = this.touches.get(who) ?? [];
    return list[firstAtOrAfter(list, at, (one) => one) - 1];
  }

  /** The person's looks from an instant on, before another. */
  looksBetween(who: string, from: number, until: number): readonly LogLook[] {
    const list = this.looksOf.get(who) ?? [];
    return list.slice(
      firstAtOrAfter(list, from, (one) => one.at),
      firstAtOrAfter(list, until, (one) => one.at),
    );
  }
}

/** How many lie strictly before. */
function firstAtOrAfter<One>(list: readonly One[], at: number, of: (one: One) => number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (of(list[middle] as One) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

const upTo = <One>(list: readonly One[], at: number, of: (one: One) => number): number => firstAtOrAfter(list, at + 1, of);

function looksIn(records: readonly LogRecord[], customer: number): LogLook[] {
  const last = new Map<string, number>();
  return records.flatMap(({ at, who }) => {
    if (who === undefined) return [];
    const before = last.get(who);
    last.set(who, at);
    return before === undefined || at - before > LOOK_GAP ? [{ at, who, customer }] : [];
  });
}

function byPerson(looks: readonly LogLook[]): Map<string, LogLook[]> {
  const lists = new Map<string, LogLook[]>();
  for (const look of looks) {
    const list = lists.get(look.who);
    if (list) list.push(look);
    else lists.set(look.who, [look]);
  }
  return lists;
}

/** Local days from the first look to a day after the last: made-up looks may lie late on it. */
function daysOf(looks: readonly LogLook[], zone: string): LogDay[] {
  const [first, last] = [looks[0]?.at, looks.at(-1)?.at];
  if (first === undefined || last === undefined) throw new Error("the log holds no look: no record names a person");
  const end = nextDay(localDay(new Date(last), zone), 2);
  const days: LogDay[] = [];
  for (let name = localDay(new Date(first), zone); name < end; name = nextDay(name)) {
    const { from, until } = dayBounds(name, zone);
    days.push({ name, from: from.getTime(), until: until.getTime() });
  }
  return days;
}

function touchesOf(cases: readonly LogCase[]): Map<string, number[]> {
  const lists = new Map<string, number[]>();
  for (const { records } of cases)
    for (const { who, at } of records) {
      if (who === undefined) continue;
      const list = lists.get(who);
      if (list) list.push(at);
      else lists.set(who, [at]);
    }
  for (const list of lists.values()) list.sort((a, b) => a - b);
  return lists;
}

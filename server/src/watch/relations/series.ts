import { inTimeOrder, type UnexplainedLook } from "./unexplained.ts";

const DAY = 86_400_000;
const WEEK = 7 * DAY;
/** Weeks looked back upon, and in how many of them a thing must come again. */
const WEEKS = 8;
const AGAIN = 3;
/** Days looked back upon for what comes day after day, and on how many of them it must come: a working week. */
const FORTNIGHT = 14;
const DAILY = 5;

/** What one person does again and again, seen only when weeks are laid side by side. */
export interface Series {
  /** `customer`: the same customer, unexplained; `own_cases`: cases that the person opens himself and that nothing explains; `own_days`: the same, day after day. */
  kind: "customer" | "own_cases" | "own_days";
  personId: string;
  /** Of `customer`. */
  customerId: string | undefined;
  /** In how many of the last eight weeks. */
  weeks: number;
  /** Of `own_days`: on how many of the last fourteen days. */
  days?: number;
  looks: number;
}

/**
 * Series over the eight weeks before `now`: one person and one customer in three weeks or more; or self-opened cases in three weeks or more, in
 * more weeks than half of the colleagues have them, for where opening cases is the work it is no sign. Whoever opens one a day would stay below
 * all that for three weeks: five days of a fortnight are a series too, where half of the colleagues have fewer. Pure.
 */
export function seriesOf(looks: readonly UnexplainedLook[], now: number): Series[] {
  const recent = looks.filter(({ at }) => at <= now && at > now - WEEKS * WEEK);
  const weeksIn = (list: readonly UnexplainedLook[]): number => new Set(list.map(({ at }) => Math.floor((now - at) / WEEK))).size;
  const found = [...inTimeOrder(recent, ({ personId, customerId }) => JSON.stringify([personId, customerId])).values()];
  const customers = found.flatMap((list): Series[] => {
    const [first] = list;
    const weeks = weeksIn(list);
    if (!first || weeks < AGAIN) return [];
    return [{ kind: "customer", personId: first.personId, customerId: first.customerId, weeks, looks: list.length }];
  });
  const own = [
    ...inTimeOrder(
      recent.filter(({ selfOpened }) => selfOpened),
      ({ personId }) => personId,
    ),
  ];
  const people = new Set(recent.map(({ personId }) => personId)).size;
  const usually = (times: (list: readonly UnexplainedLook[]) => number): number =>
    middle([...own.map(([, list]) => times(list)), ...new Array<number>(people - own.length).fill(0)]);
  const lately = (list: readonly UnexplainedLook[]) => list.filter(({ at }) => at > now - FORTNIGHT * DAY);
  const daysIn = (list: readonly UnexplainedLook[]): number => new Set(lately(list).map(({ at }) => Math.floor((now - at) / DAY))).size;
  const [usualWeeks, usualDays] = [usually(weeksIn), usually(daysIn)];
  const cases = own.flatMap(([personId, list]): Series[] => {
    const [weeks, days] = [weeksIn(list), daysIn(list)];
    const about = { personId, customerId: undefined, weeks };
    if (weeks >= AGAIN && weeks > usualWeeks) return [{ kind: "own_cases", ...about, looks: list.length }];
    return days >= DAILY && days > usualDays ? [{ kind: "own_days", ...about, days, looks: lately(list).length }] : [];
  });
  return [...customers, ...cases];
}

/** The lower median: with a single person there are no colleagues to be like. */
function middle(values: readonly number[]): number {
  if (values.length < 2) return 0;
  return [...values].sort((a, b) => a - b)[(values.length - 1) >> 1] ?? 0;
}

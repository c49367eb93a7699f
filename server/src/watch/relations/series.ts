import { inTimeOrder, type UnexplainedLook } from "./unexplained.ts";

const WEEK = 7 * 86_400_000;
/** Weeks looked back upon, and in how many of them a thing must come again. */
const WEEKS = 8;
const AGAIN = 3;

/** What one person does again and again, seen only when weeks are laid side by side. */
export interface Series {
  /** `customer`: the same customer, unexplained; `own_cases`: cases that the person opens himself and that nothing explains. */
  kind: "customer" | "own_cases";
  personId: string;
  /** Of `customer`. */
  customerId: string | undefined;
  /** In how many of the last eight weeks. */
  weeks: number;
  looks: number;
}

/**
 * Series over the eight weeks before `now`: one person and one customer in three weeks or more; or self-opened cases in three weeks or more, in
 * more weeks than half of the colleagues have them, for where opening cases is the work it is no sign. Pure.
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
  const usual = middle([...own.map(([, list]) => weeksIn(list)), ...new Array<number>(people - own.length).fill(0)]);
  const cases = own.flatMap(([personId, list]): Series[] => {
    const weeks = weeksIn(list);
    return weeks >= AGAIN && weeks > usual ? [{ kind: "own_cases", personId, customerId: undefined, weeks, looks: list.length }] : [];
  });
  return [...customers, ...cases];
}

/** The lower median: with a single person there are no colleagues to be like. */
function middle(values: readonly number[]): number {
  if (values.length < 2) return 0;
  return [...values].sort((a, b) => a - b)[(values.length - 1) >> 1] ?? 0;
}

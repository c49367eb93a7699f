import { inTimeOrder, type UnexplainedLook } from "./unexplained.ts";

const WINDOW = 7 * 86_400_000;
/** Two pairs of eyes within a week happen daily in an honest office, three hardly ever (one a day of 417 looks). */
const EYES = 3;

/** So many people opened one customer without an explanation, within seven days. */
export interface Crowd {
  customerId: string;
  /** In the order in which they first looked within the window. */
  personIds: readonly string[];
  from: number;
  /** When the last of them looked. */
  until: number;
}

/** Customers with a third pair of unexplained eyes within seven days; one finding for each, the fullest window of it. Pure. */
export function crowdsOf(looks: readonly UnexplainedLook[]): Crowd[] {
  return [...inTimeOrder(looks, ({ customerId }) => customerId)].flatMap(([customerId, list]) => {
    const windows = list.map((last, end) => {
      const within = list.slice(0, end + 1).filter(({ at }) => at > last.at - WINDOW);
      return { personIds: [...new Set(within.map(({ personId }) => personId))], from: within[0]?.at ?? last.at, until: last.at };
    });
    const fullest = windows.reduce((best, one) => (one.personIds.length > best.personIds.length ? one : best));
    return fullest.personIds.length >= EYES ? [{ customerId, ...fullest }] : [];
  });
}

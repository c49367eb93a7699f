/** What a house can do about looks whose only evidence their own agent wrote: ring customers up, drawn at random. */
export interface CallBackPlan {
  /** Looks a day among which the calls are drawn; whole, from 1. */
  looks: number;
  /** How many of them are false: no such contact ever was. */
  misuses: number;
  /** Calls a day. */
  calls: number;
  /** Share of customers who answer and remember, 0 to 1. */
  answered: number;
}

/** Above this a day is no desk's, and the exact sum no longer a moment's work. */
export const MOST_LOOKS = 100_000;

/**
 * Chance that within so many days at least one false look is drawn and its customer says so. Exact: calls of a day are drawn without
 * replacement (hypergeometric), days apart from each other.
 * @throws RangeError naming what is out of range
 */
export function chanceToCatch(plan: CallBackPlan, days: number): number {
  refuseNonsense(plan, days);
  return 1 - missed(plan) ** days;
}

/** The fewest calls a day that reach this chance within so many days; undefined where all of them would not. */
export function callsFor(chance: number, plan: Omit<CallBackPlan, "calls">, days: number): number | undefined {
  let [low, high] = [1, plan.looks];
  if (chanceToCatch({ ...plan, calls: high }, days) < chance) return undefined;
  while (low < high) {
    const calls = Math.floor((low + high) / 2);
    if (chanceToCatch({ ...plan, calls }, days) < chance) low = calls + 1;
    else high = calls;
  }
  return low;
}

/** Chance that a day shows nothing: over how many false looks are drawn, that none of their customers speaks. */
function missed({ looks, misuses, calls, answered }: CallBackPlan): number {
  const all = lnChoose(looks, calls);
  let chance = 0;
  for (let drawn = Math.max(0, calls - (looks - misuses)); drawn <= Math.min(misuses, calls); drawn++)
    chance += Math.exp(lnChoose(misuses, drawn) + lnChoose(looks - misuses, calls - drawn) - all) * (1 - answered) ** drawn;
  return Math.min(1, chance);
}

/** Natural logarithm of the binomial coefficient: itself it would leave the numbers at a thousand looks. */
const lnChoose = (of: number, taken: number): number => lnFactorial(of) - lnFactorial(taken) - lnFactorial(of - taken);

const LN_FACTORIALS = [0];
function lnFactorial(of: number): number {
  for (let next = LN_FACTORIALS.length; next <= of; next++) LN_FACTORIALS.push((LN_FACTORIALS[next - 1] ?? 0) + Math.log(next));
  return LN_FACTORIALS[of] ?? 0;
}

function refuseNonsense({ looks, misuses, calls, answered }: CallBackPlan, days: number): void {
  const whole = (name: string, value: number, most: number): void => {
    if (!Number.isInteger(value) || value < 1 || value > most)
      throw new RangeError(`${name}: ${value}, expected a whole number from 1 to ${most}`);
  };
  whole("looks", looks, MOST_LOOKS);
  whole("misuses", misuses, looks);
  whole("calls", calls, looks);
  whole("days", days, MOST_LOOKS);
  if (!(answered >= 0 && answered <= 1)) throw new RangeError(`answered: ${answered}, expected a share from 0 to 1`);
}

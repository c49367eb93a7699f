import { liveGlass } from "./break-glass/store.ts";
import type { Action } from "./facts-shape.ts";
import type { Gathered } from "./gather.ts";
import type { House } from "./parts.ts";
import { type Decision, decide, isBreakable } from "./policy.ts";

/** Decides, and takes the cost from the budget before anything opens; whoever lost the race for the last unit is refused (R34). */
export async function settle(house: House, action: Action, about: Gathered): Promise<Decision> {
  const decision = await lifted(house, action, about, decide(house.policy, action, about.facts));
  if (!decision.allowed || !about.costs) return decision;
  const spent = await spend(house, about, action);
  return spent <= about.of ? decision : decide(house.policy, action, { ...about.facts, quota: "over" });
}

/** Refused, but by rules that an emergency lifts: is one open for this person here? Asked only then, so that other looks cost no more. */
async function lifted(house: House, action: Action, about: Gathered, decision: Decision): Promise<Decision> {
  const { customerId, person, purpose, now } = about;
  if (
    decision.allowed ||
    (action !== "look" && action !== "use") ||
    !isBreakable(decision.rules) ||
    customerId === undefined ||
    purpose === undefined
  )
    return decision;
  if (!(await liveGlass(house.db, person.id, customerId, purpose.id, now))) return decision;
  about.facts.break_glass = true;
  about.costs ||= about.counted;
  return decide(house.policy, action, about.facts);
}

const COLUMN: Partial<Record<Action, "looks" | "searches" | "own_cases">> = {
  look: "looks",
  match: "looks",
  use: "looks",
  search: "searches",
  open_case: "own_cases",
};

/**
 * Counted in a transaction of its own, committed before the keeper is asked: a crash may cost the caller a unit, never give one.
 * Dispatched rows do not come here, so the hot path writes nothing.
 */
async function spend(house: House, { person, now }: Gathered, action: Action): Promise<number> {
  const column = COLUMN[action];
  if (column === undefined) return 0;
  const { rows } = await house.derive((tx) =>
    tx.query<{ spent: number }>({
      name: `access-spend-${column}`,
      text: `insert into access.quota_day as q (person_id, on_date, ${column}) values ($1, ($2::timestamptz at time zone $3)::date, 1)
        on conflict (person_id, on_date) do update set ${column} = q.${column} + 1 returning looks + searches + own_cases as spent`,
      values: [person.id, now, person.zone],
    }),
  );
  return rows[0]?.spent ?? Number.POSITIVE_INFINITY;
}

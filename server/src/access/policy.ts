import type { Action, Facts } from "./facts-shape.ts";
import type { Rule } from "./policies/rule.ts";

/**
 * Refusals that an emergency may lift: no case, off duty, another's portfolio, a public figure. Every other one stands, whoever agrees: declared
 * conflict, refused or unasked consent, leaver, missing pledge, screening, contract or terms, one's own and near records, quota, bulk.
 */
const BREAKABLE: ReadonlySet<string> = new Set(["R1", "R40", "R44", "R72"]);

/** May these refusals, all together, be lifted by an emergency? */
export const isBreakable = (rules: readonly string[]): boolean => rules.length > 0 && rules.every((rule) => BREAKABLE.has(rule));

/** The part of the policy that says so, as an auditor reads it: it is hashed with the rules. */
export const BREAKABLE_TEXT = `// context.break_glass lifts ${[...BREAKABLE].join(", ")} and nothing else; it never opens core family fields`;

/** Asks one rule set; answers the ids of the satisfied rules, in the order of the list. `told`: the facts as JSON, where already written. */
export type Ask = (set: "refuse" | "watch", action: Action, facts: Facts, told?: string) => readonly string[];

/** The pure decision: nothing refused, or every rule that decided. */
export interface Decision {
  allowed: boolean;
  /** All rules that refused; goes to the journal. */
  rules: readonly string[];
  /** Allowed, but these rules watch. */
  watch: readonly string[];
  /** Rules that refused and that an emergency access lifted. */
  broken?: readonly string[];
}

/** Pure: all rules that refuse, or, where none does, those that watch. A rule that fails counts as one that refuses. */
export function decide(ask: Ask, action: Action, facts: Facts): Decision {
  const told = JSON.stringify(facts);
  const rules = ask("refuse", action, facts, told);
  if (rules.length > 0 && facts.break_glass && isBreakable(rules))
    return { allowed: true, rules: [], broken: rules, watch: ask("watch", action, facts, told) };
  if (rules.length > 0) return { allowed: false, rules, watch: [] };
  return { allowed: true, rules, watch: ask("watch", action, facts, told) };
}

/**
 * What the caller may be told. Outside scope only rules about the person are named, since any other word would tell that the customer
 * exists; if there are none, the answer is that of a customer who does not exist.
 */
export function tellable(decision: Decision, ruleOf: (id: string) => Rule | undefined): { notFound: boolean; rules: readonly string[] } {
  if (!decision.rules.includes("R10")) return { notFound: false, rules: decision.rules };
  const personal = decision.rules.filter((id) => ruleOf(id)?.about === "person");
  return { notFound: personal.length === 0, rules: personal };
}

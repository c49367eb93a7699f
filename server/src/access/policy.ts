import type { Action, Facts } from "./facts-shape.ts";
import type { Mode, Modes } from "./policies/modes.ts";
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

/** Asks one rule set; answers the ids of the satisfied rules, in the order of the list. */
export type Ask = (set: "refuse" | "watch", action: Action, facts: Facts) => readonly string[];

/** What decides: the rules, and what each of them does where it is satisfied (R47). */
export interface Policy {
  ask: Ask;
  modes: Modes;
  /** Does this reason answer a rule that asks? */
  fits(reason: string | undefined, rule: string): boolean;
}

/** The pure decision: nothing refused, or every rule that decided. */
export interface Decision {
  allowed: boolean;
  /** All rules that refused; goes to the journal. */
  rules: readonly string[];
  /** Allowed, but these rules watch. */
  watch: readonly string[];
  /** Rules that refused and that an emergency access lifted. */
  broken?: readonly string[];
  /** Only because no reason was picked: any of those that answer `rules` lets it through. */
  asks?: true;
}

/**
 * Pure: all rules that refuse, or, where none does, those that watch. A rule that fails counts as one that forbids, and so does one whose
 * mode nobody wrote down.
 */
export function decide({ ask, modes, fits }: Policy, action: Action, facts: Facts): Decision {
  const hits = ask("refuse", action, facts);
  const modeOf = (set: "refuse" | "watch", id: string): Mode => modes.get(`${set}/${id}`) ?? "forbid";
  const standing = hits.filter((id) => modeOf("refuse", id) !== "watch");
  const broken = facts.break_glass && isBreakable(standing) ? standing : undefined;
  if (broken === undefined && standing.some((id) => modeOf("refuse", id) === "forbid"))
    return { allowed: false, rules: standing, watch: [] };
  const seen = ask("watch", action, facts);
  if (hits.length + seen.length === 0) return { allowed: true, rules: hits, watch: seen };
  const shut = seen.filter((id) => modeOf("watch", id) === "forbid");
  if (shut.length > 0) return { allowed: false, rules: shut, watch: [] };
  const asking = unique([...standing, ...seen.filter((id) => modeOf("watch", id) === "reason")]).filter((id) => !broken?.includes(id));
  if (!asking.every((id) => fits(facts.reason, id))) return { allowed: false, rules: asking, watch: [], asks: true };
  const watch = unique([...hits, ...seen]).filter((id) => !broken?.includes(id) || seen.includes(id));
  return { allowed: true, rules: [], watch, ...(broken ? { broken } : {}) };
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

/**
 * What the caller may be told. Outside scope only rules about the person are named, since any other word would tell that the customer
 * exists; if there are none, the answer is that of a customer who does not exist.
 */
export function tellable(
  decision: Decision,
  ruleOf: (id: string) => Rule | undefined,
): { notFound: boolean; rules: readonly string[]; asks?: true } {
  if (!decision.rules.includes("R10")) return { notFound: false, rules: decision.rules, ...(decision.asks ? { asks: decision.asks } : {}) };
  const personal = decision.rules.filter((id) => ruleOf(id)?.about === "person");
  return { notFound: personal.length === 0, rules: personal };
}

import { createHash } from "node:crypto";
import { preparsePolicySet, preparseSchema, statefulIsAuthorized, validate } from "@cedar-policy/cedar-wasm/nodejs";
import { Memo } from "../platform/memo.ts";
import { factsKey } from "./facts-key.ts";
import type { Facts, FieldFacts } from "./facts-shape.ts";
import { allRules } from "./policies/all-rules.ts";
import { type Modes, modesWith } from "./policies/modes.ts";
import { fits, REASONS } from "./policies/reasons.ts";
import type { Rule, RuleSet } from "./policies/rule.ts";
import { type PolicySchemas, policySchemas } from "./policies/schema.ts";
import { BREAKABLE_TEXT, type Policy } from "./policy.ts";

/** Named in place of a rule when the policy could not be evaluated: a forbid that errs is skipped by Cedar, and skipping would open. */
export const E_POLICY = "E-POLICY";
const OPEN_ALL = "permit (principal, action, resource);";

export interface PolicyEngine extends Policy {
  /** SHA-256 over schema, rules, modes and reasons: names the policy in the journal. */
  readonly hash: string;
  /** Schema, rules, modes and reasons as text, for the auditor and the journal. */
  readonly body: string;
  askField(facts: FieldFacts): readonly string[];
  rule(id: string, set?: RuleSet): Rule | undefined;
  readonly rules: readonly Rule[];
  /** Evaluations that were not answered from memory. */
  evaluated(): number;
  /** The same rules with other modes (R47): what was evaluated before stays known. */
  withModes(modes: Modes): PolicyEngine;
}

/** Parses and validates the rules once. Throws when a rule does not parse or does not fit the schema: better no start than a silent hole. */
export function makePolicyEngine(rules: readonly Rule[] = allRules, schemas: PolicySchemas = policySchemas): PolicyEngine {
  const text = policyText(rules, schemas);
  const hash = createHash("sha256").update(text).digest("hex");
  const orders = new Map<string, string[]>();
  for (const set of ["refuse", "watch", "field"] as const)
    orders.set(set, preparse(hash, set, rules, set === "field" ? schemas.field : schemas.act));
  const memo = new Memo<readonly string[]>();
  let evaluated = 0;

  function satisfied(set: RuleSet, action: string, context: Facts | FieldFacts, key: string): readonly string[] {
    return memo.of(`${set}/${action}/${key}`, () => {
      evaluated += 1;
      return evaluate(hash, set, action, context, orders.get(set) ?? []);
    });
  }

  const byId = new Map(rules.map((rule) => [`${rule.set}/${rule.id}`, rule]));
  const any = new Map([...rules].reverse().map((rule) => [rule.id, rule]));
  const parsed = {
    rules,
    ask: (set: "refuse" | "watch", action: string, facts: Facts) => satisfied(set, action, facts, factsKey(facts)),
    fits,
    askField: (facts: FieldFacts) => satisfied("field", "field", facts, JSON.stringify(facts)),
    rule: (id: string, set?: RuleSet) => (set === undefined ? any.get(id) : byId.get(`${set}/${id}`)),
    evaluated: () => evaluated,
  };
  const withModes = (modes: Modes): PolicyEngine => {
    const body = `${text}\n\n${modesText(modes)}`;
    return { ...parsed, body, hash: createHash("sha256").update(body).digest("hex"), modes, withModes };
  };
  return withModes(modesWith(new Map()));
}

/** What each rule does, and which reasons answer it, a line each. */
function modesText(modes: Modes): string {
  const lines = [...modes].map(([key, mode]) => `// ${key}: ${mode}`).sort();
  return [...lines, ...REASONS.map(({ id, for: rules }) => `// reason ${id}: ${rules?.join(" ") ?? "all"}`)].join("\n");
}

function policyText(rules: readonly Rule[], schemas: PolicySchemas): string {
  const texts = rules.map((rule) => `// ${rule.set} ${rule.id}: ${rule.text.id}\n${rule.cedar}`);
  return [schemas.act.trim(), schemas.field.trim(), BREAKABLE_TEXT, ...texts].join("\n\n");
}

function preparse(hash: string, set: RuleSet, rules: readonly Rule[], schema: string): string[] {
  const own = rules.filter((rule) => rule.set === set);
  const record = Object.fromEntries(own.map((rule) => [rule.id, rule.cedar]));
  const staticPolicies = set === "watch" ? record : { "": OPEN_ALL, ...record };
  const validation = validate({ schema, policies: { staticPolicies } });
  const faults =
    validation.type === "failure"
      ? validation.errors.map((one) => one.message)
      : validation.validationErrors.map((one) => `${one.policyId}: ${one.error.message}`);
  if (faults.length > 0)
    throw new Error(`access: the rules of "${set}" do not fit their schema: ${faults.join("; ")}. Mend the rule named and start again.`);
  for (const outcome of [preparseSchema(`${hash}/${set}`, schema), preparsePolicySet(`${hash}/${set}`, { staticPolicies })])
    if (outcome.type === "failure")
      throw new Error(`access: the rules of "${set}" cannot be read: ${outcome.errors.map((one) => one.message).join("; ")}`);
  return own.map((rule) => rule.id);
}

/** INVARIANT: whatever is not a clean answer is a refusal. */
function evaluate(hash: string, set: RuleSet, action: string, context: Facts | FieldFacts, order: string[]): readonly string[] {
  const answer = statefulIsAuthorized({
    principal: { type: "Person", id: "p" },
    action: { type: "Action", id: action },
    resource: { type: set === "field" ? "Field" : "Customer", id: "c" },
    context,
    preparsedSchemaName: `${hash}/${set}`,
    validateRequest: true,
    preparsedPolicySetId: `${hash}/${set}`,
    entities: [],
  });
  if (answer.type === "failure" || answer.response.diagnostics.errors.length > 0) return [E_POLICY];
  const { decision, diagnostics } = answer.response;
  if (set === "watch") return decision === "allow" ? inOrder(order, diagnostics.reason) : [];
  if (decision === "allow") return [];
  const ids = inOrder(order, diagnostics.reason);
  return ids.length > 0 ? ids : [E_POLICY];
}

function inOrder(order: string[], reason: string[]): readonly string[] {
  return Object.freeze(order.filter((id) => reason.includes(id)));
}

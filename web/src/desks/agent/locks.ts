import type { Catalogue, Look, Rule } from "@mercusuar/client";
import { fieldLabel } from "../../app/catalogue.ts";

export interface LockGroup {
  rule: Rule;
  labels: string[];
}

/** Closed fields by the rule that closes them, in the order in which they come. A rule without words in the catalogue still shows its number. */
export function locksByRule(locked: Look["locked"], catalogue: Catalogue | undefined): LockGroup[] {
  const groups = new Map<string, LockGroup>();
  for (const { id, rule } of locked) {
    const group = groups.get(rule) ?? { rule: ruleOf(rule, catalogue), labels: [] };
    group.labels.push(fieldLabel(catalogue, id));
    groups.set(rule, group);
  }
  return [...groups.values()];
}

/** The same number may stand for several questions; here the one that closes a field is meant. */
function ruleOf(id: string, catalogue: Catalogue | undefined): Rule {
  const same = catalogue?.rules.filter((rule) => rule.id === id) ?? [];
  return same.find((rule) => rule.set === "field") ?? same[0] ?? { id, text: id, remedy: "" };
}

import type { Language } from "../platform/language.ts";
import { problem } from "../platform/problem.ts";
import type { PolicyEngine } from "./cedar.ts";
import type { Refusal } from "./refusal.ts";

const REFUSED = { id: "Data tidak dapat dibuka.", en: "The data cannot be opened." };

/** A refusal as the caller hears it: 403 with every rule that may be named, its sentence and the lawful way on; or the 404 of anything that does not exist. */
export function asProblem(policy: PolicyEngine, refusal: Refusal, language: Language) {
  if (refusal.notFound) return problem("not-found", { id: "Tidak ditemukan.", en: "Not found." });
  const rules = refusal.rules.map((id) => {
    const rule = (refusal.ofFields && policy.rule(id, "field")) || policy.rule(id);
    return { id, text: rule?.text[language] ?? id, remedy: rule?.remedy[language] ?? "" };
  });
  return problem("refused", REFUSED, { rules, entry: refusal.entry });
}

/** Sentences of the rules that watch, and of a budget that runs low. */
export function warningsOf(policy: PolicyEngine, ids: readonly string[], language: Language) {
  return ids.map((rule) => ({ rule, text: rule === "R34" ? LOW[language] : (policy.rule(rule, "watch")?.text[language] ?? rule) }));
}

const LOW = { id: "Kuota buka data Anda hari ini hampir habis.", en: "Your look budget for today is nearly used up." };

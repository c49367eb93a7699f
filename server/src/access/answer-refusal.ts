import type { Language } from "../platform/language.ts";
import { clockTime, localDay } from "../platform/local-day.ts";
import { problem } from "../platform/problem.ts";
import type { PolicyEngine } from "./cedar.ts";
import type { MayContact } from "./contact/may-contact.ts";
import { reasonsFor } from "./policies/reasons.ts";
import type { Refusal } from "./refusal.ts";
import { WORDS } from "./words.ts";

const REFUSED = { id: "Data tidak dapat dibuka.", en: "The data cannot be opened." };

/** A refusal as the caller hears it: 403 with every rule that may be named, its sentence and the lawful way on; or the 404 of anything that does not exist. */
export function asProblem(policy: PolicyEngine, refusal: Refusal, language: Language) {
  if (refusal.notFound) return problem("not-found", { id: "Tidak ditemukan.", en: "Not found." });
  const rules = refusal.rules.map((id) => {
    const rule = (refusal.ofFields && policy.rule(id, "field")) || policy.rule(id);
    return { id, text: rule?.text[language] ?? id, remedy: rule?.remedy[language] ?? "" };
  });
  const contact = refusal.contact?.allowed === false ? { contact: nextTime(refusal.contact) } : {};
  if (!refusal.asks) return problem("refused", REFUSED, { rules, entry: refusal.entry, ...contact });
  const reasons = reasonsFor(refusal.rules).map(({ id, words }) => ({ id, text: words[language] }));
  const extra = { status: 403, detail: WORDS.reasonNeededWay, rules, reasons, entry: refusal.entry, ...contact };
  return problem("reason-needed", WORDS.reasonNeeded, extra);
}

const LABELS: Record<string, string> = { "Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT" };

/** Why not now, and the next lawful time, in the customer's own zone. */
function nextTime({ why, next, zone }: Exclude<MayContact, { allowed: true }>) {
  if (next === undefined) return { why };
  return { why, next: next.toISOString(), local: `${localDay(next, zone)} ${clockTime(next, zone, LABELS[zone] ?? zone)}` };
}

/** Sentences of the rules that watch, and of a budget that runs low. */
export function warningsOf(policy: PolicyEngine, ids: readonly string[], language: Language) {
  return ids.map((rule) => ({ rule, text: rule === "R34" ? LOW[language] : (policy.rule(rule, "watch")?.text[language] ?? rule) }));
}

const LOW = { id: "Kuota buka data Anda hari ini hampir habis.", en: "Your look budget for today is nearly used up." };

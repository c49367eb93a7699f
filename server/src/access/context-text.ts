import { canonical } from "@mercusuar/proof";
import type { Facts } from "./facts-shape.ts";

/** Contexts are few; a bound against a flood. */
const MOST = 4096;
const texts = new Map<string, string>();

/** The policy context of a decision as it stands in the journal: the facts, and the person's office. */
export function contextText(facts: Facts, office: string): string {
  const key = `${office} ${JSON.stringify(facts)}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  const text = canonical({ ...facts, office });
  if (texts.size >= MOST) texts.clear();
  texts.set(key, text);
  return text;
}

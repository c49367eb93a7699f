import { Refusal } from "../refusal.ts";
import type { EntryFacts, Works } from "../works.ts";

/** Two persons, as for a grant; one alone only where the keeper vouches for nothing anyway. */
export function twoPersons(
  works: Works,
  { by, second }: { by?: string; second?: string },
  when: number,
): Pick<EntryFacts, "act" | "psn"> & { body: { solo?: true } } {
  if (!by || !second) throw new Refusal("bad-call", "by, second: the two persons who stand behind it");
  const solo = by === second;
  if (solo && !works.aloneIsEnough) throw new Refusal("grant", "second: another person than the first");
  return { act: works.pseudonyms.person(by, when), psn: works.pseudonyms.person(second, when), body: solo ? { solo } : {} };
}

import type { Words } from "../../platform/language.ts";

/** A reason that may be picked where a rule asks for one; `for`: the rules that it answers, absent: all. */
export interface Reason {
  id: string;
  words: Words;
  for?: readonly string[];
}

/** A closed list: free text would bring customers into the journal. What is to be added in words goes sealed beside the entry. */
export const REASONS: readonly Reason[] = [
  { id: "swapped", for: ["R72"], words: { id: "Bertukar jam dinas dengan rekan", en: "Swapped duty hours with a colleague" } },
  { id: "overtime", for: ["R72"], words: { id: "Lembur yang diminta atasan", en: "Overtime that the supervisor asked for" } },
  {
    id: "unfinished",
    for: ["R72", "R31"],
    words: { id: "Menyelesaikan layanan yang sedang berlangsung", en: "Finishing a service that is under way" },
  },
  { id: "holder_asked", for: ["R44"], words: { id: "Diminta petugas pengelolanya", en: "The portfolio holder asked for it" } },
  {
    id: "holder_away",
    for: ["R44"],
    words: { id: "Petugas pengelola tidak dapat dihubungi", en: "The portfolio holder cannot be reached" },
  },
  {
    id: "customer_came",
    for: ["R44", "R1", "R31", "R28"],
    words: { id: "Pelanggan sendiri yang menghubungi", en: "The customer came by himself" },
  },
  {
    id: "customer_asked_time",
    for: ["R89"],
    words: { id: "Pelanggan meminta dihubungi pada waktu ini", en: "The customer asked to be contacted at this time" },
  },
  { id: "supervisor", words: { id: "Atas permintaan atasan", en: "The supervisor asked for it" } },
];

/** Does this reason answer a rule that asks? */
export function fits(reason: string | undefined, rule: string): boolean {
  const known = REASONS.find(({ id }) => id === reason);
  return known !== undefined && (known.for === undefined || known.for.includes(rule));
}

/** The reasons that answer all these rules. */
export const reasonsFor = (rules: readonly string[]): Reason[] => REASONS.filter(({ id }) => rules.every((rule) => fits(id, rule)));

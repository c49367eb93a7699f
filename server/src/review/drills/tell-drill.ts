import type { Language } from "../../platform/language.ts";
import type { ReviewParts } from "../parts.ts";
import { type ToldRow, tellRow } from "../tell-row.ts";
import type { DrillRow } from "./store.ts";
import { words } from "./words.ts";

/** Before it is revealed a row like others. Afterwards it says so before all else, and nothing can be done with it any more. */
export function tellDrill(row: DrillRow, readerId: string, language: Language, parts: Pick<ReviewParts, "fieldLabel" | "clock">): ToldRow {
  const told = tellRow(row, readerId, language, row.drill.customer, parts);
  const { outcome } = row.drill;
  if (outcome === undefined) return told;
  return {
    ...told,
    sentence: words.revealed[language],
    why: [words[outcome][language], told.sentence, ...told.why],
    looks: 0,
    acts: [],
    drill: outcome,
  };
}

import { fill, type Language } from "../../platform/language.ts";
import type { ScorePart } from "./score.ts";
import { partWords } from "./words.ts";

/** A part of a score as a sentence with its number: "0.3% of looks in this job are at customers silent for 90 days or more." */
export function tellPart({ id, points, values }: ScorePart, language: Language): string {
  const words = partWords[id];
  if (!words) throw new Error(`no words for the part ${id} of a score`);
  const share = typeof values.share === "number" ? { share: percent(values.share, language) } : {};
  const weight = points.toLocaleString(localeOf(language), { maximumFractionDigits: 1 });
  return fill(words[language], { ...values, ...share, points: weight });
}

const localeOf = (language: Language): string => (language === "id" ? "id-ID" : "en-GB");

/** Two digits that count; "under 0.01" below what anybody could check. */
function percent(share: number, language: Language): string {
  const value = share * 100;
  const locale = localeOf(language);
  if (value < 0.01) return `< ${(0.01).toLocaleString(locale)}`;
  return value.toLocaleString(locale, { maximumSignificantDigits: 2 });
}

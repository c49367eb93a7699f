import type { ReceiptJudged } from "./judge.ts";
import { make, term } from "./make.ts";
import { sentence } from "./show-journal.ts";
import { type Language, number, say, TEXTS } from "./words.ts";

/** What was found out about receipts that stand alone. */
export function showReceipts(judged: readonly ReceiptJudged[], language: Language): HTMLElement {
  return make("div", {}, ...judged.map((one) => showReceipt(one, language)));
}

function showReceipt({ name, result, entry }: ReceiptJudged, language: Language): HTMLElement {
  const box = make("article", { class: `verdict exit-${result.exit}` }, make("p", { class: "quiet", text: name }));
  if (!result.ok) {
    box.append(sentence(result.code, result.words, language), make("p", { text: `${say(language, "receiptBad")} ${result.where ?? ""}` }));
    return box;
  }
  box.append(sentence(result.code, TEXTS.receiptGood, language));
  const { index, size, origin } = result;
  box.append(make("p", { text: say(language, "receiptPlace", { n: number(language, index), of: number(language, size), origin }) }));
  const list = make("dl");
  for (const [key, value] of Object.entries(entry ?? {}))
    list.append(term(key, typeof value === "string" ? value : JSON.stringify(value), "mono"));
  box.append(list);
  return box;
}

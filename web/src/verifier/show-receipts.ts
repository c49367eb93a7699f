import type { ReceiptJudged } from "./judge.ts";
import { make, term } from "./make.ts";
import { sentence } from "./show-journal.ts";
import { ENTRY_PARTS, type Language, number, say, TEXTS } from "./words.ts";

/** What was found out about receipts that stand alone. */
export function showReceipts(judged: readonly ReceiptJudged[], language: Language): HTMLElement {
  return make("div", {}, ...judged.map((one) => showReceipt(one, language)));
}

/** Where it fails, as the verifier's program says it: for whoever looks into the file, and in English only. */
function place(where: string, language: Language): HTMLElement {
  const told = make("span", { class: "mono", text: where });
  told.lang = "en";
  return make("p", { class: "quiet" }, make("span", { text: `${say(language, "receiptWhere")} ` }), told);
}

/** What a part of an entry is called; its short name in the file stands beside it. */
const labelOf = (key: string, language: Language): string =>
  Object.hasOwn(ENTRY_PARTS, key) ? `${ENTRY_PARTS[key]?.[language]} (${key})` : key;

function showReceipt({ name, result, entry }: ReceiptJudged, language: Language): HTMLElement {
  const box = make("article", { class: `verdict exit-${result.exit}` }, make("p", { class: "quiet", text: name }));
  if (!result.ok) {
    box.append(sentence(result.code, result.words, language), make("p", { text: say(language, "receiptBad") }));
    if (result.where) box.append(place(result.where, language));
    return box;
  }
  box.append(sentence(result.code, TEXTS.receiptGood, language));
  const { index, size, origin } = result;
  box.append(make("p", { text: say(language, "receiptPlace", { n: number(language, index), of: number(language, size), origin }) }));
  const list = make("dl");
  for (const [key, value] of Object.entries(entry ?? {}))
    list.append(term(labelOf(key, language), typeof value === "string" ? value : JSON.stringify(value), "mono"));
  box.append(list);
  return box;
}

import { bundlePath, TILE_WIDTH, type Verdict, type Words, wordsOf } from "@mercusuar/proof";
import type { Brought, JournalJudged } from "./judge.ts";
import { make, term } from "./make.ts";
import { type Language, number, say } from "./words.ts";

const MOST_FINDINGS = 20;

/** What was found out about a journal, for a person: the sentence first, in the language of the page. */
export function showJournal(judged: JournalJudged, brought: Brought, seconds: number, language: Language): HTMLElement {
  const { verdict } = judged;
  const box = make("article", { class: `verdict exit-${verdict.exit}` });
  box.append(sentence(verdict.code, verdict.words, language));
  if (verdict.index !== undefined) box.append(firstBad(judged, verdict.index, language));
  box.append(about(judged, seconds, language));
  // A single finding that only says what the first sentence says is no news.
  if (verdict.findings.some(({ code, where }) => where !== undefined || code !== verdict.code)) box.append(findings(verdict, language));
  box.append(meaning(judged, brought, language));
  return box;
}

/** The words of the verdict in the language of the page; its code is the same in both. */
export function sentence(code: string, words: Words, language: Language): HTMLElement {
  return make("div", { class: "sentence" }, make("h2", { text: words[language] }), make("code", { class: "code", text: code }));
}

function firstBad({ verdict, entry }: JournalJudged, index: number, language: Language): HTMLElement {
  const { upto, size } = verdict;
  const n = number(language, index);
  const place =
    upto === undefined ? say(language, "number", { n }) : say(language, "range", { n, m: number(language, Math.max(index, upto - 1)) });
  const bundle = Math.floor(index / TILE_WIDTH);
  const path = bundlePath(bundle, Math.max(1, Math.min(TILE_WIDTH, size - bundle * TILE_WIDTH)));
  const box = make("div", { class: "first-bad" });
  box.append(make("h3", { text: say(language, upto === undefined ? "firstBad" : "firstBadRange") }));
  box.append(make("p", { class: "place", text: place }), make("p", { class: "quiet", text: say(language, "fromZero", { path }) }));
  if (entry !== undefined) {
    const pre = make("pre", { text: entry });
    pre.tabIndex = 0;
    box.append(make("h3", { text: say(language, "nowThere") }), pre);
  }
  return box;
}

function about({ verdict, name }: JournalJudged, seconds: number, language: Language): HTMLElement {
  const list = make("dl");
  list.append(term(say(language, "directory"), name));
  if (verdict.origin !== "") {
    list.append(term(say(language, "origin"), verdict.origin), term(say(language, "size"), number(language, verdict.size)));
    if (verdict.pruned !== undefined) list.append(term(say(language, "pruned"), pruned(verdict.pruned, language)));
    list.append(term(say(language, "root"), verdict.root, "mono"), term(say(language, "witnesses"), witnesses(verdict, language)));
  }
  const s = seconds.toLocaleString(language === "id" ? "id-ID" : "en-GB", { maximumFractionDigits: 1 });
  list.append(term(say(language, "took"), say(language, "seconds", { s })));
  return list;
}

function pruned({ upto, count }: NonNullable<Verdict["pruned"]>, language: Language): string {
  return say(language, "prunedUpto", { n: number(language, count), upto: number(language, upto) });
}

function witnesses({ witnesses }: Verdict, language: Language): string {
  if (witnesses === undefined || witnesses.length === 0) return say(language, "noWitness");
  return witnesses.map(({ name, time }) => `${name} (${new Date(time * 1000).toISOString()})`).join(", ");
}

function findings({ code: told, findings: all }: Verdict, language: Language): HTMLElement {
  const list = make("ul", { class: "findings" });
  for (const { code, index, where } of all.slice(0, MOST_FINDINGS)) {
    const place = [index === undefined ? "" : say(language, "number", { n: number(language, index) }), where ?? ""]
      .filter(Boolean)
      .join(", ");
    const words = code === told ? "" : `${wordsOf(code)[language]} `;
    list.append(make("li", {}, make("code", { text: code }), make("span", { text: ` ${words}${place}` })));
  }
  const more = all.length - MOST_FINDINGS;
  if (more > 0) list.append(make("li", { text: say(language, "moreFindings", { n: number(language, more) }) }));
  return make("section", {}, make("h3", { text: say(language, "findings") }), list);
}

/** What the result does not show: a verifier that hides its limits is believed too much. */
function meaning({ ownKey, vkey }: JournalJudged, brought: Brought, language: Language): HTMLElement {
  const kept = brought.known.length + brought.receipts.size;
  const section = make("section", { class: "meaning" }, make("h3", { text: say(language, "limits") }));
  section.append(make("p", { text: say(language, ownKey ? "ownKey" : "foreignKey") }));
  if (!ownKey) section.append(make("p", { class: "mono", text: vkey }));
  if (kept > 0) section.append(make("p", { text: say(language, "keptSome", { n: number(language, kept) }) }));
  else if (brought.policy === "") section.append(make("p", { text: say(language, "keptNothing") }));
  return section;
}

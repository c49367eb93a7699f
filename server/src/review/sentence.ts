import { fill, type Language } from "../platform/language.ts";
import { clockTime } from "../platform/local-day.ts";
import { templates } from "../watch/index.ts";
import type { RowKind } from "./draft.ts";
import type { Reason } from "./reason.ts";
import { gradeWords, otherRule, reasonsToYou, reasonWords, ruleWords } from "./reason-words.ts";
import { OF_PAGES } from "./refusal-drafts.ts";
import { words, you } from "./words.ts";

/** A row of the desk with what its sentence needs. */
export interface Told {
  kind: RowKind;
  topic: string;
  at: Date;
  person: { name: string; job: string };
  /** Masked name, or an id where names are not opened. */
  customer: string | undefined;
  /** Who else it is about. */
  other?: string | undefined;
  /** `field:mask`, as opened. */
  fields: readonly string[];
  reasons: readonly Reason[];
  zone: string;
  zoneLabel: string;
  /** Put to the person himself: he is addressed, not named. */
  toYou?: boolean;
}

export type FieldLabel = (field: string, language: Language) => string;

/** Fields in the order of what they give away. */
const WEIGHT = ["nik", "kk", "income", "spouse", "phone", "email", "address_street", "address_rtrw", "birth_date", "bill_last"];
const NAMED = 2;

/** One row as a sentence: when, who, what, whom. */
export function sentenceOf(row: Told, language: Language, label: FieldLabel): string {
  const count = Number(numberIn(row.reasons, "count") ?? 1);
  const customers = Number(numberIn(row.reasons, "customers") ?? 0);
  const text = words[wordsFor(row, count)][language];
  const told = fill(row.toYou ? text.replace(", {who}", " {who}") : text, {
    time: timeText(row.at, row, language),
    who: row.toYou ? you[language] : `${row.person.name} (${row.person.job})`,
    was: row.toYou ? "were" : "was",
    has: row.toYou ? "have" : "has",
    count,
    customers,
    other: row.other ?? "?",
    customer: row.customer ?? words.someCustomer[language],
    fields: fieldsText(row.fields, language, label),
  });
  return told[0]?.toUpperCase() + told.slice(1);
}

/** `16.21 WITA` as Indonesians write it, `16:21 WITA` in English. */
export function timeText(at: Date, { zone, zoneLabel }: { zone: string; zoneLabel: string }, language: Language): string {
  const text = clockTime(at, zone, zoneLabel);
  return language === "en" ? text.replace(".", ":") : text;
}

/** `Selasa, 24 November, 08.00 WITA`. */
export function momentText(at: Date, where: { zone: string; zoneLabel: string }, language: Language): string {
  const day = new Intl.DateTimeFormat(language === "id" ? "id-ID" : "en-GB", {
    timeZone: where.zone,
    weekday: "long",
    day: "numeric",
    month: "long",
  });
  return `${day.format(at)}, ${timeText(at, where, language)}`;
}

function wordsFor(row: Told, count: number): keyof typeof words {
  switch (row.kind) {
    case "look":
      return count > 1 ? "looks" : "look";
    case "refusal":
      if (row.topic.split(" ")[0]?.endsWith(OF_PAGES)) return count > 1 ? "pagesRefused" : "pageRefused";
      return wordsForRefusal(Number(numberIn(row.reasons, "customers") ?? (row.customer ? 1 : 0)), count);
    case "relation":
      return wordsForRelation(row.topic);
    case "report":
      if (row.topic === "unmatched") return row.customer ? "unmatchedOne" : "unmatched";
      return row.topic === "nihil" ? "nihil" : "early";
    default:
      return row.kind;
  }
}

/** A topic begins with the kind of finding. */
function wordsForRelation(topic: string): keyof typeof words {
  if (topic.startsWith("same ") || topic.startsWith("each_other ")) return "pair";
  return topic.startsWith("crowd ") ? "crowdRow" : "seriesRow";
}

function wordsForRefusal(customers: number, count: number): keyof typeof words {
  if (customers === 0) return count > 1 ? "refusedWithoutCustomer" : "refusedOnceWithoutCustomer";
  if (count === 1) return "refusal";
  return customers === 1 ? "refusalsOfOne" : "refusals";
}

/** The reasons as sentences; counts that only serve the main sentence are left out. */
export function whyOf(reasons: readonly Reason[], language: Language, job: string, toYou = false): string[] {
  return reasons.flatMap((reason) => {
    if (reason.id === "refused") return rulesOf(reason).map((rule) => fill((ruleWords[rule] ?? otherRule)[language], { rule }));
    const text = (toYou ? reasonsToYou[reason.id] : undefined) ?? reasonWords[reason.id];
    return text ? [fill(text[language], { ...reason.values, ...evidenceOf(reason, language), job })] : [];
  });
}

/** What explained a look, in words: its template and the grade of its evidence are codes of the engine. */
function evidenceOf({ id, values }: Reason, language: Language): Record<string, string> {
  if (id !== "explained_by") return {};
  const { template = "", grade = "" } = values ?? {};
  return {
    template: withinSentence(templates.find(({ id }) => id === template)?.name[language] ?? String(template)),
    grade: gradeWords[String(grade)]?.[language] ?? String(grade),
  };
}

/** Rules of a refusal, joined in the reason's value. */
export const rulesOf = (reason: Reason): string[] =>
  String(reason.values?.rules ?? "")
    .split(",")
    .filter(Boolean);

function numberIn(reasons: readonly Reason[], name: string): string | number | undefined {
  return reasons.find((reason) => reason.values?.[name] !== undefined && (reason.id === "count" || reason.id === "refused"))?.values?.[
    name
  ];
}

function fieldsText(fields: readonly string[], language: Language, label: FieldLabel): string {
  const shown = fields
    .map((field) => field.split(":"))
    .filter(([, mask]) => mask !== "hidden" && mask !== "present")
    .map(([id]) => id ?? "");
  const ordered = [...new Set(shown)].sort((a, b) => weight(a) - weight(b));
  const named = ordered.slice(0, NAMED).map((id) => withinSentence(label(id, language)));
  if (named.length === 0) return words.someData[language];
  const more = ordered.length - named.length;
  return more > 0 ? fill(words.moreFields[language], { fields: named.join(", "), more }) : named.join(` ${words.and[language]} `);
}

const weight = (id: string): number => (WEIGHT.includes(id) ? WEIGHT.indexOf(id) : WEIGHT.length);

/** "Alamat" becomes "alamat", "E-mail" "e-mail"; "NIK" stays. */
const withinSentence = (label: string): string =>
  /^\p{Lu}(\p{Ll}|-\p{Ll})/u.test(label) ? label[0]?.toLowerCase() + label.slice(1) : label;

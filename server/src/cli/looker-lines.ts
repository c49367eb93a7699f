import type { TrailRow } from "../journal/index.ts";
import type { Language, Words } from "../platform/language.ts";
import { clockTime, localDay } from "../platform/local-day.ts";

export interface Looker {
  name: string;
  job: string;
  office: { name: string; zone: string; label: string };
}

/** Words of the catalogue by id. */
export interface Labels {
  purpose(id: string, language: Language): string;
  field(id: string, language: Language): string;
}

const SEEN: Readonly<Record<string, Words>> = {
  look: { id: "membuka", en: "opened" },
  listing: { id: "melihat dalam daftar", en: "saw in a list" },
  search: { id: "menemukan lewat pencarian", en: "found by search" },
  match: { id: "mencocokkan", en: "matched" },
  use: { id: "memakai tanpa melihat", en: "used without seeing" },
};
const REFUSED: Words = { id: "ditolak", en: "refused" };

/** One look as two lines: when and who, by the clock of the looker's office; then what for and what, in both languages. */
export function lookerLines(row: TrailRow, who: Looker | undefined, labels: Labels): [string, string] {
  const { zone, label } = who?.office ?? { zone: "UTC", label: "UTC" };
  const person = who ? `${who.name} (${who.job}, ${who.office.name})` : "?";
  const told = (["id", "en"] as const).map((language) => whatFor(row, labels, language)).join(" · ");
  return [`${localDay(row.at, zone)} ${clockTime(row.at, zone, label)}  ${person}  #${row.entry}`, `    ${told}`];
}

function whatFor(row: TrailRow, labels: Labels, language: Language): string {
  const purpose = row.purpose ? `${labels.purpose(row.purpose, language)}: ` : "";
  if (row.decision === "deny") return `${purpose}${[REFUSED[language], ...row.rules].join(" ")}`;
  const fields = [...new Set(row.fields.map((field) => labels.field(field.split(":")[0] ?? "", language)))];
  return `${purpose}${SEEN[row.typ]?.[language] ?? row.typ}${fields.length > 0 ? ` ${fields.join(", ")}` : ""}`;
}

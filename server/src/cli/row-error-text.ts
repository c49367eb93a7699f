import type { RowError } from "../platform/csv.ts";
import { ROW_WORDS } from "./row-words.ts";

type Told = Pick<RowError, "row" | "column" | "what" | "expected" | "file">;

/** A row error as the operator reads it, in both languages; the value itself is in neither. */
export function rowErrorText(error: Told): string {
  const { what, expected } = error;
  const id = `${whereOf(error, "baris", "kolom")}${inIndonesian(what) ?? what}; seharusnya: ${inIndonesian(expected) ?? expected}`;
  return `${id} · ${whereOf(error, "row", "column")}${what}; expected: ${expected}`;
}

/** Row 0 is the whole file, or an option of the command: neither has rows. */
function whereOf({ row, column, file }: Told, rowWord: string, columnWord: string): string {
  if (row > 0) return `${rowWord} ${row}${column ? `, ${columnWord} ${column}` : ""}: `;
  const parts = [file, column.startsWith("--") || !column ? column : `${columnWord} ${column}`].filter(Boolean);
  return parts.length > 0 ? `${parts.join(", ")}: ` : "";
}

const whole = new Map(ROW_WORDS);
/** The most literal first: "15, 16 or 22 digits" before "{} digits". */
const patterns = ROW_WORDS.filter(([en]) => en.includes("{}"))
  .sort(([one], [other]) => other.length - one.length)
  .map(([en, id]) => ({ fits: new RegExp(`^${en.split("{}").map(literal).join("(.+)")}$`, "s"), id }));

/** Undefined where nobody has written it in Indonesian: names of columns and of choices need none. */
export function inIndonesian(english: string): string | undefined {
  const same = whole.get(english);
  if (same !== undefined) return same;
  for (const { fits, id } of patterns) {
    const [, ...parts] = fits.exec(english) ?? [];
    if (parts.length > 0) return id.replaceAll("{}", () => parts.shift() ?? "");
  }
  return undefined;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

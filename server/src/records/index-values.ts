import { FIELD_TYPES } from "./field-types/list.ts";

/** Kinds of the blind index: whole values only. Never a name alone, never the last four digits. */
export type IndexKind = "phone" | "nik" | "kk" | "email" | "customer_number" | "name_birth";
export const INDEX_KINDS: readonly IndexKind[] = ["phone", "nik", "kk", "email", "customer_number", "name_birth"];

const parser = (id: string) => FIELD_TYPES.find((type) => type.id === id);

/**
 * The value as the blind index knows it, or undefined where it is no value of that kind.
 * @param text for `name_birth`: `name|YYYY-MM-DD`
 */
export function indexValue(ix: string, text: string): string | undefined {
  if (ix === "name_birth") {
    const cut = text.lastIndexOf("|");
    return cut < 0 ? undefined : nameBirth(text.slice(0, cut), text.slice(cut + 1));
  }
  if (ix === "customer_number") return text.normalize("NFC").replace(/\s+/gu, "").toUpperCase() || undefined;
  if (!(INDEX_KINDS as readonly string[]).includes(ix)) return undefined;
  const parsed = parser(ix)?.parse(text);
  return parsed?.ok ? parsed.value : undefined;
}

/** Name and birth date together, the name in one spelling: undefined where either is missing. */
export function nameBirth(name: string, birthDate: string): string | undefined {
  const day = parser("date")?.parse(birthDate);
  const plain = plainName(name);
  return plain && day?.ok ? `${plain}|${day.value}` : undefined;
}

const TITLES = /^(h|hj|kh|dr|drs|dra|ir|prof|tn|ny|nn|sdr|sdri|bapak|ibu|bpk)\.?$/;

/** Lower case, without accents, titles in front and degrees behind, Moh./Mohd./Muh. as Muhammad, old spelling (oe, tj, dj) as new. */
export function plainName(name: string): string {
  const [bare = ""] = name.split(",");
  const words = bare
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.' -]/gu, " ")
    .split(/\s+/u)
    .filter(Boolean);
  const kept = words.filter((word, at) => !(TITLES.test(word) && at < words.length - 1));
  return kept
    .map((word) => spelling(word.replace(/[.']/g, "")))
    .filter(Boolean)
    .join(" ");
}

function spelling(word: string): string {
  if (/^(moh|mohd|muh|mohammad|mohamad|muhamad|mohammed)$/.test(word)) return "muhammad";
  return word.replaceAll("oe", "u").replaceAll("tj", "c").replaceAll("dj", "j");
}

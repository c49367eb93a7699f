/**
 * From a kept value to the one spelling that the blind index knows it by. Here, because the keeper makes tokens anew when keys are
 * rotated, and nobody else may see the values then; the server spells a search by the same functions.
 */

/** Kinds whose kept value is its own spelling. */
const WHOLE: ReadonlySet<string> = new Set(["phone", "nik", "kk", "email"]);
/** Kinds of two values, the first of which has many spellings: a name and a day, a street and a postal code. */
const PAIRS: Readonly<Record<string, (first: string) => string>> = { name_birth: plainName, address: plainAddress };

/** What an index of this kind knows of these values; undefined where they are none of it. */
export function indexSpelling(ix: string, values: readonly string[]): string | undefined {
  const [first = "", second] = values;
  if (first === "") return undefined;
  if (WHOLE.has(ix) && second === undefined) return first;
  if (ix === "customer_number" && second === undefined) return plainNumber(first) || undefined;
  const plain = PAIRS[ix];
  if (plain === undefined) return undefined;
  // A party of a declared conflict, and a person's own address, keep both as one value.
  if (second === undefined) return first;
  const spelled = plain(first);
  return spelled === "" || second === "" ? undefined : `${spelled}|${second}`;
}

/** A customer number without blanks, in capitals. */
export const plainNumber = (text: string): string => text.normalize("NFC").replace(/\s+/gu, "").toUpperCase();

const SAID_ANYWAY = /^(jl|jln|jalan|no|nomor|nomer|nmr|rumah)$/;
const SHORT: Readonly<Record<string, string>> = {
  gang: "gg",
  blok: "blk",
  kompleks: "komp",
  komplek: "komp",
  perumahan: "perum",
  kavling: "kav",
  lantai: "lt",
};

/**
 * Street and house number in lower case, with neither "jalan" nor "nomor" nor RT and RW, which stand in a field of their own: `Jl. Mawar
 * No. 05 A` and `Jalan Mawar 5A` are one house. Empty where there is no number: a street alone is no home.
 */
export function plainAddress(street: string): string {
  const words = street
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/\b(rt\s*\/\s*)?r[tw][\s.:]*\d+(\s*\/\s*\d+)?/gu, " ")
    .match(/\d+|\p{L}+/gu);
  const kept = (words ?? []).filter((word) => !SAID_ANYWAY.test(word)).map((word) => SHORT[word] ?? word.replace(/^0+(?=\d)/, ""));
  return kept.some((word) => /^\d/.test(word)) ? kept.join(" ") : "";
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

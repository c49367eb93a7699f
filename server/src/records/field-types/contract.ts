import type { Words } from "../../platform/language.ts";

/** What a text turned out to be. `warnings` never refuse: a corrected birth date leaves an old NIK behind, for example. */
export type Parsed = { ok: true; value: string; warnings?: string[] } | { ok: false; what: string; expected: string };

/** A kind of value: how it is read, and in which one form it is kept. Grows by one file here and its line in `list.ts`. */
export interface FieldType {
  id: string;
  words: Words;
  /** Reads a non-empty text. INVARIANT: `what`, `expected` and `warnings` never repeat the value: they land in files and on screens. */
  parse(text: string): Parsed;
  /** Kept in the contract test: each good text gives its value, each bad text its `what`. */
  examples: { good: Array<{ text: string; value: string; warns?: boolean }>; bad: Array<{ text: string; what: string }> };
}

export const good = (value: string, ...warnings: string[]): Parsed => ({ ok: true, value, ...(warnings.length > 0 ? { warnings } : {}) });
export const bad = (what: string, expected: string): Parsed => ({ ok: false, what, expected });

/** Digits alone, with what people put between them taken out; undefined where something else stands among them. */
export function digitsOf(text: string): string | undefined {
  const bare = text.replace(/[\s.\-_/]/g, "");
  return /^\d+$/.test(bare) ? bare : undefined;
}

/** Days of a month in the Gregorian calendar. */
export function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** NFC, single spaces, no spaces around: two spellings of one text must not become two. */
export const tidy = (text: string): string => text.normalize("NFC").replace(/\s+/gu, " ").trim();

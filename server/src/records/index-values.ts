import { plainAddress, plainName, plainNumber } from "@mercusuar/keeper";
import { FIELD_TYPES } from "./field-types/list.ts";

/** Kinds of the blind index that may be searched: whole values only. Never a name alone, never the last four digits. */
export type SearchKind = "phone" | "nik" | "kk" | "email" | "customer_number" | "name_birth";
/** Each {@link SearchKind}. */
export const SEARCH_KINDS: readonly SearchKind[] = ["phone", "nik", "kk", "email", "customer_number", "name_birth"];
/** `address` tells that somebody lives where a person does. Who lives somewhere is nobody's question. */
export type IndexKind = SearchKind | "address";

/** Kinds made of two fields. */
export const PAIRED: ReadonlyArray<{ ix: IndexKind; of: [string, string] }> = [
  { ix: "name_birth", of: ["name", "birth_date"] },
  { ix: "address", of: ["address_street", "postal_code"] },
];
/** For each the spelling of the first field, and the type of the second. */
const PAIRS: Readonly<Record<string, [plain: (first: string) => string, type: string]>> = {
  name_birth: [plainName, "date"],
  address: [plainAddress, "postal-code"],
};

const parser = (id: string) => FIELD_TYPES.find((type) => type.id === id);

/**
 * The value as the blind index knows it, or undefined where it is no value of that kind.
 * @param text for `name_birth`: `name|YYYY-MM-DD`; for `address`: `street and number|postal code`
 */
export function indexValue(ix: string, text: string): string | undefined {
  if (ix in PAIRS) return pairValue(ix, text);
  if (ix === "customer_number") return plainNumber(text) || undefined;
  if (!(SEARCH_KINDS as readonly string[]).includes(ix)) return undefined;
  const parsed = parser(ix)?.parse(text);
  return parsed?.ok ? parsed.value : undefined;
}

/** Both together, the first in one spelling: undefined where either is missing. */
function pairValue(ix: string, text: string): string | undefined {
  const [plain, type = ""] = PAIRS[ix] ?? [];
  const cut = text.lastIndexOf("|");
  const first = plain?.(text.slice(0, Math.max(0, cut)));
  const second = parser(type)?.parse(text.slice(cut + 1));
  return first && second?.ok ? `${first}|${second.value}` : undefined;
}

import { plainName, plainNumber } from "@mercusuar/keeper";
import { FIELD_TYPES } from "./field-types/list.ts";

/** Kinds of the blind index: whole values only. Never a name alone, never the last four digits. */
export type IndexKind = "phone" | "nik" | "kk" | "email" | "customer_number" | "name_birth";
/** Each {@link IndexKind}. */
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
  if (ix === "customer_number") return plainNumber(text) || undefined;
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

import { plainName } from "@mercusuar/keeper";
import type { FieldType, Parsed } from "./field-types/contract.ts";
import { FIELD_TYPES } from "./field-types/list.ts";
import { type Field, type FieldClass, STRICTEST } from "./fields/field.ts";

const TYPES = new Map(FIELD_TYPES.map((type) => [type.id, type]));

/** The class under which a field is served: one without a class under the strictest (R39). */
export const classOf = (field: Field): FieldClass => field.class ?? STRICTEST;

export function typeOf(field: Field): FieldType {
  const type = TYPES.get(field.type);
  if (type === undefined) throw new Error(`field ${field.id}: no field type ${field.type}`);
  return type;
}

/** Reads a non-empty text as a value of this field. A name that is only compared is kept in the one spelling in which names are compared. */
export function parseField(field: Field, text: string): Parsed {
  const parsed = typeOf(field).parse(text);
  return parsed.ok && field.matchOnly && field.type === "name" ? { ...parsed, value: plainName(parsed.value) } : parsed;
}

/** A given value in the form in which the stored one is kept, for comparing. What cannot be read stays as it is and matches nothing. */
export function normalised(field: Field, text: string): string {
  const parsed = parseField(field, text);
  return parsed.ok ? parsed.value : text.trim();
}

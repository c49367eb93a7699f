import { type TObject, type TProperties, type TSchema, Type } from "typebox";

/** INVARIANT: every request body and every answer is made of these: a key that is not declared is refused, or dropped from an answer. */
export function closed<Properties extends TProperties>(properties: Properties): TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false });
}

/** A list with an end. */
export function bounded<Item extends TSchema>(item: Item, maxItems: number) {
  return Type.Array(item, { maxItems });
}

/** Text with an end. */
export const text = (maxLength = 200, minLength = 1) => Type.String({ minLength, maxLength });
/** An id of ours. */
export const idText = () => Type.String({ minLength: 3, maxLength: 80, pattern: "^[a-z]+_[0-9a-z]+$" });
/** A calendar day. */
export const dayText = () => Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
/** An instant, RFC 3339. */
export const instantText = () => Type.String({ minLength: 20, maxLength: 40, format: "date-time" });

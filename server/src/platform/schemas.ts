import { type TObject, type TProperties, type TSchema, Type } from "typebox";

/** INVARIANT: every request body and every answer is made of these: a key that is not declared is refused, or dropped from an answer. */
export function closed<Properties extends TProperties>(properties: Properties): TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false });
}

/** A list with an end. */
export function bounded<Item extends TSchema>(item: Item, maxItems: number) {
  return Type.Array(item, { maxItems });
}

/** One word of a closed list. */
export const oneOf = <Word extends string>(words: readonly Word[]) =>
  Type.Unsafe<Word>(Type.Union(words.map((word): TSchema => Type.Literal(word))));

/** Text with an end, of characters that a database and a journal can keep: no U+0000, no half of a surrogate pair. */
export const text = (maxLength = 200, minLength = 1) => Type.String({ minLength, maxLength, pattern: "^[^\\u0000\\p{Cs}]*$" });
/** An id of ours. */
export const idText = () => Type.String({ minLength: 3, maxLength: 80, pattern: "^[a-z]+_[0-9a-z]+$" });
/** A day that the calendar has, from 1900 on. */
export const dayText = () => Type.String({ pattern: "^(?:19|[2-9]\\d)\\d{2}-\\d{2}-\\d{2}$", format: "date" });
/** An instant, RFC 3339; leap seconds have no place in our clocks. */
export const instantText = () => Type.String({ minLength: 20, maxLength: 40, pattern: "[Tt ]\\d{2}:\\d{2}:[0-5]", format: "date-time" });
/** Index of a journal entry: no larger than a number can say exactly. */
export const entryNumber = () => Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

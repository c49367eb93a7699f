/** A field's value, bound to log, holder, field, version and key generation: it cannot be moved, nor an old value pass for the new. */
import type { SealedField } from "../protocol.ts";
import { bound, openBytes, sealBytes } from "./aead.ts";
import type { Holder } from "./holder.ts";
import { countOpening } from "./opening-count.ts";

const placeOf = (origin: string, holder: Holder, id: string, ver: number): Buffer =>
  bound("field", origin, holder.name.kind, holder.name.id, id, ver, holder.generation);

export function sealField(origin: string, holder: Holder, id: string, ver: number, value: string): string {
  return sealBytes(holder.fieldKey, Buffer.from(value), placeOf(origin, holder, id, ver)).toString("base64");
}

/** Undefined where the ciphertext is not this value of this field of this holder. */
export function openField(origin: string, holder: Holder, field: SealedField): string | undefined {
  const plain = openBytes(holder.fieldKey, Buffer.from(field.ct, "base64"), placeOf(origin, holder, field.id, field.ver));
  if (plain !== undefined) countOpening(origin);
  return plain?.toString("utf8");
}

/** A field's value, bound to log, holder, field, version and key generation: it cannot be moved, nor an old value pass for the new. */
import type { SealedField } from "../protocol.ts";
import { boundText, openBytes, sealBytes } from "./aead.ts";
import type { DataKey, Holder } from "./holder.ts";
import { countOpening } from "./opening-count.ts";

const placeOf = (origin: string, holder: Holder, { generation }: DataKey, id: string, ver: number): Buffer =>
  Buffer.from(holder.placeIn(origin) + boundText([id, ver, generation]));

export function sealField(origin: string, holder: Holder, id: string, ver: number, value: string): string {
  const { key } = holder;
  return sealBytes(key.fieldKey, Buffer.from(value), placeOf(origin, holder, key, id, ver)).toString("base64");
}

/** Undefined where the ciphertext is not this value of this field of this holder. */
export function openField(origin: string, holder: Holder, field: SealedField): string | undefined {
  const sealed = Buffer.from(field.ct, "base64");
  const plain = holder.openedBy((key) => openBytes(key.fieldKey, sealed, placeOf(origin, holder, key, field.id, field.ver)));
  if (plain !== undefined) countOpening(origin);
  return plain?.toString("utf8");
}

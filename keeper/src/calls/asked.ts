/** The fields that a look asks for: checked before anything is opened. */
import { applyMask, checkTogether, isMask } from "../masks.ts";
import type { AskedField } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import { openField } from "../sealing/field.ts";
import type { Holder } from "../sealing/holder.ts";

const MOST = 100;

export function checkAsked(fields: readonly AskedField[]): void {
  if (fields.length > MOST) throw new Refusal("too-large", `fields: ${fields.length}, at most ${MOST}`);
  for (const { mask } of fields) if (!isMask(mask)) throw new Refusal("mask", "fields: an unknown mask");
  if (new Set(fields.map(({ id }) => id)).size !== fields.length) throw new Refusal("mask", "fields: a field is asked twice in one look");
  if (fields.length > 2) checkTogether(fields);
}

export function namesOf(fields: readonly AskedField[]): string[] {
  return fields.map(({ id, mask }) => `${id}:${mask}`);
}

/** The masked values; undefined where a ciphertext is not the one it is said to be. A hidden field is not even opened. */
export function openAsked(origin: string, holder: Holder, fields: readonly AskedField[]): Record<string, string> | undefined {
  const values: Record<string, string> = {};
  for (const field of fields) {
    const value = field.mask === "hidden" ? "" : openField(origin, holder, field);
    if (value === undefined) return undefined;
    values[field.id] = applyMask(field.mask, value);
  }
  return values;
}

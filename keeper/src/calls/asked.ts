/** The fields that a look asks for: checked before anything is opened. */
import { applyMask, checkTogether, isMask } from "../masks.ts";
import type { AskedField } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import { openField } from "../sealing/field.ts";
import type { Holder } from "../sealing/holder.ts";

const MOST = 100;

/** Lists that are in order: the same few come at every look. A bound against whoever asks for a thousand. */
const inOrder = new Set<string>();
const MOST_LISTS = 1024;

/** @param names of the fields, as {@link namesOf} spells them */
export function checkAsked(fields: readonly AskedField[], names: readonly string[]): void {
  if (fields.length > MOST) throw new Refusal("too-large", `fields: ${fields.length}, at most ${MOST}`);
  for (const { id, mask } of fields) {
    if (typeof id !== "string") throw new Refusal("bad-call", "fields: an id is text");
    if (!isMask(mask)) throw new Refusal("mask", "fields: an unknown mask");
  }
  // As JSON, and no mask has a colon: two lists never read the same.
  const list = JSON.stringify(names);
  if (inOrder.has(list)) return;
  if (new Set(fields.map(({ id }) => id)).size !== fields.length) throw new Refusal("mask", "fields: a field is asked twice in one look");
  if (fields.length > 2) checkTogether(fields);
  if (inOrder.size >= MOST_LISTS) inOrder.clear();
  inOrder.add(list);
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

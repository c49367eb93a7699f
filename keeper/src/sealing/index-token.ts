/** Blind index: a token of one whole normalised value, under the index key of an epoch. */
import { createHmac } from "node:crypto";
import type { KeyRing } from "../keys/key-ring.ts";
import { bound } from "./aead.ts";

/** Under every index key that is alive, newest first: during a rotation some are kept under one and some under the other. */
export const indexTokens = (keys: KeyRing, ix: string, value: string): string[] =>
  keys.epochs.map((epoch) => indexToken(keys.get(`index-${epoch}`), epoch, ix, value));

export function indexToken(key: Buffer, epoch: number, ix: string, value: string): string {
  return `${epoch}.${createHmac("sha256", key)
    .update(bound("index", ix, value))
    .digest("base64url")
    .slice(0, 22)}`;
}

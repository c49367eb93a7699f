/** Blind index: a token of one whole normalised value, under the index key of an epoch. */
import { createHmac } from "node:crypto";
import { bound } from "./aead.ts";

export function indexToken(key: Buffer, epoch: number, ix: string, value: string): string {
  return `${epoch}.${createHmac("sha256", key)
    .update(bound("index", ix, value))
    .digest("base64url")
    .slice(0, 22)}`;
}

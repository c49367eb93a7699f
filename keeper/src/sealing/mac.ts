import { createHmac } from "node:crypto";

/** Labelled HMAC expansion: one key, one derived key a label. */
export function derive(key: Buffer, label: string): Buffer {
  return createHmac("sha256", key).update(`mercusuar/${label}/v1`).digest();
}

/** 128 bits of HMAC as hex: pseudonyms and tags. */
export function tag128(key: Buffer, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex").slice(0, 32);
}

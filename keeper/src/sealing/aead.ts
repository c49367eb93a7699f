/** AES-256-GCM with a random nonce in front and the tag behind; what it is bound to goes into the AAD. */
import { createCipheriv, createDecipheriv } from "node:crypto";
import { chance } from "./random.ts";

const NONCE = 12;
const TAG = 16;
const LENGTHS = { authTagLength: TAG };

/** Parts behind their lengths, so that no two lists of parts read the same. */
export const bound = (...parts: Array<string | number>): Buffer => Buffer.from(boundText(parts));

/** The same as text, where what comes first is the same for many: texts of lists, one behind the other, are the text of the whole list. */
export function boundText(parts: ReadonlyArray<string | number>): string {
  let text = "";
  for (const part of parts) {
    const word = String(part);
    text += `${word.length}:${word},`;
  }
  return text;
}

export function sealBytes(key: Buffer, plain: Buffer, aad: Buffer): Buffer {
  const nonce = chance(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(aad);
  // Copied into place rather than joined: GCM gives as many bytes as it gets, and `final` gives none.
  const sealed = Buffer.allocUnsafe(NONCE + plain.length + TAG);
  nonce.copy(sealed);
  cipher.update(plain).copy(sealed, NONCE);
  cipher.final();
  cipher.getAuthTag().copy(sealed, NONCE + plain.length);
  return sealed;
}

/** Undefined where the bytes were not sealed under this key for exactly this place. */
export function openBytes(key: Buffer, sealed: Buffer, aad: Buffer): Buffer | undefined {
  if (sealed.length < NONCE + TAG) return undefined;
  const cipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE), LENGTHS);
  cipher.setAAD(aad);
  cipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  try {
    const plain = cipher.update(sealed.subarray(NONCE, sealed.length - TAG));
    cipher.final();
    return plain;
  } catch {
    return undefined;
  }
}

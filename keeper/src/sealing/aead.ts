/** AES-256-GCM with a random nonce in front and the tag behind; what it is bound to goes into the AAD. */
import { createCipheriv, createDecipheriv } from "node:crypto";
import { chance } from "./random.ts";

const NONCE = 12;
const TAG = 16;

/** Parts behind their lengths, so that no two lists of parts read the same. */
export function bound(...parts: Array<string | number>): Buffer {
  let text = "";
  for (const part of parts) {
    const word = String(part);
    text += `${word.length}:${word},`;
  }
  return Buffer.from(text);
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
  const cipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE), { authTagLength: TAG }).setAAD(aad);
  cipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  try {
    const plain = cipher.update(sealed.subarray(NONCE, sealed.length - TAG));
    cipher.final();
    return plain;
  } catch {
    return undefined;
  }
}

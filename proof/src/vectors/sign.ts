/** Keys of the vectors. Everybody knows their seeds, so a signature of theirs says nothing but "made for a test". */
import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { utf8 } from "../bytes.ts";
import { vkeyText } from "../note.ts";

/** PKCS #8 (RFC 8410) before the 32 bytes of an Ed25519 seed. */
const PKCS8 = "302e020100300506032b657004220420";

export interface TestKey {
  seed: Uint8Array;
  publicKey: Uint8Array;
  sign: (data: string | Uint8Array) => Uint8Array;
}

/** The key whose seed is the 32 bytes from `first` on, each one more than the one before. Ed25519 has no chance in it (RFC 8032). */
export function testKey(first: number): TestKey {
  const seed = Uint8Array.from({ length: 32 }, (_, i) => first + i);
  const key = createPrivateKey({ key: Buffer.concat([Buffer.from(PKCS8, "hex"), seed]), format: "der", type: "pkcs8" });
  return { seed, publicKey: publicBytes(key), sign: (data) => sign(null, typeof data === "string" ? utf8(data) : data, key) };
}

function publicBytes(key: KeyObject): Uint8Array {
  return createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32);
}

export const LOG = testKey(0);
export const STRANGER = testKey(32);
export const ORIGIN = "example.org/mercusuar/vectors";
/** What a reader of the log holds: C2SP signed-note, verifier key. */
export const VKEY = vkeyText(ORIGIN, LOG.publicKey);

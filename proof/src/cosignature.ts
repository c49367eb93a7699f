/**
 * C2SP tlog-cosignature, type Ed25519 (signature type 4, `cosignature/v1`): a witness says that at a time this checkpoint was the
 * largest one it had seen of the log. Signing lives where the key lives: `cosignatureLine` only puts the parts together.
 */
import { concat, utf8 } from "./bytes.ts";
import { ed25519Fits } from "./ed25519.ts";
import { keyId, type Note, parseVkey, signatureLine, type VerifierKey, vkeyText } from "./note.ts";

const COSIGNATURE = 4;
/** 8 bytes of time before the 64 of the signature: tlog-cosignature, "Format". */
const TIME_BYTES = 8;

/** A witness's public key by name. Not a log's: the id is made with another signature type. */
export interface CosignerKey extends VerifierKey {
  cosigns: "cosignature/v1";
}

/** Undefined where the text is no verifier key of signature type 4, or its hash does not fit its name and key. */
export function parseCosignerVkey(text: string): CosignerKey | undefined {
  const key = parseVkey(text, COSIGNATURE);
  return key === undefined ? undefined : { ...key, cosigns: "cosignature/v1" };
}

/** A witness's verifier key as a line `name+id+key` (signed-note), of signature type 4. `publicKey`: the 32 bytes of Ed25519. */
export function cosignerVkeyText(name: string, publicKey: Uint8Array): string {
  return vkeyText(name, publicKey, COSIGNATURE);
}

/**
 * What a witness signs: tlog-cosignature, "Ed25519 signed message".
 * @param text the text of the checkpoint, with its last newline and without signatures
 * @param time whole seconds since 1970
 */
export function cosignedMessage(text: string, time: number): Uint8Array {
  if (!Number.isSafeInteger(time) || time < 0) throw new RangeError("the time of a cosignature is whole seconds since 1970");
  return utf8(`cosignature/v1\ntime ${time}\n${text}`);
}

/** The signature line, with its newline, to be added to a note. `signature` is 64 bytes over `cosignedMessage` of the same time. */
export function cosignatureLine(name: string, publicKey: Uint8Array, time: number, signature: Uint8Array): string {
  if (signature.length !== 64) throw new RangeError("an Ed25519 signature has 64 bytes");
  if (!Number.isSafeInteger(time) || time < 0) throw new RangeError("the time of a cosignature is whole seconds since 1970");
  const seconds = new Uint8Array(TIME_BYTES);
  new DataView(seconds.buffer).setBigUint64(0, BigInt(time));
  return signatureLine(name, keyId(name, publicKey, COSIGNATURE), concat(seconds, signature));
}

/**
 * What the witness says about the note: its time in seconds since 1970, the latest where it signed more than once; "absent"; or
 * "bad" where a line in its name and id is not good, for then the whole note is to be refused (signed-note, "Signatures").
 * Times beyond 2^53 - 1, which the specification would allow up to 2^63 - 1, are bad.
 */
export async function cosignatureOf(note: Note, key: CosignerKey): Promise<{ time: number } | "absent" | "bad"> {
  let latest: number | undefined;
  for (const line of note.signatures) {
    if (line.name !== key.name || line.id !== key.id) continue;
    if (line.signature.length !== TIME_BYTES + 64) return "bad";
    const time = Number(new DataView(line.signature.buffer, line.signature.byteOffset).getBigUint64(0));
    if (!Number.isSafeInteger(time)) return "bad";
    if (!(await ed25519Fits(key.publicKey, cosignedMessage(note.text, time), line.signature.subarray(TIME_BYTES)))) return "bad";
    latest = Math.max(time, latest ?? 0);
  }
  return latest === undefined ? "absent" : { time: latest };
}

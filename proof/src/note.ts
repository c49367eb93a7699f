/** C2SP signed-note with Ed25519 (algorithm byte 1). Signing lives where the key lives: `signedNote` only puts the parts together. */
import { base64, concat, fromBase64, fromLatin1, hasControl, hex, utf8 } from "./bytes.ts";
import { ed25519Fits } from "./ed25519.ts";
import { sha256 } from "./hash.ts";

const ED25519 = 1;
/** Most signatures of a note that is read: the specification asks for at least 16 and for some limit. */
const MAX_SIGNATURES = 100;

/** A log's public key by name, as in the file `vkey`: `name+hash+base64`. */
export interface VerifierKey {
  name: string;
  /** 4 bytes, hex: of {@link keyId}. */
  id: string;
  /** 32 bytes, Ed25519. */
  publicKey: Uint8Array<ArrayBuffer>;
}

/** First 4 bytes of SHA-256(name, newline, signature type, public key): signed-note, "Signatures". */
export function keyId(name: string, publicKey: Uint8Array, type = ED25519): Uint8Array<ArrayBuffer> {
  return fromLatin1(sha256(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey))).subarray(0, 4);
}

/** `type` is the signature type of signed-note: 1 signs notes, 4 cosigns checkpoints. */
export function vkeyText(name: string, publicKey: Uint8Array, type = ED25519): string {
  return `${name}+${hex(keyId(name, publicKey, type))}+${base64(concat(Uint8Array.of(type), publicKey))}`;
}

/** Undefined where the text is no Ed25519 verifier key of this type, or its hash does not fit its name and key. */
export function parseVkey(text: string, type = ED25519): VerifierKey | undefined {
  const match = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)\n?$/.exec(text);
  const key = fromBase64(match?.[3] ?? "");
  const name = match?.[1];
  if (name === undefined || key === undefined || key.length !== 33 || key[0] !== type) return undefined;
  const publicKey = key.slice(1);
  const id = hex(keyId(name, publicKey, type));
  return id === match?.[2] ? { name, id, publicKey } : undefined;
}

/**
 * A note with one signature: text, empty line, signature line.
 * @param text ends in a newline
 * @param name of the key
 * @param publicKey 32 bytes, Ed25519
 * @param signature 64 bytes, over `text`
 */
export function signedNote(text: string, name: string, publicKey: Uint8Array, signature: Uint8Array): string {
  return `${text}\n${signatureLine(name, keyId(name, publicKey), signature)}`;
}

/**
 * One signature line with its newline: what is added to a note.
 * @param name of the key
 * @param id 4 bytes, of {@link keyId}
 * @param signature 64 bytes, or the 72 of a cosignature
 */
export function signatureLine(name: string, id: Uint8Array, signature: Uint8Array): string {
  return `— ${name} ${base64(concat(id, signature))}\n`;
}

/** A signature line taken apart; nothing of it is believed yet. */
export interface SignatureLine {
  /** Of the key. */
  name: string;
  /** 4 bytes, hex. */
  id: string;
  signature: Uint8Array<ArrayBuffer>;
}

/** A note taken apart (signed-note, "Format"). */
export interface Note {
  /** What is signed, with its last newline. */
  text: string;
  signatures: SignatureLine[];
}

/** Takes a note apart without believing it; undefined where it is none (signed-note, "Format"): control characters, a line that is none. */
export function parseNote(note: string): Note | undefined {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n") || hasControl(note)) return undefined;
  const lines = note.slice(end + 2, -1).split("\n");
  if (lines.length > MAX_SIGNATURES) return undefined;
  const signatures: SignatureLine[] = [];
  for (const line of lines) {
    const match = /^— ([^+\s]+) (\S+)$/.exec(line);
    const bytes = fromBase64(match?.[2] ?? "");
    if (match?.[1] === undefined || bytes === undefined || bytes.length < 5) return undefined;
    signatures.push({ name: match[1], id: hex(bytes.subarray(0, 4)), signature: bytes.slice(4) });
  }
  return { text: note.slice(0, end + 1), signatures };
}

/** Whether the note carries a good signature of this key. */
export async function noteIsSignedBy(note: Note, key: VerifierKey): Promise<boolean> {
  const line = note.signatures.find((s) => s.name === key.name && s.id === key.id);
  return line !== undefined && ed25519Fits(key.publicKey, utf8(note.text), line.signature);
}

/** Whether the note carries a good signature of one of these keys. */
export async function noteIsSignedByOneOf(note: Note, keys: readonly VerifierKey[]): Promise<boolean> {
  for (const key of keys) if (await noteIsSignedBy(note, key)) return true;
  return false;
}

/** C2SP signed-note with Ed25519 (algorithm byte 1). Signing lives where the key lives: `signedNote` only puts the parts together. */
import { base64, concat, fromBase64, fromLatin1, utf8 } from "./bytes.ts";
import { sha256 } from "./hash.ts";

const ED25519 = 1;

/** A log's public key by name, as in the file `vkey`: `name+hash+base64`. */
export interface VerifierKey {
  name: string;
  id: string;
  publicKey: Uint8Array<ArrayBuffer>;
}

function keyId(name: string, publicKey: Uint8Array): Uint8Array<ArrayBuffer> {
  return fromLatin1(sha256(concat(utf8(`${name}\n`), Uint8Array.of(ED25519), publicKey))).subarray(0, 4);
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

export function vkeyText(name: string, publicKey: Uint8Array): string {
  return `${name}+${hexOf(keyId(name, publicKey))}+${base64(concat(Uint8Array.of(ED25519), publicKey))}`;
}

/** Undefined where the text is no Ed25519 verifier key, or its hash does not fit its name and key. */
export function parseVkey(text: string): VerifierKey | undefined {
  const match = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)\n?$/.exec(text);
  const key = fromBase64(match?.[3] ?? "");
  const name = match?.[1];
  if (name === undefined || key === undefined || key.length !== 33 || key[0] !== ED25519) return undefined;
  const publicKey = key.slice(1);
  const id = hexOf(keyId(name, publicKey));
  return id === match?.[2] ? { name, id, publicKey } : undefined;
}

/** The note: text, empty line, signature line. `text` ends in a newline. */
export function signedNote(text: string, name: string, publicKey: Uint8Array, signature: Uint8Array): string {
  return `${text}\n— ${name} ${base64(concat(keyId(name, publicKey), signature))}\n`;
}

export interface SignatureLine {
  name: string;
  id: string;
  signature: Uint8Array<ArrayBuffer>;
}
export interface Note {
  text: string;
  signatures: SignatureLine[];
}

/** Takes a note apart without believing it; undefined where it is none. */
export function parseNote(note: string): Note | undefined {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n")) return undefined;
  const signatures: SignatureLine[] = [];
  for (const line of note.slice(end + 2, -1).split("\n")) {
    const match = /^— (\S+) (\S+)$/.exec(line);
    const bytes = fromBase64(match?.[2] ?? "");
    if (match?.[1] === undefined || bytes === undefined || bytes.length < 5) return undefined;
    signatures.push({ name: match[1], id: hexOf(bytes.subarray(0, 4)), signature: bytes.slice(4) });
  }
  return { text: note.slice(0, end + 1), signatures };
}

/** Whether the note carries a good signature of this key. */
export async function noteIsSignedBy(note: Note, key: VerifierKey): Promise<boolean> {
  const line = note.signatures.find((s) => s.name === key.name && s.id === key.id);
  if (line === undefined || line.signature.length !== 64) return false;
  const data = utf8(note.text);
  const node = globalThis.process?.getBuiltinModule?.("node:crypto");
  if (node !== undefined) {
    const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), key.publicKey]);
    return node.verify(null, data, node.createPublicKey({ key: der, format: "der", type: "spki" }), line.signature);
  }
  const imported = await crypto.subtle.importKey("raw", key.publicKey, { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "Ed25519" }, imported, line.signature, Uint8Array.from(data));
}

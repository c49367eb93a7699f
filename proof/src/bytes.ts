/** Bytes and their spellings, in Node and in browsers alike. */
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** UTF-8 of a text; half of a surrogate pair becomes U+FFFD. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Throws where the bytes are not UTF-8. */
export function fromUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** One array of all parts, in order. */
export function concat(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

type Latin1Slice = (this: Uint8Array, from: number, to: number) => string;
// The declared types of Node leave it out; `toString("latin1")` finds its way there more slowly.
const slice = (globalThis.Buffer?.prototype as { latin1Slice?: Latin1Slice } | undefined)?.latin1Slice;
const western = new TextDecoder("latin1");

/** A string whose characters are the bytes: the form in which the Merkle tree keeps hashes. */
export const toLatin1: (bytes: Uint8Array) => string = slice === undefined ? spelt : (bytes) => slice.call(bytes, 0, bytes.length);

/** A character for each byte, the ASCII ones as they are; what the others become differs between engines, and is never ASCII. */
export const asciiText: (bytes: Uint8Array) => string = slice === undefined ? (bytes) => western.decode(bytes) : toLatin1;

function spelt(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** The other way round: a byte for each character, all of which are below U+0100. */
export function fromLatin1(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Standard base64 with padding (RFC 4648, section 4). */
export function base64(bytes: Uint8Array): string {
  return btoa(toLatin1(bytes));
}

/** Undefined where the text is not the one base64 spelling of its bytes. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const bytes = fromLatin1(atob(text));
    return base64(bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** Two lower-case digits a byte. */
export function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

/** Whether the text has an ASCII control character other than newline and those in `allowed`. */
export function hasControl(text: string, allowed = ""): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 && code !== 10 && !allowed.includes(text.charAt(i))) return true;
  }
  return false;
}

/** So many of them, each with its bytes alone. */
const MOST_KNOWN = 256;

/** Values of one field that come again and again, known by sight. They are sought by their length and a few of their bytes, and believed only where every byte is the same. */
export class Met {
  private readonly values = new Map<number, Uint8Array>();

  has(bytes: Uint8Array, from: number, to: number): boolean {
    const value = this.values.get(signOf(bytes, from, to));
    return value !== undefined && sameBytes(value, bytes, from, to);
  }

  /** One that looks like it gives way. */
  add(value: Uint8Array): void {
    if (this.values.size === MOST_KNOWN) this.values.clear();
    this.values.set(signOf(value, 0, value.length), value);
  }
}

/** Bytes between those that a value is sought by: to hash them all would cost as much as half of what is saved. */
const STEP = 15;

function signOf(bytes: Uint8Array, from: number, to: number): number {
  let sign = to - from;
  for (let at = from; at < to; at += STEP) sign = (Math.imul(sign, 31) + (bytes[at] as number)) | 0;
  return sign;
}

type Compare = (this: Uint8Array, other: Uint8Array, from: number, to: number) => number;
const compare = globalThis.Buffer?.prototype.compare as Compare | undefined;

const sameBytes: (value: Uint8Array, bytes: Uint8Array, from: number, to: number) => boolean =
  compare === undefined ? sameByteForByte : (value, bytes, from, to) => compare.call(value, bytes, from, to) === 0;

function sameByteForByte(value: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (value.length !== to - from) return false;
  for (let at = from; at < to; at++) if (value[at - from] !== bytes[at]) return false;
  return true;
}

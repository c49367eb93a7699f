/**
 * Hashes of the tree as strings of 32 latin1 characters: in Node `crypto.hash(…, "latin1")` and `latin1Write` cost a third of
 * `createHash`, and strings compare, copy and serve as map keys for nothing.
 */
import { fromLatin1, toLatin1 } from "./bytes.ts";
import { plainSha256 } from "./sha256.ts";

/** 32 bytes, one per character. */
export type Hash = string;

const node = globalThis.process?.getBuiltinModule?.("node:crypto");

/** SHA-256 of bytes. */
export const sha256: (data: Uint8Array) => Hash =
  node === undefined ? (data) => toLatin1(plainSha256(data)) : (data) => node.hash("sha256", data, "latin1" as "binary");

const MAX_LEAF = 65_535;
const leaf = new Uint8Array(MAX_LEAF + 1);
/** The beginning of `leaf` by its length: a view costs more than many a copy, and few lengths come again and again. */
const begins: Uint8Array[] = [];
const pair = new Uint8Array(65);
pair[0] = 1;
// The declared types of Node leave `latin1Write` out; `write(…, "latin1")` finds its way there more slowly.
type Latin1Buffer = Buffer & { latin1Write(text: string, offset: number, length: number): number };
const pairBuffer = node === undefined ? undefined : (Buffer.from(pair.buffer) as Latin1Buffer);

/** RFC 6962: SHA-256(0x00 || entry). */
export function leafHash(entry: Uint8Array): Hash {
  if (entry.length > MAX_LEAF) throw new RangeError("an entry is longer than 65,535 bytes");
  leaf.set(entry, 1);
  begins[entry.length] ??= leaf.subarray(0, entry.length + 1);
  return sha256(begins[entry.length] as Uint8Array);
}

/** RFC 6962: SHA-256(0x01 || left || right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  if (pairBuffer !== undefined) {
    pairBuffer.latin1Write(left, 1, 32);
    pairBuffer.latin1Write(right, 33, 32);
  } else {
    pair.set(fromLatin1(left), 1);
    pair.set(fromLatin1(right), 33);
  }
  return sha256(pair);
}

/** Root of the empty tree. */
export const EMPTY_ROOT: Hash = sha256(new Uint8Array(0));

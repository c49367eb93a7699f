import { randomFillSync } from "node:crypto";

const CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
const CHARACTERS = 26;
const BYTES = 16;

/** Chance is drawn from the system for many ids at once: one by one it costs more than all else about an id. */
const pool = Buffer.alloc(256 * BYTES);
let used = pool.length;

/** A copy of 16 fresh random bytes; each byte is handed out once. */
function fresh(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.from(pool.subarray(used, used + BYTES));
  used += BYTES;
  return bytes;
}

/** `prefix_` and 26 characters of 128 random bits, Crockford base 32 in lower case: says nothing about when or whom. */
export function newId(prefix: string): string {
  return `${prefix}_${base32(fresh())}`;
}

/** Read from the right, five bits a character; the first holds the three bits that are left. */
function base32(bytes: Buffer): string {
  let text = "";
  let rest = 0;
  let bits = 0;
  for (let at = bytes.length - 1; text.length < CHARACTERS; ) {
    if (bits < 5 && at >= 0) {
      rest |= (bytes[at--] ?? 0) << bits;
      bits += 8;
    }
    text = `${CROCKFORD[rest & 31]}${text}`;
    rest >>= 5;
    bits -= 5;
  }
  return text;
}

/** UUIDv7 of real time: the keeper forgets old ones by their time. */
export function newIid(): string {
  const bytes = fresh();
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

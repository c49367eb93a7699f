/** The short code on a look's screen: 60 random bits in Crockford's base 32. The entry holds its keyed MAC only. */
import { chance } from "./random.ts";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** `XXXX-XXXX-XXXX` */
export function traceCode(): string {
  let letters = "";
  for (const byte of chance(12)) letters += ALPHABET[byte & 31];
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}

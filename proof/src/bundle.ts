/** Entry bundles of C2SP tlog-tiles: each entry behind its length in two bytes, big-endian. */
import { concat } from "./bytes.ts";

/** The file of a bundle: 1 to 256 entries in order. Each of at most 65,535 bytes ({@link MAX_ENTRY_BYTES}); a longer one would be cut unseen. */
export function bundleBytes(entries: readonly Uint8Array[]): Uint8Array {
  return concat(...entries.flatMap((entry) => [Uint8Array.of(entry.length >> 8, entry.length & 255), entry]));
}

/** Undefined where a length points beyond the end. */
export function parseBundle(bytes: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + 2 > bytes.length) return undefined;
    const end = at + 2 + (((bytes[at] as number) << 8) | (bytes[at + 1] as number));
    if (end > bytes.length) return undefined;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries;
}

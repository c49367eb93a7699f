/** Chance in small pieces, drawn from the system in large ones. Each byte is handed out once. */
import { randomFillSync } from "node:crypto";

const pool = Buffer.alloc(16 * 1024);
let used = pool.length;

/** A copy of `count` fresh random bytes. */
export function chance(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.from(pool.subarray(used, used + count));
  pool.fill(0, used, used + count);
  used += count;
  return bytes;
}

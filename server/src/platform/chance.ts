import { randomBytes } from "node:crypto";

/** Bytes that nobody can foretell. */
export const secretBytes = (count: number): Buffer => randomBytes(count);

/** The same numbers in [0, 1) for the same seed (sfc32): for made-up companies and draws that an auditor repeats, never for secrets. */
export function seeded(seed: number): () => number {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, (seed ^ 0xdeadbeef) >>> 0];
  const next = (): number => {
    const t = (((a + b) >>> 0) + d) >>> 0;
    d = (d + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = ((((c << 21) | (c >>> 11)) >>> 0) + t) >>> 0;
    return t / 2 ** 32;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}

import { createHash, createHmac } from "node:crypto";

/** Secret bytes of one draw, as 64 hex digits. Nobody knows them before the draw; afterwards everybody may. */
export type Seed = string;

const SEED = /^[0-9a-f]{64}$/u;
const NAME = "mercusuar-draw-v1";

/**
 * What is published before the draw, so that the seed cannot be chosen afterwards: SHA-256 over `mercusuar-draw-v1\0seed\0` and the seed's
 * 32 bytes, as hex. @throws RangeError for a seed that is none
 */
export function commitment(seed: Seed): string {
  return createHash("sha256").update(`${NAME}\0seed\0`).update(bytesOf(seed)).digest("hex");
}

/**
 * The lot of one look in one lane, in (0, 1): HMAC-SHA-256 under the seed over `mercusuar-draw-v1\0LANE\0ID` in UTF-8; the first 53 bits, big
 * endian, plus a half, divided by 2^53. It hangs on nothing but seed, lane and id, so that no order of a list can be chosen to fit.
 */
export function lotsOf(seed: Seed): (lane: string, id: string) => number {
  const key = bytesOf(seed);
  return (lane, id) => {
    const first = createHmac("sha256", key).update(`${NAME}\0${lane}\0${id}`).digest().readBigUInt64BE();
    return (Number(first >> 11n) + 0.5) / 2 ** 53;
  };
}

function bytesOf(seed: Seed): Buffer {
  if (!SEED.test(seed)) throw new RangeError("seed: expected 64 lower-case hex digits");
  return Buffer.from(seed, "hex");
}

import { createHash, createHmac } from "node:crypto";

/** Secret bytes of one draw, as 64 lower-case hex digits. Nobody knows them before the draw; afterwards everybody may. */
export type Seed = string;

const SEED = /^[0-9a-f]{64}$/u;
const NAME = "mercusuar-draw-v1";

/**
 * What is published before a draw, so that the seed cannot be chosen afterwards: SHA-256 over `mercusuar-draw-v1\0seed\0` and the seed's
 * 32 bytes, as hex. @throws RangeError for a seed that is none
 */
export function commitment(seed: Seed): string {
  return createHash("sha256").update(`${NAME}\0seed\0`).update(bytesOf(seed)).digest("hex");
}

/**
 * The lot of one thing in one lane, in (0, 1): the first 53 bits, big endian, of HMAC-SHA-256 under the seed over `mercusuar-draw-v1\0LANE\0ID`
 * in UTF-8, plus a half, divided by 2^53. It hangs on nothing but seed, lane and id, so that no order of a list can be chosen to fit.
 * @throws RangeError for a seed that is none
 */
export function lotsOf(seed: Seed): (lane: string, id: string) => number {
  const drawn = bytesUnder(seed);
  return (lane, id) => (Number(drawn(lane, id).readBigUInt64BE() >> 11n) + 0.5) / 2 ** 53;
}

/** Lots one after the other, where a draw goes back and forth and no lot belongs to one thing. */
export interface LotStream {
  /** A whole number from 0 to below `most` (1 to 2^32). Numbers beyond the last full multiple are passed over, so that none is likelier. */
  below(most: number): number;
  /** All of the list in a drawn order (Fisher and Yates, from the end). The list itself stays. */
  shuffled<Item>(list: readonly Item[]): Item[];
}

const BLOCK = 8;
const RANGE = 2 ** 32;

/**
 * The lots of the lane `stream`, ids 0, 1, 2 …, all 32 bytes of each read as eight big-endian numbers of 32 bits: the same seed gives the same
 * stream, in every language. @throws RangeError for a seed that is none
 */
export function streamOf(seed: Seed): LotStream {
  const drawn = bytesUnder(seed);
  let [block, at, count]: [Buffer, number, number] = [Buffer.alloc(0), BLOCK, 0];
  const next = (): number => {
    if (at === BLOCK) [block, at] = [drawn("stream", String(count++)), 0];
    return block.readUInt32BE(4 * at++);
  };
  const below = (most: number): number => {
    if (!Number.isInteger(most) || most < 1 || most > RANGE) throw new RangeError(`a lot of ${most}`);
    const full = RANGE - (RANGE % most);
    for (;;) {
      const one = next();
      if (one < full) return one % most;
    }
  };
  return {
    below,
    shuffled(list) {
      const all = [...list];
      for (let last = all.length - 1; last > 0; last--) {
        const other = below(last + 1);
        [all[last], all[other]] = [all[other] as (typeof all)[number], all[last] as (typeof all)[number]];
      }
      return all;
    },
  };
}

/**
 * The seed of one draw. It is derived and stored nowhere: whoever reads the database, its administrator included, cannot foresee a draw. Made
 * known once the draw is over it tells nothing of the key or of other seeds.
 * @param serverKey lies beside the data
 * @param draw names this draw and no other
 */
export const seedOf = (serverKey: Buffer, draw: string): Seed => createHmac("sha256", serverKey).update(`draw ${draw}`).digest("hex");

function bytesUnder(seed: Seed): (lane: string, id: string) => Buffer {
  const key = bytesOf(seed);
  return (lane, id) => createHmac("sha256", key).update(`${NAME}\0${lane}\0${id}`).digest();
}

function bytesOf(seed: Seed): Buffer {
  if (!SEED.test(seed)) throw new RangeError("seed: expected 64 lower-case hex digits");
  return Buffer.from(seed, "hex");
}

import { createHash, createHmac } from "node:crypto";

/**
 * Lots that an auditor draws again: the same seed gives the same lots, in every language. Block n of the stream is SHA-256 of the seed's 64
 * hexadecimal digits, a space and n in decimal, from 0; it is read as eight big-endian numbers of 32 bits.
 */
export interface Lot {
  /** A whole number from 0 to below `most` (1 to 2^32). Numbers beyond the last full multiple are passed over, so that none is likelier. */
  below(most: number): number;
  /** All of the list in a drawn order (Fisher and Yates, from the end). The list itself stays. */
  shuffled<Item>(list: readonly Item[]): Item[];
}

const BLOCK = 8;
const RANGE = 2 ** 32;
const SEED = /^[0-9a-f]{64}$/;

/** @param seed 64 lower-case hexadecimal digits. @throws RangeError for anything else */
export function lotOf(seed: string): Lot {
  if (!SEED.test(seed)) throw new RangeError("a seed is 64 lower-case hexadecimal digits");
  let [block, at, count] = [Buffer.alloc(0), BLOCK, 0];
  const next = (): number => {
    if (at === BLOCK) [block, at] = [createHash("sha256").update(`${seed} ${count++}`).digest(), 0];
    return block.readUInt32BE(4 * at++);
  };
  const below = (most: number): number => {
    if (!Number.isInteger(most) || most < 1 || most > RANGE) throw new RangeError(`a lot of ${most}`);
    const full = RANGE - (RANGE % most);
    for (;;) {
      const drawn = next();
      if (drawn < full) return drawn % most;
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

/** What is written down before a draw, so that its seed cannot be chosen afterwards: SHA-256 of the seed's digits. */
export const commitmentTo = (seed: string): string => createHash("sha256").update(seed).digest("hex");

/**
 * The seed of one draw. It is derived and stored nowhere: whoever reads the database, its administrator included, cannot foresee a draw. Made
 * known once the draw is over it tells nothing of the key or of other seeds.
 * @param serverKey lies beside the data
 * @param draw names this draw and no other
 */
export const seedOf = (serverKey: Buffer, draw: string): string => createHmac("sha256", serverKey).update(`draw ${draw}`).digest("hex");

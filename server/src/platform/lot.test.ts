import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { commitment, seedOf, streamOf } from "./lot.ts";

const SEED = "ab".repeat(32);

describe("lots that are drawn again (R53)", () => {
  it("are the same for the same seed, and others for another", () => {
    const drawn = (seed: string) => streamOf(seed).shuffled([...Array(20).keys()]);
    expect(drawn(SEED)).toEqual(drawn(SEED));
    expect(drawn(SEED)).not.toEqual(drawn("cd".repeat(32)));
    expect([...drawn(SEED)].sort((a, b) => a - b)).toEqual([...Array(20).keys()]);
  });

  it("follow the stream that is written down, which anybody can repeat", () => {
    const block = (n: number) => createHmac("sha256", Buffer.from(SEED, "hex")).update(`mercusuar-draw-v1\0stream\0${n}`).digest();
    const lot = streamOf(SEED);
    const numbers = Array.from({ length: 9 }, () => lot.below(2 ** 32));
    expect([numbers[0], numbers[8]]).toEqual([block(0).readUInt32BE(0), block(1).readUInt32BE(0)]);
  });

  it("favour no number", () => {
    const lot = streamOf(SEED);
    const counts = [0, 0, 0, 0, 0];
    for (let n = 0; n < 10_000; n++) {
      const one = lot.below(5);
      counts[one] = (counts[one] ?? 0) + 1;
    }
    // Far more than four standard errors of 2,000.
    for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(200);
  });

  it("come of a seed that only the key gives, and that its commitment names", () => {
    const seed = seedOf(Buffer.alloc(32, 1), "rota off_1 2026-11-23");
    expect(seed).not.toBe(seedOf(Buffer.alloc(32, 2), "rota off_1 2026-11-23"));
    expect(seed).not.toBe(seedOf(Buffer.alloc(32, 1), "rota off_2 2026-11-23"));
    expect(commitment(seed)).toBe(createHash("sha256").update("mercusuar-draw-v1\0seed\0").update(Buffer.from(seed, "hex")).digest("hex"));
  });

  it("refuse what is no seed and no lot", () => {
    expect(() => streamOf("x")).toThrow(RangeError);
    expect(() => streamOf(SEED).below(0)).toThrow(RangeError);
  });
});

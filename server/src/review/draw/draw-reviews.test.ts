import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commitment, lotsOf } from "../../platform/lot.ts";
import { heldBack, lanesOf, reviewBudget } from "./budget.ts";
import { type Drawable, drawReviews } from "./index.ts";

const seedOf = (n: number): string => createHash("sha256").update(String(n)).digest("hex");
const seeds = fc.integer().map(seedOf);
const look = fc.record({
  personId: fc.constantFrom("per_rina", "per_yosua", "per_sinta", "per_maria"),
  score: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 20, noNaN: true })),
  explained: fc.boolean(),
  hard: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
});
const day: fc.Arbitrary<Drawable[]> = fc.array(look, { maxLength: 60 }).map((list) => list.map((one, n) => ({ ...one, id: `${n}.0` })));
const asks = fc.record({ looks: day, budget: fc.integer({ min: 0, max: 25 }), seed: seeds });

describe("R53: the draw of looks for review", () => {
  it("keeps to its budget beside the hard lane, draws nothing twice, and nothing that is no look of the day", () => {
    fc.assert(
      fc.property(asks, (ask) => {
        const drawn = drawReviews(ask);
        const ids = drawn.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(drawn.filter(({ lane }) => lane !== "hard").length).toBeLessThanOrEqual(ask.budget);
        expect(ids.every((id) => ask.looks.some((one) => one.id === id))).toBe(true);
      }),
    );
  });

  it("is the same whatever the order of the looks: an auditor who has the seed finds the same customers", () => {
    fc.assert(
      fc.property(asks, fc.integer(), (ask, turn) => {
        const lot = lotsOf(seedOf(turn));
        const shuffled = [...ask.looks].sort((a, b) => lot("shuffle", a.id) - lot("shuffle", b.id));
        expect(drawReviews({ ...ask, looks: shuffled })).toEqual(drawReviews(ask));
      }),
    );
  });

  it("takes every hard look, and all that is unexplained where it fits", () => {
    fc.assert(
      fc.property(asks, (ask) => {
        const drawn = new Set(drawReviews(ask).map(({ id }) => id));
        expect(ask.looks.filter(({ hard, id }) => hard && !drawn.has(id))).toEqual([]);
        const unexplained = ask.looks.filter(({ hard, explained }) => !hard && !explained);
        if (unexplained.length <= ask.budget) expect(unexplained.filter(({ id }) => !drawn.has(id))).toEqual([]);
      }),
    );
  });

  it("uses the whole budget where more is unexplained than fits", () => {
    fc.assert(
      fc.property(asks, (ask) => {
        const unexplained = ask.looks.filter(({ hard, explained }) => !hard && !explained);
        fc.pre(unexplained.length > ask.budget);
        const beside = drawReviews(ask).filter(({ lane }) => lane !== "hard");
        expect(beside.length).toBe(ask.budget);
      }),
    );
  });

  it("takes nobody's second look into the top lane before everybody had a first", () => {
    const looks = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"].map((id, n) => ({
      id,
      personId: n < 8 ? "per_rina" : `per_${id}`,
      score: 20 - n,
      explained: false,
      hard: false,
    }));
    for (let n = 0; n < 50; n++) {
      const top = drawReviews({ looks, budget: 10, seed: seedOf(n) }).filter(({ lane }) => lane === "top");
      expect(top.map(({ id }) => id)).toEqual(["a", "i", "j", "k"]);
    }
  });

  const unexplained = (n: number, score: (at: number) => number): Drawable[] =>
    Array.from({ length: n }, (_, at) => ({ id: `u${at}`, personId: `per_${at}`, score: score(at), explained: false, hard: false }));

  it("draws in proportion to score, and gives the explained their chance", () => {
    const looks = [
      ...unexplained(20, (at) => (at < 10 ? 3 : 6)),
      ...Array.from({ length: 80 }, (_, at) => ({ id: `e${at}`, personId: "per_x", score: 1, explained: true, hard: false })),
    ];
    let [low, high, explained] = [0, 0, 0];
    for (let n = 0; n < 1_500; n++)
      for (const { id, lane } of drawReviews({ looks, budget: 2, seed: seedOf(n) })) {
        if (lane === "weighted" && id.startsWith("u")) Number(id.slice(1)) < 10 ? low++ : high++;
        if (id.startsWith("e")) explained++;
      }
    // One weighted place each: a low one's chance is 30 in 84 where the top lane took a high one before (8 times in 10), else 30 in 90. Five standard errors.
    const share = low / (low + high);
    expect(Math.abs(share - (0.8 * 30) / 84 - (0.2 * 30) / 90)).toBeLessThan(0.062);
    // A uniform place every fifth time, of which 80 in 100 fall on explained looks.
    expect(explained / 1_500).toBeGreaterThan(0.12);
    expect(explained / 1_500).toBeLessThan(0.2);
  });

  it("splits small budgets fairly in the long run", () => {
    const sums = { top: 0, weighted: 0, uniform: 0 };
    for (let n = 0; n < 1_000; n++) {
      const lanes = lanesOf(4, n / 1_000);
      expect(lanes.top + lanes.weighted + lanes.uniform).toBe(4);
      for (const lane of ["top", "weighted", "uniform"] as const) sums[lane] += lanes[lane] / 1_000;
    }
    expect(sums.top).toBeCloseTo(1.6, 2);
    expect(sums.weighted).toBeCloseTo(2, 2);
    expect(sums.uniform).toBeCloseTo(0.4, 2);
  });

  it("has a budget of the reviewers' minutes, else one look in a hundred, at least three", () => {
    expect([reviewBudget(0), reviewBudget(417), reviewBudget(1_000), reviewBudget(1_000, 60), reviewBudget(1_000, 1)]).toEqual([
      3, 4, 10, 30, 3,
    ]);
  });

  it("holds back for looks that are judged later what is theirs, in the long run to the fraction", () => {
    const held = (budget: number, drawn: number, open: number) => {
      const all = Array.from({ length: 1_000 }, (_, n) => heldBack(budget, { drawn, open, lot: (n + 0.5) / 1_000 }));
      return all.reduce((sum, one) => sum + one, 0) / all.length;
    };
    expect([held(3, 6, 1), held(3, 1, 4), held(3, 0, 1), held(3, 9, 0), held(0, 1, 1), held(10, 0, 2)]).toEqual([
      expect.closeTo(3 / 7, 2),
      expect.closeTo(12 / 5, 2),
      1,
      0,
      0,
      2,
    ]);
  });

  it("commits to its seed beforehand, and its lots are what the description says", () => {
    const seed = seedOf(7);
    const key = Buffer.from(seed, "hex");
    expect(commitment(seed)).toBe(createHash("sha256").update("mercusuar-draw-v1\0seed\0").update(key).digest("hex"));
    const first = createHmac("sha256", key).update("mercusuar-draw-v1\0weighted\x0012.0").digest("hex").slice(0, 16);
    expect(lotsOf(seed)("weighted", "12.0")).toBe((Number(BigInt(`0x${first}`) >> 11n) + 0.5) / 2 ** 53);
  });

  it.each([
    [{ seed: "abc" }, "seed"],
    [{ budget: -1 }, "budget: -1"],
    [{ budget: 1.5 }, "budget: 1.5"],
    [{ looks: [...unexplained(1, () => 1), ...unexplained(1, () => 1)] }, "stand twice"],
    [{ looks: unexplained(1, () => Number.NaN) }, "the score of u0"],
  ])("refuses what is no draw by name: %o", (wrong, said) => {
    expect(() => drawReviews({ looks: [], budget: 3, seed: seedOf(1), ...wrong })).toThrow(said);
  });
});

import { describe, expect, it } from "vitest";
import { type Callable, drawCalls, weekdayOf } from "./draw-calls.ts";

const SEED = "5e".repeat(32);
const pool = (count: number, persons = 4): Callable[] =>
  Array.from({ length: count }, (_, n) => ({ look: n, personId: `per_${n % persons}`, customerId: `cus_${n}` }));
const ask = { calls: 3, due: new Set<string>(), date: "2026-11-23", seed: SEED };
const looks = (drawn: readonly Callable[]) => drawn.map(({ look }) => look);

describe("a draw of call-backs (R53, R54)", () => {
  it("R53: is the same for the same seed, in whatever order the pool comes, and another on another day", () => {
    const drawn = drawCalls({ ...ask, pool: pool(30) });
    expect(drawn).toHaveLength(3);
    expect(drawCalls({ ...ask, pool: pool(30).reverse() })).toEqual(drawn);
    expect(looks(drawCalls({ ...ask, pool: pool(30), date: "2026-11-24" }))).not.toEqual(looks(drawn));
    expect(looks(drawCalls({ ...ask, pool: pool(30), seed: "6f".repeat(32) }))).not.toEqual(looks(drawn));
  });

  it("a lot hangs on nothing but its look: what else was opened that day moves nobody before another", () => {
    const all = looks(drawCalls({ ...ask, pool: pool(30), calls: 30 }));
    const some = looks(drawCalls({ ...ask, pool: pool(30).filter(({ look }) => look % 2 === 0), calls: 30 }));
    expect(some).toEqual(all.filter((look) => look % 2 === 0));
  });

  it("asks about everybody who is due, beside the calls for all", () => {
    const drawn = drawCalls({ ...ask, pool: pool(30), due: new Set(["per_1", "per_2"]) });
    expect(drawn).toHaveLength(5);
    expect(
      drawn
        .slice(0, 2)
        .map(({ personId }) => personId)
        .sort(),
    ).toEqual(["per_1", "per_2"]);
  });

  it("rings nobody up twice, and no more than there are", () => {
    const same = pool(6).map((one) => ({ ...one, customerId: "cus_1" }));
    expect(drawCalls({ ...ask, pool: same, due: new Set(["per_1", "per_2"]) })).toHaveLength(1);
    expect(drawCalls({ ...ask, pool: pool(2) })).toHaveLength(2);
    expect(drawCalls({ ...ask, pool: [] })).toEqual([]);
  });

  it("draws every look about as often", () => {
    const counts = new Map<number, number>();
    for (let n = 0; n < 2_000; n++)
      for (const look of looks(drawCalls({ ...ask, calls: 2, pool: pool(10), seed: n.toString(16).padStart(64, "0") })))
        counts.set(look, (counts.get(look) ?? 0) + 1);
    // 400 each; five standard errors.
    for (let look = 0; look < 10; look++) expect(Math.abs((counts.get(look) ?? 0) - 400)).toBeLessThan(90);
  });

  it("gives each person a weekday of his own, by lot, from Monday to Saturday", () => {
    const days = Array.from({ length: 300 }, (_, n) => weekdayOf(`per_${n}`, SEED));
    expect(new Set(days)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  });
});

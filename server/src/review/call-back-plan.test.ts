import { describe, expect, it } from "vitest";
import { callsFor, chanceToCatch } from "./call-back-plan.ts";

const DAYS = [5, 20, 60];
const percent = (looks: number, misuses: number, calls: number, answered: number): number[] =>
  DAYS.map((days) => Math.round(100 * chanceToCatch({ looks, misuses, calls, answered }, days)));

describe("a plan of call-backs (R54)", () => {
  it.each([
    [15, 1, 1, [29, 75, 98], [13, 42, 80]],
    [15, 1, 2, [51, 94, 100], [24, 67, 96]],
    [15, 3, 2, [90, 100, 100], [57, 97, 100]],
    [40, 1, 1, [12, 40, 78], [5, 18, 45]],
    [40, 1, 5, [49, 93, 100], [23, 64, 95]],
    [40, 3, 2, [55, 96, 100], [26, 71, 97]],
  ])("of %i looks a day with %i false, %i calls find within 5, 20 and 60 days what was measured", (looks, misuses, calls, all, some) => {
    expect(percent(looks, misuses, calls, 1)).toEqual(all);
    expect(percent(looks, misuses, calls, 0.4)).toEqual(some);
  });

  it("a few calls for a whole team find little, and much more where only looks without other evidence are drawn", () => {
    expect(percent(400, 1, 5, 0.4)).toEqual([2, 10, 26]);
    expect(percent(120, 1, 5, 0.4)).toEqual([8, 29, 64]);
    expect(percent(40, 1, 5, 0.4)).toEqual([23, 64, 95]);
  });

  it("agrees with drawing lots ten thousand times", () => {
    const plan = { looks: 12, misuses: 3, calls: 4, answered: 0.5 };
    let state = 7;
    const chance = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    const day = (): boolean => {
      const bag = Array.from({ length: plan.looks }, (_, i) => i < plan.misuses);
      return Array.from({ length: plan.calls }, () => bag.splice(Math.floor(chance() * bag.length), 1)[0]).some(
        (isFalse) => isFalse && chance() < plan.answered,
      );
    };
    const caught = Array.from({ length: 10_000 }, day).filter(Boolean).length / 10_000;
    // Three standard errors of ten thousand draws.
    expect(Math.abs(caught - chanceToCatch(plan, 1))).toBeLessThan(0.015);
  });

  it("calls about every look find a misuse for certain where everybody answers, and never where nobody does", () => {
    expect(chanceToCatch({ looks: 1_000, misuses: 1, calls: 1_000, answered: 1 }, 1)).toBeCloseTo(1, 9);
    expect(chanceToCatch({ looks: 1_000, misuses: 999, calls: 500, answered: 0 }, 60)).toBeCloseTo(0, 9);
  });

  it("says how many calls a chance takes, and that none is enough", () => {
    const plan = { looks: 40, misuses: 1, answered: 0.4 };
    const calls = callsFor(0.95, plan, 60) ?? 0;
    expect(chanceToCatch({ ...plan, calls }, 60)).toBeGreaterThanOrEqual(0.95);
    expect(chanceToCatch({ ...plan, calls: calls - 1 }, 60)).toBeLessThan(0.95);
    expect(callsFor(0.95, { ...plan, answered: 0.01 }, 5)).toBeUndefined();
  });

  it.each([
    [{ looks: 0 }, "looks: 0"],
    [{ misuses: 41 }, "misuses: 41"],
    [{ calls: 2.5 }, "calls: 2.5"],
    [{ answered: 1.2 }, "answered: 1.2"],
    [{ answered: Number.NaN }, "answered: NaN"],
  ])("refuses %o by name", (wrong, said) => {
    expect(() => chanceToCatch({ looks: 40, misuses: 1, calls: 1, answered: 0.4, ...wrong }, 5)).toThrow(said);
  });
});

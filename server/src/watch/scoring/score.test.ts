import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binOf } from "./bins.ts";
import { addedUp, FLAGS, type Flag, type LookFeatures, modelOf, rollsOf, score, telling, tellPart } from "./index.ts";
import { partWords } from "./words.ts";

const DAYS = fc.option(fc.double({ min: 0, max: 2_000, noNaN: true }), { nil: undefined });
const flag = fc.constantFrom(...(Object.keys(FLAGS) as Flag[]));
const features: fc.Arbitrary<LookFeatures> = fc.record({
  job: fc.constantFrom("CS", "Telesales"),
  personId: fc.constantFrom("per_rina", "per_yosua"),
  dormantDays: DAYS,
  burst: fc.nat({ max: 400 }),
  stage: fc.constantFrom("care", "order", "billing"),
  hour: fc.integer({ min: 0, max: 23 }),
  crowd: fc.nat({ max: 5 }),
  idleDays: DAYS,
  explainedBefore: fc.boolean(),
  hasOutcome: fc.boolean(),
  flags: fc.uniqueArray(flag, { maxLength: 3 }),
});
const usual: LookFeatures = {
  job: "CS",
  personId: "per_rina",
  dormantDays: 0.5,
  burst: 2,
  stage: "care",
  hour: 10,
  crowd: 0,
  idleDays: 0.1,
  explainedBefore: true,
  hasOutcome: true,
  flags: [],
};
const many = (n: number, change: Partial<LookFeatures> = {}): LookFeatures[] => Array.from({ length: n }, () => ({ ...usual, ...change }));

describe("the score of a look", () => {
  const model = modelOf(rollsOf([...many(995), ...many(3, { dormantDays: 100 }), ...many(2, { hour: 23 })]));

  it("of the most usual look with evidence is next to nothing", () => {
    expect(score(usual, model).total).toBeLessThan(0.01);
  });

  it("gives three points for no work before and three for no outcome by evening", () => {
    const { total } = score(usual, model);
    expect(score({ ...usual, explainedBefore: false }, model).total - total).toBeCloseTo(3, 9);
    expect(score({ ...usual, hasOutcome: false }, model).total - total).toBeCloseTo(3, 9);
  });

  it("counts how rare a thing is in the job, as a sentence with its number in both languages", () => {
    const told = score({ ...usual, dormantDays: 91 }, model).parts[0];
    expect(told).toMatchObject({ id: "dormancy", values: { from: 90 } });
    expect(told?.points).toBeCloseTo(-Math.log10(4 / 1001), 9);
    if (!told) return;
    expect(tellPart(told, "en")).toBe("0.4% of looks in this job are at customers silent for 90 days or more.");
    expect(tellPart(told, "id")).toBe(
      "0,4% pembukaan data dalam jabatan ini menyangkut pelanggan yang sudah 90 hari atau lebih tidak ada kegiatannya.",
    );
  });

  it("counts a crowd half, and an hour at which the person never works by how rare it is", () => {
    const crowded = score({ ...usual, crowd: 1 }, model).parts.find(({ id }) => id === "crowd");
    expect(crowded?.points).toBeCloseTo(0.5 * Math.log10(1001), 9);
    const late = score({ ...usual, hour: 23 }, model).parts.find(({ id }) => id === "hour");
    expect(late?.points).toBeGreaterThan(2);
    expect(late && tellPart(late, "en")).toBe(
      "An hour that is rare for this person: 0.2% of the looks are around 23:00 or at rarer hours.",
    );
  });

  it("takes a flag by its base rate: much for a public figure, slight for being alone on duty (R81)", () => {
    const points = (id: Flag) => score({ ...usual, flags: [id] }, model).parts.find((part) => part.id === id)?.points ?? 0;
    expect(points("public_figure")).toBeGreaterThan(2.5);
    expect(points("honey")).toBeGreaterThan(points("public_figure"));
    expect(points("alone_on_duty")).toBeLessThan(1);
  });

  it("learns that a flag is common where it is", () => {
    const village = modelOf(rollsOf([...many(500), ...many(500, { flags: ["alone_on_duty"] })]));
    expect(score({ ...usual, flags: ["alone_on_duty"] }, village).total).toBeLessThan(0.5);
  });

  it("judges a job that nobody has seen yet by evidence and flags alone", () => {
    const strange = { ...usual, job: "Field", personId: "per_new", dormantDays: undefined, burst: 300, hour: 3 };
    expect(score(strange, model).total).toBe(0);
    expect(score({ ...strange, hasOutcome: false }, model).total).toBe(3);
  });

  it("has words for each part that any look can have", () => {
    fc.assert(
      fc.property(fc.array(features, { minLength: 1, maxLength: 30 }), features, (past, look) => {
        for (const part of score(look, modelOf(rollsOf(past))).parts)
          for (const language of ["id", "en"] as const) expect(tellPart(part, language)).not.toMatch(/[{}]|NaN|undefined/u);
      }),
    );
    const told = new Set(Object.keys(FLAGS).filter((id) => !(id in partWords)));
    expect([...told]).toEqual([]);
  });

  it("is finite, never negative, and its parts add up", () => {
    fc.assert(
      fc.property(fc.array(features, { maxLength: 30 }), features, (past, look) => {
        const { total, parts } = score(look, modelOf(rollsOf(past)));
        expect(Number.isFinite(total) && total >= 0).toBe(true);
        expect(parts.reduce((all, { points }) => all + points, 0)).toBeCloseTo(total, 9);
      }),
    );
  });

  it("never falls when a look becomes stranger", () => {
    fc.assert(
      fc.property(fc.array(features, { maxLength: 30 }), features, fc.double({ min: 0, max: 500, noNaN: true }), (past, look, more) => {
        const known = modelOf(rollsOf(past));
        const longer = { ...look, dormantDays: look.dormantDays === undefined ? undefined : look.dormantDays + more };
        expect(score(longer, known).total).toBeGreaterThanOrEqual(score(look, known).total - 1e-9);
        expect(score({ ...look, burst: look.burst + Math.floor(more) }, known).total).toBeGreaterThanOrEqual(
          score(look, known).total - 1e-9,
        );
      }),
    );
  });

  it("leaves out, for readers, what more than one look in ten shares, though it gives its points", () => {
    expect(telling(score({ ...usual, hasOutcome: false }, model)).map(({ id }) => id)).toEqual(["no_outcome_by_evening"]);
    const busy = modelOf(rollsOf([...many(53), ...many(47, { hour: 13, burst: 4 })]));
    const ordinary = score({ ...usual, hour: 13, burst: 4 }, busy);
    expect(ordinary.parts.map(({ id }) => id)).toContain("burst");
    expect(telling(ordinary)).toEqual([]);
  });
});

describe("the model of what is usual", () => {
  it("is the same from days added up as from all looks at once", () => {
    fc.assert(
      fc.property(fc.array(features, { maxLength: 20 }), fc.array(features, { maxLength: 20 }), features, (one, other, look) => {
        const apart = modelOf(addedUp(rollsOf(other), rollsOf(one)));
        expect(score(look, apart).total).toBeCloseTo(score(look, modelOf(rollsOf([...one, ...other]))).total, 9);
      }),
    );
  });

  it("is kept as counts: nothing of a customer, one line for a bin", () => {
    const rolls = rollsOf([...many(3), ...many(2, { dormantDays: 100 })]);
    expect(rolls.filter(({ measure }) => measure === "dormancy")).toEqual([
      { scope: "job:CS", measure: "dormancy", bin: binOf("dormancy", 0.5), count: 3 },
      { scope: "job:CS", measure: "dormancy", bin: binOf("dormancy", 100), count: 2 },
    ]);
    expect(rolls.filter(({ scope }) => scope === "person:per_rina").map(({ measure, count }) => [measure, count])).toEqual([
      ["stage", 5],
      ["hour", 5],
    ]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collusionsOf, crowdsOf, type DayCount, driftOf, seriesOf, type UnexplainedLook } from "./index.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 2, 30, 12);
const look = (personId: string, customerId: string, daysAgo: number, change: Partial<UnexplainedLook> = {}): UnexplainedLook => ({
  at: NOW - daysAgo * DAY,
  personId,
  customerId,
  selfOpened: false,
  servedBy: undefined,
  ...change,
});
const anyLook: fc.Arbitrary<UnexplainedLook> = fc
  .record({
    who: fc.constantFrom("per_a", "per_b", "per_c", "per_d"),
    customer: fc.constantFrom("cst_1", "cst_2", "cst_3", "cst_4", "cst_5"),
    ago: fc.double({ min: 0, max: 80, noNaN: true }),
    selfOpened: fc.boolean(),
    servedBy: fc.constantFrom("per_a", "per_b", undefined),
  })
  .map(({ who, customer, ago, ...rest }) => look(who, customer, ago, rest));

describe("a crowd on one customer", () => {
  it("is the third person within seven days, none of them explained", () => {
    const looks = [look("per_a", "cst_m", 6), look("per_a", "cst_m", 5), look("per_b", "cst_m", 3)];
    expect(crowdsOf(looks)).toEqual([]);
    expect(crowdsOf([...looks, look("per_c", "cst_m", 0)])).toEqual([
      { customerId: "cst_m", personIds: ["per_a", "per_b", "per_c"], from: NOW - 6 * DAY, until: NOW },
    ]);
  });

  it("is none where the third comes after the first is seven days past, or looks at another customer", () => {
    expect(crowdsOf([look("per_a", "cst_m", 7), look("per_b", "cst_m", 3), look("per_c", "cst_m", 0)])).toEqual([]);
    expect(crowdsOf([look("per_a", "cst_m", 2), look("per_b", "cst_m", 1), look("per_c", "cst_s", 0)])).toEqual([]);
  });

  it("never shrinks when another look is found", () => {
    fc.assert(
      fc.property(fc.array(anyLook, { maxLength: 25 }), anyLook, (looks, late) => {
        const eyes = (list: UnexplainedLook[]) =>
          new Map(crowdsOf(list).map(({ customerId, personIds }) => [customerId, personIds.length]));
        const after = eyes([...looks, late]);
        for (const [customer, count] of eyes(looks)) expect(after.get(customer) ?? 0).toBeGreaterThanOrEqual(count);
      }),
    );
  });
});

describe("a series over weeks", () => {
  it("is the same person at the same customer in three of eight weeks, however few each time", () => {
    const looks = [look("per_a", "cst_m", 1), look("per_a", "cst_m", 2), look("per_a", "cst_m", 15)];
    expect(seriesOf(looks, NOW)).toEqual([]);
    expect(seriesOf([...looks, look("per_a", "cst_m", 40)], NOW)).toEqual([
      { kind: "customer", personId: "per_a", customerId: "cst_m", weeks: 3, looks: 4 },
    ]);
    expect(seriesOf([...looks, look("per_a", "cst_m", 57)], NOW)).toEqual([]);
  });

  it("is opening cases for oneself week after week, where colleagues do not", () => {
    const own = [1, 8, 15].map((ago, n) => look("per_a", `cst_${n}`, ago, { selfOpened: true }));
    const colleagues = ["per_b", "per_c", "per_d"].map((who) => look(who, `cst_${who}`, 3));
    expect(seriesOf([...own, ...colleagues], NOW)).toMatchObject([{ kind: "own_cases", personId: "per_a", weeks: 3 }]);
    const all = ["per_b", "per_c"].flatMap((who) => own.map((one) => ({ ...one, personId: who, customerId: `${who}${one.customerId}` })));
    expect(seriesOf([...own, ...all], NOW)).toEqual([]);
  });

  it("is opening one case a day for oneself, on five days of a fortnight, where colleagues do not", () => {
    const own = (who: string) => [0, 1, 2, 5, 9].map((ago) => look(who, `cst_${who}${ago}`, ago, { selfOpened: true }));
    const colleagues = ["per_b", "per_c", "per_d"].map((who) => look(who, `cst_${who}`, 3));
    expect(seriesOf([...own("per_a").slice(1), ...colleagues], NOW)).toEqual([]);
    expect(seriesOf([...own("per_a"), ...colleagues], NOW)).toEqual([
      { kind: "own_days", personId: "per_a", customerId: undefined, weeks: 2, days: 5, looks: 5 },
    ]);
    expect(seriesOf(["per_a", "per_b"].flatMap(own), NOW)).toEqual([]);
  });
});

describe("R77: collusion of two", () => {
  const shared = (who: string, count: number) => Array.from({ length: count }, (_, n) => look(who, `cst_${n}`, n % 20));

  it("is one joint finding where two open the same twelve customers without cases", () => {
    const found = collusionsOf([...shared("per_b", 12), ...shared("per_a", 12), look("per_c", "cst_0", 1)], NOW, 10_000);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ kind: "same", personIds: ["per_a", "per_b"] });
    expect(found[0]?.customerIds).toHaveLength(12);
    expect(found[0]?.expected).toBeLessThan(1e-6);
  });

  it("is none where it is two customers, long ago, or what chance does in a small office", () => {
    expect(collusionsOf([...shared("per_a", 2), ...shared("per_b", 2)], NOW, 10_000)).toEqual([]);
    const old = [...shared("per_a", 5), ...shared("per_b", 5)].map((one) => ({ ...one, at: one.at - 31 * DAY }));
    expect(collusionsOf(old, NOW, 10_000)).toEqual([]);
    expect(collusionsOf([...shared("per_a", 8), ...shared("per_b", 8)], NOW, 12)).toEqual([]);
  });

  it("is opening each the other's customers, both ways", () => {
    const forward = [1, 2].map((n) => look("per_a", `b${n}`, n, { servedBy: "per_b" }));
    const back = [1, 2].map((n) => look("per_b", `a${n}`, n, { servedBy: "per_a" }));
    expect(collusionsOf(forward, NOW, 10_000)).toEqual([]);
    expect(collusionsOf([...forward, ...back], NOW, 10_000)).toMatchObject([
      { kind: "each_other", personIds: ["per_a", "per_b"], customerIds: ["a1", "a2", "b1", "b2"] },
    ]);
  });

  it("finds what looking at each pair of persons finds, and nothing else", () => {
    fc.assert(
      fc.property(fc.array(anyLook, { maxLength: 60 }), (all) => {
        const looks = all.filter(({ at }) => at > NOW - 30 * DAY);
        const of = (who: string) => new Set(looks.filter(({ personId }) => personId === who).map(({ customerId }) => customerId));
        const people = [...new Set(looks.map(({ personId }) => personId))].sort();
        const wanted = people.flatMap((a, n) =>
          people.slice(n + 1).flatMap((b) => {
            const same = [...of(a)].filter((one) => of(b).has(one)).length >= 3;
            const theirs = (who: string, whose: string) =>
              new Set(looks.filter(({ personId, servedBy }) => personId === who && servedBy === whose).map(({ customerId }) => customerId))
                .size >= 2;
            return [...(same ? [`same ${a} ${b}`] : []), ...(theirs(a, b) && theirs(b, a) ? [`each_other ${a} ${b}`] : [])];
          }),
        );
        const found = collusionsOf(all, NOW, Number.POSITIVE_INFINITY);
        expect(found.map(({ kind, personIds: [a, b] }) => `${kind} ${a} ${b}`)).toEqual(wanted);
      }),
    );
  });

  it("counts a customer whom more than fifty people opened for no pair, in time and memory that do not grow with its pairs", () => {
    const crowd = Array.from({ length: 2_000 }, (_, n) => [1, 2, 3].map((c) => look(`per_${n}`, `cst_${c}`, 1))).flat();
    const pair = ["per_x", "per_y"].flatMap((who) => [4, 5, 6].map((c) => look(who, `cst_${c}`, 1)));
    expect(collusionsOf([...crowd, ...pair], NOW, Number.POSITIVE_INFINITY).map(({ personIds }) => personIds)).toEqual([
      ["per_x", "per_y"],
    ]);
  });

  it("is chance where many are expected to be shared, however many those are", () => {
    const looks = ["per_a", "per_b"].flatMap((who) =>
      Array.from({ length: 1_500 }, (_, n) => look(who, n < 3 ? `c${n}` : `${who}${n}`, 1)),
    );
    expect(collusionsOf(looks, NOW, 800)).toEqual([]);
  });

  it("hangs on no order, and names each pair once a kind", () => {
    fc.assert(
      fc.property(fc.array(anyLook, { maxLength: 40 }), (looks) => {
        const found = collusionsOf(looks, NOW, 10_000);
        expect(new Set(found.map(({ kind, personIds }) => `${kind} ${personIds}`)).size).toBe(found.length);
        expect(found.every(({ personIds: [a, b] }) => a < b)).toBe(true);
      }),
    );
  });
});

describe("R68: the drift of a person", () => {
  const days = (count: number, of: number, times: number): DayCount[] => Array.from({ length: times }, () => ({ count, of }));
  const peers = days(1, 20, 40);

  it("is a rise above his own past and his peers, with the figures that a talk begins with", () => {
    expect(driftOf([...days(1, 20, 20), ...days(6, 20, 5)], peers)).toMatchObject({ share: 0.3, past: 0.05, peers: 0.05, isRising: true });
  });

  it("is none where all rise together, where he was always so, or where it is one day's chance", () => {
    expect(driftOf([...days(1, 20, 20), ...days(6, 20, 5)], days(6, 20, 40))?.isRising).toBe(false);
    expect(driftOf(days(6, 20, 25), peers)?.isRising).toBe(false);
    expect(driftOf([...days(1, 20, 20), ...days(1, 20, 4), { count: 3, of: 20 }], peers)?.isRising).toBe(false);
  });

  it("is not spoken of before there is a past, nor of a first mistake after a spotless one", () => {
    expect(driftOf([...days(0, 20, 9), ...days(9, 20, 5)], peers)).toBeUndefined();
    expect(driftOf([...days(0, 20, 20), ...days(0, 20, 4), { count: 1, of: 20 }], peers)?.isRising).toBe(false);
  });

  it("is finite, whatever the counts", () => {
    const day = fc.nat({ max: 50 }).chain((of) => fc.nat({ max: of }).map((count) => ({ count, of })));
    fc.assert(
      fc.property(fc.array(day, { maxLength: 40 }), fc.array(day, { maxLength: 40 }), (own, others) => {
        const drift = driftOf(own, others);
        if (drift)
          for (const value of [drift.share, drift.past, drift.peers, drift.zPast, drift.zPeers]) expect(Number.isFinite(value)).toBe(true);
      }),
    );
  });
});

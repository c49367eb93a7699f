import { describe, expect, it } from "vitest";
import { isExpected, troublesOf } from "./feed-rules.ts";

/** A Monday. */
const MONDAY = "2026-03-30";
const days = (...list: string[]) => new Set(list);

describe("a feed is expected on a day", () => {
  it.each([
    ["it never delivered", days(), false],
    ["it delivered on each of the last Mondays", days("2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23"), true],
    ["on every other of them", days("2026-03-02", "2026-03-16"), true],
    ["on one of four", days("2026-03-02"), false],
    ["only on other weekdays of four weeks", days("2026-03-03", "2026-03-10", "2026-03-17", "2026-03-24"), false],
    ["it is young, and delivered on two working days of the last week", days("2026-03-26", "2026-03-27"), true],
    ["it is young, and delivered once", days("2026-03-27"), false],
    ["it first delivers on that day", days(MONDAY), false],
  ])("where %s: %s", (_, delivered, expected) => expect(isExpected(delivered, MONDAY)).toBe(expected));

  it("is not expected on a Sunday because of working days", () => {
    expect(isExpected(days("2026-03-26", "2026-03-27"), "2026-03-29")).toBe(false);
  });
});

it.each([
  [{ delivered: true, missing: 0, skewSeconds: undefined }, []],
  [{ delivered: true, missing: 0, skewSeconds: -880 }, []],
  [{ delivered: true, missing: 2, skewSeconds: 1000 }, ["missing", "skew"]],
  [{ delivered: false, missing: 0, skewSeconds: undefined }, ["never"]],
])("R71: the lamp is amber for what is wrong with a feed, case %#", (feed, troubles) => expect(troublesOf(feed)).toEqual(troubles));

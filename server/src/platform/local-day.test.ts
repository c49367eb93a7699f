import { describe, expect, it } from "vitest";
import { clockTime, dayBounds, isDay, localDay, localInstant } from "./local-day.ts";

describe("days and times in an office's zone", () => {
  it("shows 06.55 UTC as 14.55 WITA in Sumbawa (R82)", () => {
    expect(clockTime(new Date("2026-07-13T06:55:00Z"), "Asia/Makassar", "WITA")).toBe("14.55 WITA");
  });

  it.each([
    ["Asia/Jakarta", "WIB", "2026-11-22T17:00:00.000Z"],
    ["Asia/Makassar", "WITA", "2026-11-22T16:00:00.000Z"],
    ["Asia/Jayapura", "WIT", "2026-11-22T15:00:00.000Z"],
  ])("begins the day at midnight of %s (%s)", (zone, _label, begins) => {
    expect(dayBounds("2026-11-23", zone).from.toISOString()).toBe(begins);
    expect(localDay(new Date(begins), zone)).toBe("2026-11-23");
    expect(localDay(new Date(Date.parse(begins) - 1), zone)).toBe("2026-11-22");
  });

  it("finds an instant across a change of the clocks as well", () => {
    expect(localInstant("2026-03-29", "03:30", "Europe/Amsterdam").toISOString()).toBe("2026-03-29T01:30:00.000Z");
  });

  it("knows that there is no 31 February", () => {
    expect(["2026-02-28", "2026-02-31", "2026-2-1", "x"].map(isDay)).toEqual([true, false, false, false]);
  });
});

import { expect, test } from "vitest";
import { clockAt, clockWithZone, countdown, dayAt, dayBefore, isDay, longDay, partOfDay } from "./time.ts";

const wita = { zone: "Asia/Makassar", label: "WITA" };
const wit = { zone: "Asia/Jayapura", label: "WIT" };
const at = new Date("2026-11-20T08:21:00Z");

test("the same instant is told in the time of the reader's office, with the zone written out", () => {
  expect(clockWithZone(at, wita, "id")).toBe("16.21 WITA");
  expect(clockWithZone(at, wit, "id")).toBe("17.21 WIT");
  expect(clockAt(at, wita, "en")).toBe("16:21");
});

test("the office's day is not the day in Greenwich", () => {
  expect(dayAt(new Date("2026-11-20T16:30:00Z"), wita.zone)).toBe("2026-11-21");
  expect(dayBefore("2026-03-01", 1)).toBe("2026-02-28");
  expect(dayBefore("2026-11-20", -1)).toBe("2026-11-21");
});

test("a day that no calendar has is none", () => {
  expect(["2026-13-45", "2026-02-30", "2026-2-3", "tidak"].map(isDay)).toEqual([false, false, false, false]);
  expect(["2026-02-28", "2030-01-01"].map(isDay)).toEqual([true, true]);
});

test("a day is written out in both languages", () => {
  expect(longDay("2026-11-20", "id")).toBe("Jumat, 20 November 2026");
  expect(longDay("2026-11-20", "en")).toContain("20 November 2026");
});

test("one is greeted by the hour of the office", () => {
  const hello = (hour: number) => partOfDay(new Date(Date.UTC(2026, 10, 20, hour - 8, 0)), wita.zone);
  expect([8, 11, 14, 15, 17, 18, 23, 26].map(hello)).toEqual([
    "morning",
    "noon",
    "noon",
    "afternoon",
    "afternoon",
    "evening",
    "evening",
    "evening",
  ]);
});

test("a countdown rounds up and never goes below zero", () => {
  const left = (seconds: number) => countdown(new Date(at.getTime() + seconds * 1000), at);
  expect([252, 60, 9.2, 0, -30].map(left)).toEqual(["4:12", "1:00", "0:10", "0:00", "0:00"]);
});

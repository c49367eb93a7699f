import type { DayPicture } from "@mercusuar/client";
import { expect, test } from "vitest";
import { geometryOf } from "./picture-geometry.ts";

const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 10, 20, hour - 8, minute)).toISOString();
const day = (parts: Partial<DayPicture>): DayPicture => ({
  duty: [{ from: at(8), to: at(17) }],
  contacts: [],
  looks: [],
  others: [],
  fields: [],
  ...parts,
});

test("duty spans the drawing, and noon lies where noon belongs", () => {
  const drawn = geometryOf(day({ looks: [{ at: at(12, 30), explained: true, entry: 1, here: false }] }), 0, 900);
  expect(drawn.duty).toEqual([{ kind: "duty", x: 0, width: 900 }]);
  expect(drawn.explained[0]?.x).toBeCloseTo(450);
});

test("a look that nothing explains stands apart, outside duty too", () => {
  const drawn = geometryOf(day({ looks: [{ at: at(21, 40), explained: false, entry: 2, here: true }] }), 0, 1400);
  expect(drawn.alone).toHaveLength(1);
  expect(drawn.alone[0]).toMatchObject({ label: true });
  expect(drawn.alone[0]?.x).toBeGreaterThan((drawn.duty[0]?.x ?? 0) + (drawn.duty[0]?.width ?? 0));
  expect(drawn.alone[0]?.x).toBeLessThanOrEqual(1400);
});

test("times of looks that stand close together do not cover each other", () => {
  const looks = [at(10, 0), at(10, 3), at(15, 0)].map((instant, entry) => ({ at: instant, explained: false, entry, here: false }));
  expect(geometryOf(day({ looks }), 84, 430).alone.map((tick) => tick.label)).toEqual([true, false, true]);
});

test("a contact without an end, or of a few seconds, can still be seen", () => {
  const drawn = geometryOf(day({ contacts: [{ kind: "call", from: at(9) }] }), 0, 300);
  expect(drawn.contacts[0]?.width).toBeGreaterThan(2);
});

test("there are at most six hour marks, inside the drawing", () => {
  for (const until of [9, 13, 17, 23]) {
    const { hours } = geometryOf(day({ from: at(0), until: at(24), duty: [{ from: at(8), to: at(until) }] }), 84, 430);
    expect(hours.length).toBeLessThanOrEqual(6);
    expect(hours.every((hour) => hour.x >= 84 && hour.x <= 430)).toBe(true);
  }
});

test("a day on which nothing is known draws nothing and breaks nothing", () => {
  const drawn = geometryOf(day({ duty: [] }), 0, 100);
  expect([drawn.duty, drawn.contacts, drawn.alone, drawn.explained]).toEqual([[], [], [], []]);
});

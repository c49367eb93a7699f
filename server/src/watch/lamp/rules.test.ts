import { describe, expect, it } from "vitest";
import { LAMP_PARTS, lightsOf, worstOf } from "./rules.ts";
import { TROUBLES } from "./words.ts";

const HOUR = 3_600_000;
const NOW = Date.parse("2026-11-24T10:00:00Z");
const light = (fact: Parameters<typeof lightsOf>[0][number]) => lightsOf([fact], NOW, 24)[0];

describe("R71: the lights of the lamp", () => {
  it("is dark at once where keeper or journal closes data, however short it lasts", () => {
    expect(light({ id: "keeper", trouble: "keeper", dark: true, since: NOW })).toMatchObject({ light: "dark", since: NOW });
  });

  it("keeps lit, and says late, whatever lasts less than the grace; then it is amber, and never dark", () => {
    const feed = { id: "feeds" as const, trouble: "feeds" };
    expect(light({ ...feed, since: NOW - 23 * HOUR })).toMatchObject({ light: "lit", late: true });
    expect(light({ ...feed, since: NOW - 24 * HOUR })).toMatchObject({ light: "amber" });
    expect(light({ ...feed, since: NOW - 9_000 * HOUR })).toMatchObject({ light: "amber" });
  });

  it("waits for no grace where a difference was found, nor where nobody knows since when", () => {
    expect(light({ id: "state", trouble: "state_differs", atOnce: true, since: NOW })).toMatchObject({ light: "amber" });
    expect(light({ id: "feeds", trouble: "feeds" })).toMatchObject({ light: "amber" });
  });

  it("is as bad as its worst part", () => {
    expect(worstOf([])).toBe("lit");
    expect(worstOf([{ light: "amber" }, { light: "lit" }])).toBe("amber");
    expect(worstOf([{ light: "amber" }, { light: "dark" }])).toBe("dark");
  });

  it("has for every trouble a sentence and a way on, in both languages", () => {
    for (const { means, todo } of Object.values(TROUBLES))
      for (const text of [means.id, means.en, todo.id, todo.en]) expect(text.length).toBeGreaterThan(10);
    expect(LAMP_PARTS).toContain("keeper");
  });
});

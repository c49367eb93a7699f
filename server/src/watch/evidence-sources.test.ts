import { describe, expect, it } from "vitest";
import { evidenceSources } from "./evidence-sources/list.ts";
import { readInstant } from "./read-instant.ts";

describe.each(evidenceSources.map((source) => ({ name: source.name.en, source })))("$name", ({ source }) => {
  it.each(source.examples.map((example) => ({ ...example })))("$title", ({ row, map, gives }) => {
    const read = source.read(row, map, readInstant);
    if (typeof gives === "string") expect(read).toMatchObject({ fault: { column: gives } });
    else expect(read).toMatchObject({ evidence: gives });
  });

  it("says of each fault what was expected, and never repeats the value", () => {
    for (const { row, map } of source.examples) {
      const read = source.read(row, map, readInstant);
      if (!("fault" in read)) continue;
      expect(read.fault.expected).not.toBe("");
      for (const value of Object.values(row).filter((text) => text.trim().length > 3))
        expect(JSON.stringify(read.fault)).not.toContain(value);
    }
  });
});

describe("a moment in a file", () => {
  it.each([
    ["2026-03-02 14:55:00", "Asia/Makassar", "2026-03-02T06:55:00.000Z"],
    ["2026-03-02 14:55:00", "Asia/Jayapura", "2026-03-02T05:55:00.000Z"],
    ["02/03/2026 14.55", "Asia/Jakarta", "2026-03-02T07:55:00.000Z"],
    ["2026-03-02T14:55:00+08:00", "Asia/Jakarta", "2026-03-02T06:55:00.000Z"],
  ])("%s in %s is %s", (text, zone, utc) => expect(readInstant(text, zone)?.toISOString()).toBe(utc));

  it.each(["31/02/2026 10.00", "2026-02-31 10:00", "2026-02-31T10:00:00Z", "2026-03-02 25:00", "yesterday", ""])("%s is none", (text) => {
    expect(readInstant(text, "Asia/Jakarta")).toBeUndefined();
  });
});

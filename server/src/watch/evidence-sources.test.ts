import { describe, expect, it } from "vitest";
import type { Evidence, EvidenceMap, EvidenceSource, FileSource, MessageSource, Parsed, Row } from "./evidence-sources/contract.ts";
import { evidenceSources } from "./evidence-sources/list.ts";
import { readInstant } from "./read-instant.ts";
import { checkMap } from "./read-map.ts";

const isFile = (source: EvidenceSource): source is FileSource => source.form === "file";
const isMessages = (source: EvidenceSource): source is MessageSource => source.form === "message";

function readFile(source: FileSource, records: readonly Row[], map: Parameters<FileSource["parse"]>[1]): Parsed[] {
  const gathering = source.gather?.(map, readInstant);
  if (!gathering) return records.map((row) => source.parse(row, map, readInstant));
  return [...records.flatMap((row) => gathering.take(row)), ...gathering.end()];
}

interface Run {
  name: string;
  title: string;
  source: EvidenceSource;
  map: EvidenceMap;
  records: readonly object[];
  gives: EvidenceSource["examples"][number]["gives"];
  read: () => Parsed[];
}

const runs: Run[] = evidenceSources.flatMap((source): Run[] =>
  isFile(source)
    ? source.examples.map((example) => ({
        name: source.id,
        source,
        ...example,
        read: () => readFile(source, example.records, example.map),
      }))
    : source.examples.map((example) => ({
        name: source.id,
        source,
        ...example,
        read: () => example.records.flatMap((message) => source.parse(message, example.map, readInstant)),
      })),
);

describe("a source of evidence keeps its contract", () => {
  it.each(runs)("$name: $title", ({ read, gives }) => {
    const found = read();
    expect(found.length).toBe(gives.length);
    found.forEach((parsed, at) => {
      const expected = gives[at];
      if (expected === undefined) expect(parsed).toHaveProperty("nothing");
      else if (typeof expected === "string") expect(parsed).toMatchObject({ fault: { column: expected } });
      else {
        const evidence: Partial<Evidence> = "evidence" in parsed ? parsed.evidence : {};
        const told = Object.fromEntries(Object.keys(expected).map((key) => [key, evidence[key as keyof Evidence]]));
        expect(told).toEqual(expected);
      }
    });
  });

  it.each(runs)("$name: $title: names persons and customers as it says, and repeats no value in a fault", ({ source, records, read }) => {
    const values = records
      .flatMap((record) => Object.values(record))
      .filter((value) => typeof value === "string" && value.length > 3 && /[\d@]/.test(value));
    for (const parsed of read()) {
      if ("evidence" in parsed) {
        const named = Object.keys(parsed.evidence);
        const may: string[] = [...source.match.person, ...source.match.customer];
        for (const key of ["person", "login", "extension", "customer", "phone", "email", "customerNumber"])
          if (named.includes(key)) expect(may).toContain(key);
        expect(parsed.evidence.external).not.toMatch(/8120000/);
      } else if ("fault" in parsed) {
        expect(parsed.fault.expected).not.toBe("");
        for (const value of values) expect(JSON.stringify(parsed.fault)).not.toContain(value);
      }
    }
  });

  it.each(runs)("$name: $title: takes the map of its example", ({ source, map }) => {
    const { columns, ...rest } = map;
    expect(checkMap({ ...rest, ...(source.settings.columns ? { columns } : {}) }, source)).toMatchObject({ source: map.source });
  });

  it("has words in both languages and an id of its own", () => {
    expect(new Set(evidenceSources.map(({ id }) => id)).size).toBe(evidenceSources.length);
    for (const { words } of evidenceSources) expect([words.id, words.en]).not.toContain("");
    expect(evidenceSources.filter(isMessages).every(({ signed }) => signed !== undefined)).toBe(true);
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

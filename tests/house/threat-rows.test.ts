import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { read, root } from "./repository.ts";
import { titlesOf } from "./titles.ts";

const LAST = 49;
const SUB = ["11b", "11c", "11d", "13b", "13c", "13d"];
const wanted = [...Array.from({ length: LAST }, (_, at) => String(at + 1)), ...SUB];

interface Line {
  rows: string[];
  says: string;
  tests: string[];
}

/** The table of attacks: each line with the rows that it stands for and the tests that it names. */
const lines: Line[] = read("docs/threats/journal-attacks.md")
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .filter(([, rows]) => /^\d/.test(rows ?? ""))
  .map(([, rows = "", , says = "", tests = ""]) => ({
    rows: rowsOf(rows),
    says,
    tests: [...tests.matchAll(/`([^`]+\.test\.ts)`/g)].map((match) => match[1] ?? ""),
  }));

/** `4-7`, `11b-d` and `22, 23` written out. */
function rowsOf(cell: string): string[] {
  return cell.split(",").flatMap((part) => {
    const [, from = "", letter = "", to = ""] = /^(\d+)([a-d]?)(?:-(\d+|[a-d]))?$/.exec(part.trim()) ?? [];
    if (to === "") return [from + letter];
    if (letter !== "") return ["a", "b", "c", "d"].filter((one) => one >= letter && one <= to).map((one) => from + one);
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => String(Number(from) + at));
  });
}

/** What `npm test` looks for; see vitest.config.ts. */
const RUNS = /^(?:(?:proof|keeper|server|client|web|bench)\/src|tests)\/.*\.test\.tsx?$/;

const named = new Map<string, Set<string>>();

/** Rows that titles of this test name: `row 12`, `rows 16, 17`. */
function namedIn(file: string): Set<string> {
  const known = named.get(file);
  if (known !== undefined) return known;
  const found = titlesOf(file).flatMap((title) => [...title.matchAll(/\brows? (\d+[a-d]?(?:, \d+[a-d]?)*)/g)]);
  const rows = new Set(found.flatMap((match) => (match[1] ?? "").split(", ")));
  named.set(file, rows);
  return rows;
}

describe("the table of attacks (journal specification, section 10)", () => {
  it("has every row once at least, each with tests that exist and are run", () => {
    const rows = new Set(lines.flatMap((line) => line.rows));
    expect(wanted.filter((row) => !rows.has(row))).toEqual([]);
    expect(lines.flatMap(({ tests }) => tests).filter((file) => !RUNS.test(file) || !existsSync(join(root, file)))).toEqual([]);
  });

  it("names no test beside a row that does not name one of that line's rows", () => {
    const idle = lines.flatMap(({ rows, tests }) =>
      tests.filter((file) => rows.every((row) => !namedIn(file).has(row))).map((file) => `rows ${rows.join(", ")}: ${file}`),
    );
    expect(idle).toEqual([]);
  });

  it.each(wanted)("row %s is done by a test that names its number", (row) => {
    const tests = lines.filter((line) => line.rows.includes(row)).flatMap((line) => line.tests);
    expect(tests, `row ${row} names no test`).not.toEqual([]);
    expect(
      tests.some((file) => namedIn(file).has(row)),
      `no title in ${tests.join(", ")} says "row ${row}"`,
    ).toBe(true);
  });

  it("names its limits where SECURITY.md tells them", () => {
    const limits = lines.filter(({ says }) => /limit/.test(says)).flatMap(({ rows }) => rows);
    expect(limits.sort()).toEqual(["11", "13"]);
    const security = read("SECURITY.md");
    for (const row of limits) expect(security, `row ${row}`).toMatch(new RegExp(`row ${row}\\b`));
  });
});

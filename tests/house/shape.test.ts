import { describe, expect, it } from "vitest";
import { functionsOf } from "./functions.ts";
import { filesBelow, read, sourceFiles } from "./repository.ts";

/** Share of files that may be longer than the aim, because reading is easier: an aim, not a limit. */
const LONG_SHARE = 0.05;
const LONG = 200;
const LONG_FUNCTION = 45;
/** Here "service" is a word of the trade: what the customer buys. */
const MEANT = new Set(["server/src/records/fields/service.ts"]);
const VAGUE = /(^|[-/])(utils?|helpers?|common|managers?|services?|misc)([-./]|$)/;

describe("the shape of the house", () => {
  it("keeps at least 95 % of source files below 200 lines", () => {
    const files = sourceFiles().map((file) => ({ file, lines: read(file).split("\n").length }));
    const long = files.filter(({ lines }) => lines >= LONG);
    expect(files.length).toBeGreaterThan(0);
    expect(long.length / files.length, `long: ${JSON.stringify(long)}`).toBeLessThanOrEqual(LONG_SHARE);
  });

  it("keeps at least 95 % of functions below 45 lines", () => {
    const functions = sourceFiles().flatMap(functionsOf);
    const long = functions.filter(({ lines }) => lines >= LONG_FUNCTION);
    expect(functions.length).toBeGreaterThan(0);
    expect(long.length / functions.length, `long: ${JSON.stringify(long)}`).toBeLessThanOrEqual(LONG_SHARE);
  });

  it("names files by what they do, not utils or helpers", () => {
    expect(sourceFiles().filter((file) => !MEANT.has(file) && VAGUE.test(file.replace(/^[^/]+\/src\//, "")))).toEqual([]);
  });

  it("gives every chapter its rooms: a README of at most 25 lines and a door", () => {
    const chapters = ["people", "records", "access", "journal", "watch", "review", "customer"].map((name) => `server/src/${name}`);
    const built = chapters.filter((chapter) => filesBelow(chapter).some((file) => file.endsWith("/index.ts")));
    const readmes = built.map(
      (chapter) => filesBelow(chapter).find((file) => file === `${chapter}/README.md`) ?? `${chapter}/README.md missing`,
    );
    expect(readmes.filter((file) => file.endsWith("missing"))).toEqual([]);
    expect(readmes.filter((file) => read(file).trimEnd().split("\n").length > 25)).toEqual([]);
  });

  it("gives every word of the screens in both languages", () => {
    const words = filesBelow("server/src").filter((file) => /\/words\.ts$/.test(file));
    const lame = words.filter((file) => count(file, /\bid: ?["'`(]/g) !== count(file, /\ben: ?["'`(]/g));
    expect(lame).toEqual([]);
  });
});

const count = (file: string, pattern: RegExp): number => [...read(file).matchAll(pattern)].length;

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry } from "./entry.ts";
import { canonical } from "./jcs.ts";
import { parsedEntry } from "./judge-entry.ts";
import { ENTRY_KINDS } from "./kinds/index.ts";
import type { Shape } from "./kinds/kind.ts";
import { plainEntry } from "./plain-entry.ts";

const bytesOf = (entry: object): Buffer => Buffer.from(canonical(entry as never));
const hex = (digits: number, digit = "a"): string => digit.repeat(digits);
const IID = "01a200a0-dee4-7d14-88a0-000000000001";
const TS = "2026-06-01T00:00:00.000Z";

const LOOK: Entry = {
  v: 1,
  typ: "look",
  ts: TS,
  at: TS,
  iid: IID,
  act: hex(32),
  sub: hex(32, "0"),
  ctag: hex(32, "9"),
  pur: "service",
  dec: "allow",
  rsn: ["OK", "R44"],
  pol: hex(64),
  ctx: { case_mine: true, office: "off_1", ts: "inside" },
  fld: ["name:full", "phone:last4"],
  ver: [1, 999_999_999_999_999],
  out: "opened",
  tok: hex(32),
  re: 0,
  com: hex(64, "f"),
};

function exampleOf(shape: Shape): string | number | boolean | string[] | number[] {
  if (typeof shape !== "string") return shape[0] as string;
  return { string: "x y", int: -7, bool: false, strings: ["a", "b"], ints: [] }[shape];
}
const ofEachKind = Object.entries(ENTRY_KINDS).map(([typ, { body }]): Entry => {
  const members = Object.entries<Shape>(body).map(([name, shape]) => [name.replace(/\?$/, ""), exampleOf(shape)] as const);
  return { v: 1, typ, ts: TS, iid: IID, ...(members.length === 0 ? {} : { body: Object.fromEntries(members) }) };
});

describe("an entry at first sight", () => {
  it.each([LOOK, ...ofEachKind])("is known for what it is: $typ", (entry) => {
    expect(plainEntry(bytesOf(entry))).toEqual({ ts: entry.ts, typ: entry.typ });
    expect(parsedEntry(bytesOf(entry))).toEqual(entry);
  });

  it.each([
    ["a word beyond ASCII", { ...LOOK, pur: "Nusa Téngah" }],
    ["an escape", { ...LOOK, pur: 'a "word"' }],
    ["a long number", { ...LOOK, re: Number.MAX_SAFE_INTEGER }],
    ["the reason of a rule twice as long as it may be", { ...LOOK, rsn: ["R".repeat(101)] }],
  ])("is left to whoever parses where it holds %s", (_what, entry) => {
    expect(plainEntry(bytesOf(entry))).toBeUndefined();
  });

  it("is told from one seen before whose list or record ends where a text of its own only seems to", () => {
    const entries: Entry[] = [
      { ...LOOK, rsn: ["a]"], ctx: { case: "b}" } },
      { ...LOOK, rsn: ["a]", "b"], ctx: { case: "b}", office: "off_1" } },
      { ...LOOK, rsn: ["a"], ctx: { case: "b" } },
    ];
    for (const entry of [...entries, ...entries]) expect(plainEntry(bytesOf(entry))).toEqual({ ts: entry.ts, typ: entry.typ });
    // Seen twice, and cut short behind the first character that could be its end: no entry at all.
    const text = bytesOf(entries[0] as Entry).toString();
    for (const cut of [text.replace('["a]"]', '["a]'), text.replace('{"case":"b}"}', '{"case":"b}')]) {
      expect(plainEntry(Buffer.from(cut))).toBeUndefined();
      expect(parsedEntry(Buffer.from(cut))).toHaveProperty("fault");
    }
  });

  it("leaves little behind, however many entries of any kind were seen", () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    setFlagsFromString("--no-expose-gc");
    const memory = (): number => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = memory();
    for (const entry of ofEachKind) {
      const [head, tail] = bytesOf({ ...entry, fld: ["*"], rsn: ["*"] })
        .toString()
        .split('"fld":["*"]') as [string, string];
      // As many as one scan may know, each nearly as long as it may be.
      for (let i = 0; i < 256; i++) {
        const fld = Array.from({ length: 32 }, (_, n) => `"${"f".repeat(100)}${i}_${n}"`).join();
        expect(plainEntry(Buffer.from(`${head}"fld":[${fld}]${tail}`))).toBeDefined();
      }
    }
    expect(memory() - before).toBeLessThan(20 * 1024 * 1024);
  });

  /** What passes at first sight must pass by parsing, as the same entry. */
  function agrees(bytes: Uint8Array): void {
    const seen = plainEntry(bytes);
    if (seen !== undefined) expect(parsedEntry(bytes)).toMatchObject({ ...seen });
  }

  const texts = [LOOK, ...ofEachKind].map((entry) => bytesOf(entry).toString());
  const pieces = [
    '"',
    ",",
    "{",
    "}",
    "[",
    "]",
    ":",
    "-",
    "0",
    "1",
    "\\",
    "true",
    "null",
    '"ts":',
    '"v":1',
    "é",
    "\n",
    "1e3",
    "{}",
    "[]",
    " ",
  ];

  it("never passes what parsing would refuse: bytes removed, doubled, replaced, pieces put in anywhere", () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.integer({ min: 0, max: 40 }),
      put: fc.constantFrom("", ...pieces),
    });
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 3 }), (text, edits) => {
        let changed = text;
        for (const { at, cut, put } of edits) {
          const from = Math.floor(at * changed.length);
          changed = changed.slice(0, from) + put + changed.slice(from + cut);
        }
        agrees(Buffer.from(changed));
      }),
      { numRuns: 3000 },
    );
  });

  it("never passes a record whose members were taken out, doubled or put in another order", () => {
    const members = texts.flatMap((text) =>
      Object.entries(JSON.parse(text) as object).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`),
    );
    const few = fc.array(fc.constantFrom(...members), { maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(...texts), few, fc.boolean(), (text, more, sorted) => {
        const own = Object.entries(JSON.parse(text) as object).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
        const all = [...own.slice(more.length % 4), ...more];
        agrees(Buffer.from(`{${(sorted ? all.sort() : all).join(",")}}`));
      }),
      { numRuns: 2000 },
    );
  });

  it("passes no value that is only the beginning of one that was met before, or the other way round", () => {
    for (const rsn of [["A"], ["A", "B"], ["A", "B", "C"], []]) agrees(bytesOf({ ...LOOK, rsn }));
    for (const ver of ["[1,1]", "[1,1]]", "[1,11]", "[1,1"])
      agrees(
        Buffer.from(
          bytesOf(LOOK)
            .toString()
            .replace(/"ver":.*}/, `"ver":${ver}}`),
        ),
      );
    expect(
      plainEntry(
        Buffer.from(
          bytesOf(LOOK)
            .toString()
            .replace(/"ver":.*}/, '"ver":[1,1]]}'),
        ),
      ),
    ).toBeUndefined();
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EntryValue } from "./entry.ts";
import { canonical, parseCanonical } from "./jcs.ts";

const { value } = fc.letrec<{ value: EntryValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: "grapheme" }),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 9 }), tie("value"), { maxKeys: 4 }),
  ),
}));

describe("canonical JSON", () => {
  it("reads back as what was written, and has one spelling only", () => {
    fc.assert(
      fc.property(value, (v) => {
        const text = canonical(v);
        expect(canonical(parseCanonical(text))).toBe(text);
      }),
    );
  });

  it("does not depend on the order in which keys were set", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 5 }), fc.maxSafeInteger()), (record) => {
        expect(canonical(Object.fromEntries(Object.entries(record).reverse()))).toBe(canonical(record));
      }),
    );
  });

  it.each([
    '{"b":1,"a":2}',
    '{"a":1,"a":1}',
    '{"a": 1}',
    "1.0",
    "1e3",
    "null",
    "1.5",
    "-0",
    '"\\u0041"',
    '{"é":1}',
    "9007199254740992",
    '"\\ud800"',
    "[1,]",
    "",
  ])("refuses %s", (text) => {
    expect(() => parseCanonical(text)).toThrow();
  });

  it("spells control characters as RFC 8785 does", () => {
    expect(canonical('\u20ac$\u000f\nA\'B"\\"/')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\"/"');
  });
});

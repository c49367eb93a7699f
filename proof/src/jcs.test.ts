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
  ])("rows 24, 25: refuses %s", (text) => {
    expect(() => parseCanonical(text)).toThrow();
  });

  it("takes a text at first sight only where writing it out would give it back: any edit of any text", () => {
    const written = (text: string): boolean => {
      try {
        return canonical(JSON.parse(text)) === text;
      } catch {
        return false;
      }
    };
    const taken = (text: string): boolean => {
      try {
        parseCanonical(text);
        return true;
      } catch {
        return false;
      }
    };
    const bits = fc.oneof(
      fc.constantFrom(
        ...'"{}[]:,-0123456789truefalsn \\\n\u007f\ud800',
        '"a":',
        ",1",
        "null",
        "1.5",
        "-0",
        "00",
        "9007199254740991",
        "9007199254740992",
      ),
      fc.string({ unit: "binary", maxLength: 2 }),
    );
    const edit = fc.record({ at: fc.nat(), cut: fc.constantFrom(0, 0, 1, 2), put: bits });
    fc.assert(
      fc.property(value, fc.array(edit, { maxLength: 2 }), (v, edits) => {
        let text = canonical(v);
        for (const { at, cut, put } of edits)
          text = text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + cut);
        expect(taken(text), text).toBe(written(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    "{}",
    "[]",
    '{"a":{},"b":[]}',
    "[[[[[[[[]]]]]]]]",
    "0",
    "-1",
    '"é€ꦗ"',
    '"😀"',
    '{"10":1,"9":2}',
    '{"__proto__":1}',
    "-999999999999999",
  ])("takes %s", (text) => {
    expect(canonical(parseCanonical(text))).toBe(text);
  });

  it("spells control characters as RFC 8785 does", () => {
    expect(canonical('\u20ac$\u000f\nA\'B"\\"/')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\"/"');
  });
});

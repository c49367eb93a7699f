import { describe, expect, it } from "vitest";
import { FIELD_TYPES } from "./list.ts";
import { nikFits } from "./nik.ts";

describe.each(FIELD_TYPES)("the field type $id", (type) => {
  it.each(type.examples.good)("keeps a good text in its one form", ({ text, value, warns }) => {
    const parsed = type.parse(text);
    expect(parsed).toMatchObject({ ok: true, value });
    expect("warnings" in parsed).toBe(warns === true);
    if (!warns) expect(type.parse(value)).toEqual({ ok: true, value });
  });

  it.each(type.examples.bad)("names what is wrong and what was expected, and never the value", ({ text, what }) => {
    const parsed = type.parse(text);
    expect(parsed).toMatchObject({ ok: false, what });
    if (!parsed.ok) expect(`${parsed.what} ${parsed.expected}`).not.toContain(text);
  });

  it("has both languages and examples of both kinds", () => {
    expect(type.words.id && type.words.en).toBeTruthy();
    expect(type.examples.good.length > 0 && type.examples.bad.length > 0).toBe(true);
  });
});

it("has each field type once", () => {
  expect(new Set(FIELD_TYPES.map(({ id }) => id)).size).toBe(FIELD_TYPES.length);
});

it("a NIK of a woman carries her birthday plus forty", () => {
  expect(nikFits("3273056010900009", "1990-10-20", "P")).toBe(true);
  expect(nikFits("3273056010900009", "1990-10-20", "L")).toBe(false);
  expect(nikFits("3273056010900009", "1990-11-29", undefined)).toBe(false);
});

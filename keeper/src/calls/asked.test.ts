import { describe, expect, it } from "vitest";
import type { AskedField, Mask } from "../protocol.ts";
import { checkAsked, namesOf } from "./asked.ts";

const asked = (...fields: Array<[id: string, mask: string]>): AskedField[] =>
  fields.map(([id, mask]) => ({ id, mask: mask as Mask, ver: 1, ct: "" }));
const check = (fields: AskedField[]) => checkAsked(fields, namesOf(fields));

describe("a list of fields that was in order before", () => {
  it("lets no other list through that reads like it", () => {
    check(asked(["a:full", "last4"], ["b", "full"]));
    check(asked(["a", "full"], ["b", "full"]));
    expect(() => check(asked(["a", "full:last4"], ["b", "full"]))).toThrow(/unknown mask/);
    expect(() => check(asked(["a", "full"], ["a", "full"]))).toThrow(/twice/);
    expect(() => check([{ ...(asked(["a", "full"])[0] as AskedField), id: ["a"] as never }])).toThrow(/an id is text/);
  });

  it("is refused each time where its fields add up to the identity number", () => {
    const whole = asked(["nik", "last4"], ["birth_date", "full"], ["address", "region"]);
    for (let time = 0; time < 2; time++) expect(() => check(whole)).toThrow(/identity number/);
  });
});

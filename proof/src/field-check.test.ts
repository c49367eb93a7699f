import { describe, expect, it } from "vitest";
import { checkOf } from "./field-check.ts";

describe("a record of named members", () => {
  const fits = checkOf({
    is: "members",
    of: [{ is: "flag" }, { is: "text", most: 5 }, { is: "list", of: { is: "flag" }, most: 1 }],
    name: 10,
    most: 2,
  });

  it("is looked at anew each time while it may still change, itself or a list in it", () => {
    const open: Record<string, unknown> = { a: true };
    const list: unknown[] = [true];
    const shut = Object.freeze({ a: list });
    expect([fits(open), fits(shut)]).toEqual([true, true]);
    open.a = 7;
    list.push(7);
    expect([fits(open), fits(shut)]).toEqual([false, false]);
  });

  it("that is frozen fits as before, and one that does not fit never does", () => {
    const frozen = Object.freeze({ a: true, b: "ja" });
    const faulty = Object.freeze({ a: 7 });
    expect([frozen, frozen, faulty, faulty].map(fits)).toEqual([true, true, false, false]);
  });
});

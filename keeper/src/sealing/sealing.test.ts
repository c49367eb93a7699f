import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bound } from "./aead.ts";
import { commit, openDetail } from "./commitment.ts";
import { openField, sealField } from "./field.ts";
import { newHolder, openWrap } from "./holder.ts";
import { indexToken } from "./index-token.ts";
import { traceCode } from "./trace-code.ts";

const kek = randomBytes(32);
const kekOf = (epoch: number): Buffer | undefined => (epoch === 1 ? kek : undefined);
const budi = { kind: "customer" as const, id: "c1" };
const flags = { honey: true, protected: false };

describe("what is sealed", () => {
  const { holder, wrap } = newHolder(kek, 1, "log", budi, flags);

  it("opens only for the holder, field, version and log that it was sealed for", () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.nat(), (value, id, ver) => {
        const ct = sealField("log", holder, id, ver, value);
        expect(openField("log", holder, { id, ver, ct })).toBe(Buffer.from(value).toString());
        expect(openField("log", holder, { id: `${id}x`, ver, ct })).toBeUndefined();
        expect(openField("log", holder, { id, ver: ver + 1, ct })).toBeUndefined();
        expect(openField("other", holder, { id, ver, ct })).toBeUndefined();
      }),
    );
  });

  it("does not open after any bit of it changed", () => {
    const ct = Buffer.from(sealField("log", holder, "name", 1, "Budi"), "base64");
    fc.assert(
      fc.property(fc.nat(ct.length * 8 - 1), (bit) => {
        const changed = Buffer.from(ct);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(openField("log", holder, { id: "name", ver: 1, ct: changed.toString("base64") })).toBeUndefined();
      }),
    );
  });

  it("hands its keys over by its wrap alone, flags and pseudonyms with them", () => {
    const again = openWrap(kekOf, "log", budi, Buffer.from(wrap, "base64"));
    expect(again?.flags).toEqual(flags);
    expect(again?.sub("2026Q1")).toBe(holder.sub("2026Q1"));
    expect(again?.sub("2026Q2")).not.toBe(holder.sub("2026Q1"));
    expect(again?.ctag("t1")).toBe(holder.ctag("t1"));
    expect(openWrap(kekOf, "log", { ...budi, id: "c2" }, Buffer.from(wrap, "base64"))).toBeUndefined();
    expect(openWrap(kekOf, "other", budi, Buffer.from(wrap, "base64"))).toBeUndefined();
    const later = Buffer.from(wrap, "base64");
    later.writeUInt32BE(2, 1);
    expect(openWrap(() => kek, "log", budi, later)).toBeUndefined();
  });

  it("row 35: as a detail opens under its own commitment only, and hides its length", () => {
    const { com, sealed } = commit("log", holder, { note: "a" });
    expect(openDetail("log", holder, com, sealed)).toBe('{"note":"a"}');
    const other = commit("log", holder, { note: "another text" });
    expect(openDetail("log", holder, other.com, sealed)).toBeUndefined();
    expect(other.sealed.length).toBe(sealed.length);
    expect(commit("log", holder, { note: "a" }).com).not.toBe(com);
  });
});

describe("small things drawn and made", () => {
  it("keep parts apart that would read the same when joined", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme-ascii" })), fc.array(fc.string({ unit: "grapheme-ascii" })), (a, b) => {
        expect(bound(...a).equals(bound(...b))).toBe(a.length === b.length && a.every((part, i) => part === b[i]));
      }),
    );
  });

  it("give trace codes without letters that are mistaken for one another, and never one twice", () => {
    const codes = Array.from({ length: 2000 }, traceCode);
    expect(new Set(codes).size).toBe(2000);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it("give one token a value and index", () => {
    expect(indexToken(kek, 1, "phone", "+62")).toBe(indexToken(kek, 1, "phone", "+62"));
    expect(indexToken(kek, 1, "phone", "+62")).not.toBe(indexToken(kek, 1, "email", "+62"));
  });
});

import { describe, expect, it } from "vitest";
import { SHIPPED_HOLIDAYS } from "./holidays.ts";
import { type ContactQuestion, mayContact } from "./may-contact.ts";
import { ALL_ZONES } from "./window.ts";

const ask = (at: string, more: Partial<ContactQuestion> = {}) =>
  mayContact({ at: new Date(at), zones: ["Asia/Jakarta"], holidays: SHIPPED_HOLIDAYS, refused: false, before: [], ...more });

describe("when an offer may be brought to a customer", () => {
  it("R89: at 08.30 WIT in Jayapura it is 06.30 WIB for a customer in Jakarta: refused until 08.00 WIB", () => {
    expect(ask("2026-11-23T08:30:00+09:00")).toEqual({
      allowed: false,
      why: "hours",
      zone: "Asia/Jakarta",
      next: new Date("2026-11-23T08:00:00+07:00"),
    });
    expect(ask("2026-11-23T10:00:00+09:00")).toEqual({ allowed: true });
  });

  it("R89: Sunday 19.30 waits for Monday 08.00; the last minute of the window still holds, the next does not", () => {
    expect(ask("2026-11-22T19:30:00+07:00")).toMatchObject({ why: "day", next: new Date("2026-11-23T08:00:00+07:00") });
    expect(ask("2026-11-28T17:59:59+07:00")).toEqual({ allowed: true });
    expect(ask("2026-11-28T18:00:00+07:00")).toMatchObject({ why: "hours", next: new Date("2026-11-30T08:00:00+07:00") });
  });

  it("R89: over Lebaran the next lawful time comes after holidays, joint leave and the Sunday between", () => {
    expect(ask("2026-03-18T10:00:00+07:00")).toMatchObject({ why: "holiday", next: new Date("2026-03-25T08:00:00+07:00") });
  });

  it("R89: where nobody knows the zone, the strictest holds: all three must allow it", () => {
    expect(ask("2026-11-23T08:30:00+09:00", { zones: ALL_ZONES })).toMatchObject({
      why: "hours",
      next: new Date("2026-11-23T08:00:00+07:00"),
    });
    expect(ask("2026-11-23T17:00:00+07:00", { zones: ALL_ZONES })).toMatchObject({
      zone: "Asia/Makassar",
      next: new Date("2026-11-24T08:00:00+07:00"),
    });
  });

  it("R89: a third offer within a week waits until the first of the last two is a week old; do-not-disturb has no next time", () => {
    const before = [new Date("2026-11-19T02:00:00Z"), new Date("2026-11-20T02:00:00Z")];
    expect(ask("2026-11-23T09:00:00+07:00", { before })).toMatchObject({ why: "often", next: new Date("2026-11-26T02:00:00Z") });
    expect(ask("2026-11-23T09:00:00+07:00", { before: before.slice(1) })).toEqual({ allowed: true });
    expect(ask("2026-11-23T09:00:00+07:00", { refused: true })).toEqual({ allowed: false, why: "do_not_disturb", zone: "Asia/Jakarta" });
  });
});

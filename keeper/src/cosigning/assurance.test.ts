import { networkInterfaces } from "node:os";
import { describe, expect, it } from "vitest";
import { isHere } from "./ask.ts";
import { assuranceOf } from "./assurance.ts";

const NOW = Date.parse("2026-01-31T08:00:00Z");
const seen = (here: boolean, secondsAgo?: number) => ({ here, cosignedAt: secondsAgo === undefined ? undefined : NOW - secondsAgo * 1000 });

describe("the level of assurance", () => {
  it("is 0 without witnesses, with witnesses on the keeper's own machine, and with those that have not cosigned yet", () => {
    for (const witnesses of [[], [seen(true, 5)], [seen(true, 5), seen(true, 5)], [seen(false)]])
      expect(assuranceOf(witnesses, NOW, false)).toEqual({ level: 0, declared: false });
  });

  it("is 2, declared, as long as a witness on another machine cosigns", () => {
    expect(assuranceOf([seen(false, 100), seen(true, 1)], NOW, false)).toEqual({ level: 2, declared: true });
    expect(assuranceOf([seen(false, 181), seen(true, 1)], NOW, false)).toEqual({ level: 0, declared: false });
  });

  it("is 1, declared, where the server says that it runs as another user, and what witnesses make it where they cosign", () => {
    expect(assuranceOf([seen(true, 5)], NOW, true)).toEqual({ level: 1, declared: true });
    expect(assuranceOf([seen(false, 100)], NOW, true)).toEqual({ level: 2, declared: true });
  });

  it("does not become 3 by more witnesses: nobody is asked for time stamps", () => {
    expect(assuranceOf([seen(false, 1), seen(false, 1), seen(false, 1)], NOW, false).level).toBe(2);
  });

  it("knows the machine's own addresses, whatever they look like", () => {
    for (const address of ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"]) expect(isHere(address)).toBe(true);
    for (const own of Object.values(networkInterfaces()).flat()) expect(isHere(own?.address ?? "::1")).toBe(true);
    for (const address of ["", "192.0.2.7", "2001:db8::7"]) expect(isHere(address)).toBe(false);
  });
});

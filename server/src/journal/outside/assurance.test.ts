import { describe, expect, it } from "vitest";
import { assuranceWith } from "./assurance.ts";

const now = new Date("2026-11-22T12:00:00Z");
const ago = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
const witness = (name: string, more = {}) => ({ name, state: "ok" as const, here: false, at: ago(0.01).toISOString(), ...more });
const two = { assurance: 2 as const, declared: true, witnesses: [witness("a"), witness("b")] };
const stamp = { last: ago(20), here: false };

describe("assurance 3", () => {
  it("is declared where two outside witnesses cosign and an authority outside stamped the time", () => {
    expect(assuranceWith(two, stamp, now)).toEqual({ assurance: 3, declared: true });
  });

  it.each([
    ["one of the witnesses runs here", { ...two, witnesses: [witness("a"), witness("b", { here: true })] }, stamp],
    ["one has not cosigned lately", { ...two, witnesses: [witness("a"), witness("b", { at: ago(1).toISOString() })] }, stamp],
    ["there is one witness", { ...two, witnesses: [witness("a")] }, stamp],
    ["nobody stamps the time", two, undefined],
    ["the last stamp is three days old", two, { last: ago(72), here: false }],
    ["the authority runs here", two, { ...stamp, here: true }],
  ])("is not reached where %s", (_, status, stamped) => {
    expect(assuranceWith(status, stamped, now)).toEqual({ assurance: 2, declared: true });
  });
});

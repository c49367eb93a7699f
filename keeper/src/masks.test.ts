import { describe, expect, it } from "vitest";
import { applyMask, checkTogether } from "./masks.ts";
import type { Mask } from "./protocol.ts";

describe("a mask", () => {
  it.each<[Mask, string, string]>([
    ["full", "Budi", "Budi"],
    ["last4", "081234567890", "••••7890"],
    ["last4", "1234567", "••••"],
    ["initials", "Budi  Santoso", "B••• S•••"],
    ["domain", "budi@contoh.id", "••••@contoh.id"],
    ["domain", "budi", "••••"],
    ["year", "1990-05-12", "1990"],
    ["year", "12 Mei 1990", "••••"],
    ["region", "7371012345670001", "7371••••"],
    ["region", "Jl. Merdeka 1, Makassar", "Makassar"],
    ["region", "Jl. Merdeka 1", "••••"],
    ["present", "x", "•"],
    ["present", "", ""],
    ["hidden", "x", ""],
  ])("%s of %s shows %s", (mask, value, shown) => {
    expect(applyMask(mask, value)).toBe(shown);
  });

  it("is refused together with others that make up the identity number", () => {
    const asked = (birth: Mask): Array<{ id: string; mask: Mask }> => [
      { id: "nik", mask: "last4" },
      { id: "birth_date", mask: birth },
      { id: "address", mask: "region" },
    ];
    expect(() => checkTogether(asked("full"))).toThrow(/identity number/);
    expect(() => checkTogether(asked("year"))).not.toThrow();
  });
});

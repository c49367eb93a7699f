import { describe, expect, it } from "vitest";
import { FIELDS, MINIMUM_SET } from "./fields/list.ts";
import type { Purpose } from "./purpose.ts";
import { PURPOSES } from "./purposes.ts";
import { purposeFaults } from "./rules.ts";

const care = PURPOSES[0] as Purpose;
const rulesOf = (change: Partial<Purpose>): string[] => purposeFaults({ ...care, ...change }, FIELDS).map(({ rule }) => rule);

describe("a purpose", () => {
  it.each(PURPOSES)("$id, as it is published, has one basis, a benefit in both languages and nothing against it", (purpose) => {
    expect(purposeFaults(purpose, FIELDS)).toEqual([]);
    expect(purpose.fields.mother_name?.mask ?? "hidden").toBe("hidden");
  });

  it("without a benefit for the customer is refused (R88)", () => {
    expect(rulesOf({ benefit: { id: " ", en: "" } })).toEqual(["R88"]);
  });

  it.each([
    { dpv: "dpv:SellDataToThirdParties" },
    { id: "penjualan_data" },
    { name: { id: "Penjualan data", en: "Sale" } },
    { name: { id: "Jual beli data pelanggan", en: "x" } },
    { name: { id: "x", en: "Selling customer lists" } },
    { name: { id: "x", en: "Data brokerage" } },
    { benefit: { id: "Data Anda dijual: daftar kontak dijual ke mitra, jual data", en: "x" } },
  ])("that sells data cannot be added, whatever it is called (R90, R91)", (change) => {
    expect(rulesOf(change)).toEqual(["R91"]);
  });

  it.each([
    { name: { id: "Kampanye politik", en: "x" } },
    { name: { id: "Urusan pribadi", en: "x" } },
    { name: { id: "x", en: "Personal interest" } },
    { name: { id: "Balas dendam", en: "x" } },
  ])("that is personal, political or harmful cannot be added (R90)", (change) => expect(rulesOf(change)).toEqual(["R90"]));

  it("that sells products to the customer himself is no sale of data", () => {
    expect(rulesOf({ name: { id: "Penjualan produk tambahan", en: "Selling add-on products" } })).toEqual([]);
  });

  it("may not open what is only to be matched (R38)", () => {
    expect(rulesOf({ fields: { mother_name: { mask: "full" } } })).toEqual(["R38"]);
    expect(rulesOf({ fields: { mother_name: { mask: "hidden", reveal: "full" } } })).toEqual(["R38"]);
  });

  it("may not show parts that add up to the whole identity number", () => {
    const fields: Purpose["fields"] = {
      nik: { mask: "last4" },
      birth_date: { mask: "year", reveal: "full" },
      address_district: { mask: "full" },
    };
    expect(rulesOf({ fields })).toEqual(["combination"]);
  });

  it("may not use a field that the catalogue does not know (R39)", () => {
    expect(rulesOf({ fields: { religion: { mask: "full" } } })).toEqual(["R39"]);
  });
});

describe("the catalogue", () => {
  it("has the seven fields that are enough (R100)", () => {
    expect(MINIMUM_SET).toEqual(["name", "gender", "birth_date", "domicile", "job", "email", "phone"]);
  });

  it("has a class, a type and a DPV term for every field, and each once", () => {
    expect(FIELDS.filter((field) => !field.class || !/^pd:/.test(field.dpv))).toEqual([]);
    expect(new Set(FIELDS.map(({ id }) => id)).size).toBe(FIELDS.length);
  });
});

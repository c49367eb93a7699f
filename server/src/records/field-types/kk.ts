import { bad, digitsOf, type FieldType, good } from "./contract.ts";

export const kk: FieldType = {
  id: "kk",
  words: { id: "Nomor Kartu Keluarga", en: "Family card number" },
  parse(given) {
    const digits = digitsOf(given);
    if (digits === undefined) return bad("something else than digits", "16 digits");
    return digits.length === 16 ? good(digits) : bad(`${digits.length} digits`, "16 digits");
  },
  examples: {
    good: [{ text: "5204 0112 0315 0001", value: "5204011203150001" }],
    bad: [
      { text: "520401120315", what: "12 digits" },
      { text: "KK-1", what: "something else than digits" },
    ],
  },
};

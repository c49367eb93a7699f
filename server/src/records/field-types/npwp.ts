import { bad, digitsOf, type FieldType, good } from "./contract.ts";

const LENGTHS = new Set([15, 16, 22]);

/** Tax number: 15 digits of old, 16 since PMK 112/2022 (citizens: the NIK), 22 for a place of business. */
export const npwp: FieldType = {
  id: "npwp",
  words: { id: "NPWP", en: "Tax number (NPWP)" },
  parse(given) {
    const digits = digitsOf(given);
    if (digits === undefined) return bad("something else than digits", "15, 16 or 22 digits");
    return LENGTHS.has(digits.length) ? good(digits) : bad(`${digits.length} digits`, "15, 16 or 22 digits");
  },
  examples: {
    good: [
      { text: "09.254.294.3-407.000", value: "092542943407000" },
      { text: "0092542943407000", value: "0092542943407000" },
    ],
    bad: [{ text: "09.254.294", what: "8 digits" }],
  },
};

import { bad, digitsOf, type FieldType, good } from "./contract.ts";

export const postalCode: FieldType = {
  id: "postal-code",
  words: { id: "Kode pos", en: "Postal code" },
  parse(given) {
    const digits = digitsOf(given);
    if (digits === undefined) return bad("something else than digits", "5 digits");
    return digits.length === 5 ? good(digits) : bad(`${digits.length} digits`, "5 digits");
  },
  examples: {
    good: [{ text: "84313", value: "84313" }],
    bad: [
      { text: "8431", what: "4 digits" },
      { text: "D-123", what: "something else than digits" },
    ],
  },
};

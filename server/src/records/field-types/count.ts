import { bad, type FieldType, good } from "./contract.ts";

export const count: FieldType = {
  id: "count",
  words: { id: "Bilangan bulat", en: "Whole number" },
  parse(given) {
    const bare = given.trim();
    return /^\d{1,9}$/.test(bare) ? good(String(Number(bare))) : bad("not a whole number", "a whole number of at most 9 digits");
  },
  examples: {
    good: [{ text: "012", value: "12" }],
    bad: [
      { text: "1.5", what: "not a whole number" },
      { text: "-1", what: "not a whole number" },
    ],
  },
};

import { bad, type FieldType, good } from "./contract.ts";

const KNOWN: Record<string, string> = {
  l: "L",
  p: "P",
  "laki-laki": "L",
  "laki laki": "L",
  pria: "L",
  perempuan: "P",
  wanita: "P",
  male: "L",
  female: "P",
  m: "L",
  f: "P",
};

export const gender: FieldType = {
  id: "gender",
  words: { id: "Jenis kelamin", en: "Gender" },
  parse(given) {
    const value = KNOWN[given.trim().toLowerCase()];
    return value ? good(value) : bad("an unknown word", "L or P (laki-laki, perempuan, male, female)");
  },
  examples: {
    good: [
      { text: "Perempuan", value: "P" },
      { text: "Male", value: "L" },
      { text: "l", value: "L" },
    ],
    bad: [{ text: "X", what: "an unknown word" }],
  },
};

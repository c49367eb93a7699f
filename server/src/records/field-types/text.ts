import { bad, type FieldType, good, tidy } from "./contract.ts";

const MAX = 500;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

export const text: FieldType = {
  id: "text",
  words: { id: "Teks", en: "Text" },
  parse(given) {
    if (CONTROL.test(given)) return bad("control characters", "plain text");
    const value = tidy(given);
    if (value.length > MAX) return bad(`${value.length} characters`, `at most ${MAX} characters`);
    return good(value);
  },
  examples: {
    good: [
      { text: "  Jalan  Mawar 5 ", value: "Jalan Mawar 5" },
      { text: "Kota Jayapura", value: "Kota Jayapura" },
    ],
    bad: [
      { text: "a\u0000b", what: "control characters" },
      { text: "x".repeat(501), what: "501 characters" },
    ],
  },
};

import { bad, type FieldType, good, tidy } from "./contract.ts";

const MAX = 200;

/** One field, one word or many: there is no surname, and titles, bin and binti belong to the name as it is written. */
export const name: FieldType = {
  id: "name",
  words: { id: "Nama lengkap", en: "Full name" },
  parse(given) {
    const value = tidy(given);
    if (!/\p{L}/u.test(value)) return bad("no letter", "a name as on the identity card");
    if (value.length > MAX) return bad(`${value.length} characters`, `at most ${MAX} characters`);
    return good(value);
  },
  examples: {
    good: [
      { text: "Suharti", value: "Suharti" },
      { text: " H.  Moh. Yusuf bin Salim, S.E. ", value: "H. Moh. Yusuf bin Salim, S.E." },
      { text: "D'Angelo Wa Ode", value: "D'Angelo Wa Ode" },
    ],
    bad: [
      { text: "12345", what: "no letter" },
      { text: "n".repeat(201), what: "201 characters" },
    ],
  },
};

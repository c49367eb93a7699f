import { bad, type FieldType, good } from "./contract.ts";

/** One address. Kept in lower case: nobody's mailbox has been seen to tell capitals apart, and two spellings must not become two. */
export const email: FieldType = {
  id: "email",
  words: { id: "Surel", en: "E-mail" },
  parse(given) {
    const value = given.trim().normalize("NFC").toLowerCase();
    if (value.length > 254) return bad(`${value.length} characters`, "at most 254 characters");
    return /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]+\.[^\s@.,;<>"]{2,}$/.test(value)
      ? good(value)
      : bad("not one e-mail address", "name@domain.tld");
  },
  examples: {
    good: [{ text: " Siti@Contoh.example ", value: "siti@contoh.example" }],
    bad: [
      { text: "siti@contoh", what: "not one e-mail address" },
      { text: "a@b.id, c@d.id", what: "not one e-mail address" },
    ],
  },
};

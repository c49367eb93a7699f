import { bad, type FieldType, good, type Parsed } from "./contract.ts";

const EXPECTED = "a telephone number such as 0812 3456 789, 62812… or +62812…";

/** Kept as E.164. A number that begins with 62 has lost its plus on the way: it is not a local number with 62 in front. */
export const phone: FieldType = {
  id: "phone",
  words: { id: "Nomor telepon", en: "Telephone number" },
  parse(given) {
    const bare = given
      .trim()
      .replace(/[\s().-]/g, "")
      .replace(/^00/, "+");
    if (!/^\+?\d+$/.test(bare)) return bad("something else than digits", EXPECTED);
    if (bare.startsWith("+62")) return indonesian(bare.slice(3).replace(/^0/, ""));
    if (bare.startsWith("+")) return bare.length >= 8 && bare.length <= 16 ? good(bare) : bad(`${bare.length - 1} digits`, EXPECTED);
    if (bare.startsWith("62")) return indonesian(bare.slice(2).replace(/^0/, ""));
    if (bare.startsWith("0")) return indonesian(bare.slice(1));
    return bare.startsWith("8") ? indonesian(bare) : bad("neither 0, 62 nor + in front", EXPECTED);
  },
  examples: {
    good: [
      { text: "0812-3456-7890", value: "+6281234567890" },
      { text: "62812345678", value: "+62812345678" },
      { text: "+62 (0)812 345 678", value: "+62812345678" },
      { text: "+6284123456789", value: "+6284123456789" },
      { text: "021 5556 677", value: "+62215556677" },
      { text: "0065 6123 4567", value: "+6561234567" },
      { text: "81234567890", value: "+6281234567890" },
    ],
    bad: [
      { text: "0811", what: "3 digits after 62" },
      { text: "0812abc", what: "something else than digits" },
      { text: "12345", what: "neither 0, 62 nor + in front" },
    ],
  },
};

/** Area codes begin with 2 to 7 and 9, mobile numbers with 8. */
function indonesian(rest: string): Parsed {
  if (rest.length < 7 || rest.length > 13) return bad(`${rest.length} digits after 62`, EXPECTED);
  return /^[2-9]/.test(rest) ? good(`+62${rest}`) : bad("a number that begins with 0 or 1", EXPECTED);
}

import { bad, type FieldType, good } from "./contract.ts";

const EXPECTED = "an amount such as 1500000, Rp 1.500.000 or 29.85";

/** An amount. Kept with a point before the decimals and nothing between the thousands. */
export const rupiah: FieldType = {
  id: "rupiah",
  words: { id: "Jumlah uang", en: "Amount of money" },
  parse(given) {
    const bare = given.replace(/^\s*(rp\.?|idr)/i, "").replace(/\s/gu, "");
    const plain = asDecimal(bare);
    return plain === undefined ? bad("not an amount", EXPECTED) : good(plain);
  },
  examples: {
    good: [
      { text: "Rp 1.500.000", value: "1500000" },
      { text: "Rp1.500.000,50", value: "1500000.50" },
      { text: "29.85", value: "29.85" },
      { text: "1889.5", value: "1889.5" },
      { text: "1,500,000.25", value: "1500000.25" },
      { text: "1500000", value: "1500000" },
      { text: "500.000", value: "500000" },
    ],
    bad: [
      { text: "banyak", what: "not an amount" },
      { text: "1.50.000", what: "not an amount" },
      { text: "-5", what: "not an amount" },
    ],
  },
};

/** Points between groups of three are thousands, as Indonesia writes them; a point before one or two digits is a decimal point. */
function asDecimal(bare: string): string | undefined {
  if (/^\d+$/.test(bare)) return bare.replace(/^0+(?=\d)/, "");
  if (/^\d{1,3}(\.\d{3})+(,\d{1,2})?$/.test(bare)) return bare.replaceAll(".", "").replace(",", ".");
  if (/^\d{1,3}(,\d{3})+(\.\d{1,2})?$/.test(bare)) return bare.replaceAll(",", "");
  if (/^\d+[.,]\d{1,2}$/.test(bare)) return bare.replace(",", ".");
  return undefined;
}

import { bad, daysIn, digitsOf, type FieldType, good, type Parsed } from "./contract.ts";

const LENGTH = 16;

/**
 * Sixteen digits: region of first registration (6), day (women plus 40), month and year of birth, serial from 0001. The number stays
 * when somebody moves or a birth date is corrected, so what does not fit is a warning, never a refusal; province 00 exists for nobody
 * and marks made-up data.
 */
export const nik: FieldType = {
  id: "nik",
  words: { id: "NIK (nomor KTP)", en: "NIK (identity card number)" },
  parse(given) {
    const digits = digitsOf(given);
    if (digits === undefined) return bad("something else than digits", "16 digits");
    if (digits.length !== LENGTH) return bad(`${digits.length} digits`, `${LENGTH} digits`);
    return withWarnings(digits);
  },
  examples: {
    good: [
      { text: "3273056010900009", value: "3273056010900009" },
      { text: "00.71.12.201090.0001", value: "0071122010900001", warns: true },
      { text: "3273057102900001", value: "3273057102900001", warns: true },
      { text: "3273052010900000", value: "3273052010900000", warns: true },
    ],
    bad: [
      { text: "327305601090000", what: "15 digits" },
      { text: "32730560109000091", what: "17 digits" },
      { text: "32730560109O0009", what: "something else than digits" },
    ],
  },
};

function withWarnings(digits: string): Parsed {
  const shown = Number(digits.slice(6, 8));
  const month = Number(digits.slice(8, 10));
  const day = shown > 40 ? shown - 40 : shown;
  const warnings: string[] = [];
  // 2000 is a leap year: 29 February passes for every year, since two digits do not tell the century.
  if (day < 1 || month < 1 || month > 12 || day > daysIn(2000, month)) warnings.push("the birth date inside the number does not exist");
  if (digits.startsWith("00")) warnings.push("province 00: an impossible number, for made-up data");
  if (digits.endsWith("0000")) warnings.push("serial 0000 is never given out");
  return good(digits, ...warnings);
}

/** Whether the number carries this birth date and gender; for a warning to the agent, never a refusal. */
export function nikFits(digits: string, birthDate: string, gender: string | undefined): boolean {
  const [year = "", month = "", day = ""] = birthDate.split("-");
  const shown = Number(digits.slice(6, 8));
  const woman = shown > 40;
  const dayFits = Number(day) === (woman ? shown - 40 : shown);
  return (
    dayFits &&
    digits.slice(8, 10) === month &&
    digits.slice(10, 12) === year.slice(2) &&
    (gender === undefined || (gender === "P") === woman)
  );
}

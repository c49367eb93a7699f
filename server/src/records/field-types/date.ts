import { bad, daysIn, type FieldType, good } from "./contract.ts";

/** A calendar day, kept as YYYY-MM-DD. Other forms need the mapping's `date` format: 03/04 means two days. */
export const date: FieldType = {
  id: "date",
  words: { id: "Tanggal", en: "Date" },
  parse(given) {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(given.trim());
    if (!match) return bad("not a date of the form YYYY-MM-DD", "YYYY-MM-DD, or a date format in the mapping");
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
    if (year < 1850 || year > 2200) return bad("a year outside 1850 to 2200", "a year of four digits");
    if (month < 1 || month > 12) return bad(`month ${month}`, "a month from 1 to 12");
    if (day < 1 || day > daysIn(year, month))
      return bad(`day ${day} of month ${month}`, `a day that exists: month ${month} of that year has ${daysIn(year, month)}`);
    return good(match[0]);
  },
  examples: {
    good: [
      { text: "1990-10-20", value: "1990-10-20" },
      { text: "2000-02-29", value: "2000-02-29" },
    ],
    bad: [
      { text: "2026-02-31", what: "day 31 of month 2" },
      { text: "1900-02-29", what: "day 29 of month 2" },
      { text: "2026-13-01", what: "month 13" },
      { text: "20/10/1990", what: "not a date of the form YYYY-MM-DD" },
      { text: "0000-00-00", what: "a year outside 1850 to 2200" },
    ],
  },
};

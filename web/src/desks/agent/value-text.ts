import type { Language } from "../../words/say.ts";

/** Values come as they are kept; here they become what a person reads. A masked part is left as it is. */
const TYPES: Record<string, (value: string, language: Language) => string | undefined> = {
  rupiah: (value, language) => {
    const amount = Number(value);
    return Number.isFinite(amount) && value !== "" ? `Rp${amount.toLocaleString(language === "id" ? "id-ID" : "en-GB")}` : undefined;
  },
  date: (value, language) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
    const locale = language === "id" ? "id-ID" : "en-GB";
    return new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" }).format(
      new Date(`${value}T00:00:00Z`),
    );
  },
  phone: (value) => (/^\+62\d+$/.test(value) ? grouped(`0${value.slice(3)}`) : undefined),
  gender: (value, language) => GENDERS[value]?.[language],
};

const GENDERS: Record<string, Record<Language, string>> = { L: { id: "Laki-laki", en: "Male" }, P: { id: "Perempuan", en: "Female" } };

/** `0812 3456 7890`: read aloud in groups of four. */
const grouped = (digits: string): string => digits.replace(/(\d{4})(?=\d)/g, "$1 ");

export function valueText(type: string | undefined, value: string, language: Language): string {
  return (type && TYPES[type]?.(value, language)) || value;
}

import { secretBytes } from "../../platform/chance.ts";
import { GIVEN, SECOND } from "./names.ts";

/** A whole number below `most`, which nobody can foretell. */
const below = (most: number): number => secretBytes(6).readUIntBE(0, 6) % most;
const digits = (value: number, count: number): string => String(value).padStart(count, "0");

const YEARS = { from: 1955, count: 50 };

/**
 * Somebody plausible who cannot be: the identity number belongs to province 00, which does not exist, and there is no telephone number, so that
 * nobody real can ever be harmed or rung up.
 */
export function impossiblePerson(): Record<string, string> {
  const [given, gender] = GIVEN[below(GIVEN.length)] ?? ["Sri", "P"];
  const second = SECOND[below(SECOND.length)] ?? "Utami";
  const [year, month, day] = [YEARS.from + below(YEARS.count), 1 + below(12), 1 + below(28)];
  const birthDay = gender === "P" ? day + 40 : day;
  const born = `${digits(birthDay, 2)}${digits(month, 2)}${digits(year % 100, 2)}`;
  return {
    name: `${given} ${second}`,
    gender,
    birth_date: `${year}-${digits(month, 2)}-${digits(day, 2)}`,
    nik: `00${digits(below(10_000), 4)}${born}${digits(1 + below(9_999), 4)}`,
  };
}

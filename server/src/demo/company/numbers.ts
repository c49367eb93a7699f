import type { Draw } from "./draw.ts";
import type { Gender } from "./names.ts";

/**
 * Identity numbers that nobody can hold.
 * NIK and KK: province 00 does not exist (codes run from 11, Kepmendagri 300.2.2-2430/2025).
 * Telephone: mobile ranges in Indonesia are 081-083, 085 and 087-089; 084 is assigned to no operator (libphonenumber's metadata for +62
 * knows mobile numbers as 8[1-35-9] only, and its carrier table names nobody for 6284).
 */
export const IMPOSSIBLE_PROVINCE = "00";
export const UNALLOCATED_PREFIX = "+6284";

const pad = (value: number, width: number): string => String(value).padStart(width, "0");

/** `birth` is YYYY-MM-DD; women carry the day plus 40. `serial` keeps numbers apart. */
export function impossibleNik(draw: Draw, birth: string, gender: Gender, serial: number): string {
  const [year = "", month = "", day = ""] = birth.split("-");
  const shown = Number(day) + (gender === "P" ? 40 : 0);
  return `${IMPOSSIBLE_PROVINCE}${pad(draw.between(1, 79), 2)}${pad(draw.between(1, 30), 2)}${pad(shown, 2)}${month}${year.slice(2)}${pad((serial % 9999) + 1, 4)}`;
}

export function impossibleKk(draw: Draw, serial: number): string {
  return `${IMPOSSIBLE_PROVINCE}${pad(draw.between(1, 79), 2)}${pad(draw.between(1, 30), 2)}${pad(draw.between(1, 28), 2)}${pad(draw.between(1, 12), 2)}${pad(draw.between(5, 25), 2)}${pad((serial % 9999) + 1, 4)}`;
}

/** Twelve digits after the country code, unlike every other `serial`. */
export const unallocatedPhone = (draw: Draw, serial: number): string =>
  `${UNALLOCATED_PREFIX}${draw.between(0, 9)}${pad(draw.between(0, 999), 3)}${pad(serial, 5)}`;

export function birthDate(draw: Draw): string {
  return `${draw.between(1955, 2006)}-${pad(draw.between(1, 12), 2)}-${pad(draw.between(1, 28), 2)}`;
}

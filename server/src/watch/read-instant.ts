import { isDay, localInstant } from "../platform/local-day.ts";

const YEAR_FIRST = /^(\d{4})([-/.])(\d{2})\2(\d{2})[ T](\d{2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?$/;
const DAY_FIRST = /^(\d{2})[/.-](\d{2})[/.-](\d{4})[ T]+(\d{2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?$/;
const WITH_ZONE = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** How times are written that are read without being told more. */
export const KNOWN_TIMES = "2026-03-02 14:55:00, 02/03/2026 14.55 (day first) or RFC 3339";

/**
 * An instant out of RFC 3339, `2026-03-02 14:55:00`, `2026/03/02 14:55:00` or `02/03/2026 14.55` (day first) in the zone given, or in the form that
 * a map names instead. Undefined where the calendar or clock has no such moment.
 */
export function readInstant(text: string, zone: string, form?: TimeForm): Date | undefined {
  if (form) return inForm(text, zone, form);
  const zoned = WITH_ZONE.exec(text);
  if (zoned) return isDay(zoned[1] ?? "") ? valid(new Date(text)) : undefined;
  const local = YEAR_FIRST.exec(text);
  if (local) return moment(`${local[1]}-${local[3]}-${local[4]}`, local[5], local[6], local[7], zone);
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) return moment(`${dayFirst[3]}-${dayFirst[2]}-${dayFirst[1]}`, dayFirst[4], dayFirst[5], dayFirst[6], zone);
  return undefined;
}

const PARTS: Readonly<Record<string, string>> = {
  yyyy: "\\d{4}",
  MM: "\\d{1,2}",
  dd: "\\d{1,2}",
  HH: "\\d{1,2}",
  mm: "\\d{2}",
  ss: "\\d{2}(?:[.,]\\d+)?",
};

/** A form of times that a map names, `MM/dd/yyyy HH:mm:ss`. */
export interface TimeForm {
  /** As the map says it. */
  text: string;
  pattern: RegExp;
}

/** What a form is made of; seconds may be left out, and may carry a fraction. */
export const TIME_FORM = "yyyy, MM, dd, HH, mm and ss, for example dd-MM-yyyy HH:mm:ss";

/** The form that a map names; undefined where a part is missing, stands twice or is unknown. */
export function timeForm(text: string): TimeForm | undefined {
  const found: string[] = [];
  const pattern = text.replace(/([A-Za-z])\1*|[^A-Za-z]/gu, (one) => {
    if (one === "T" || !/[A-Za-z]/u.test(one)) return one.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
    found.push(one);
    return `(?<${one}>${PARTS[one] ?? "."})`;
  });
  const needed = ["yyyy", "MM", "dd", "HH", "mm"].every((one) => found.includes(one));
  const fits = needed && new Set(found).size === found.length && found.every((one) => Object.hasOwn(PARTS, one));
  return fits ? { text, pattern: new RegExp(`^${pattern}$`, "u") } : undefined;
}

function inForm(text: string, zone: string, { pattern }: TimeForm): Date | undefined {
  const { yyyy, MM = "", dd = "", HH = "", mm, ss = "00" } = pattern.exec(text)?.groups ?? {};
  const [month, day, hour] = [MM, dd, HH].map((one) => one.padStart(2, "0"));
  return yyyy === undefined ? undefined : moment(`${yyyy}-${month}-${day}`, hour, mm, ss.slice(0, 2), zone);
}

function moment(day: string, hour = "00", minute = "00", second = "00", zone: string): Date | undefined {
  if (!isDay(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return valid(new Date(localInstant(day, `${hour}:${minute}`, zone).getTime() + Number(second) * 1000));
}

const valid = (at: Date): Date | undefined => (Number.isNaN(at.getTime()) ? undefined : at);

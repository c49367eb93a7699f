import { isDay, localInstant } from "../platform/local-day.ts";

const LOCAL = /^(\d{4}-\d{2}-\d{2})[ T](\d{2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?$/;
const DAY_FIRST = /^(\d{2})[/.-](\d{2})[/.-](\d{4})[ T]+(\d{2})[:.](\d{2})(?:[:.](\d{2}))?$/;
const WITH_ZONE = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** An instant out of RFC 3339, `2026-03-02 14:55:00` or `02/03/2026 14.55` (day first) in the zone given. Undefined where the calendar or clock has no such moment. */
export function readInstant(text: string, zone: string): Date | undefined {
  const zoned = WITH_ZONE.exec(text);
  if (zoned) return isDay(zoned[1] ?? "") ? valid(new Date(text)) : undefined;
  const local = LOCAL.exec(text);
  if (local) return moment(local[1] ?? "", local[2], local[3], local[4], zone);
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) return moment(`${dayFirst[3]}-${dayFirst[2]}-${dayFirst[1]}`, dayFirst[4], dayFirst[5], dayFirst[6], zone);
  return undefined;
}

function moment(day: string, hour = "00", minute = "00", second = "00", zone: string): Date | undefined {
  if (!isDay(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return valid(new Date(localInstant(day, `${hour}:${minute}`, zone).getTime() + Number(second) * 1000));
}

const valid = (at: Date): Date | undefined => (Number.isNaN(at.getTime()) ? undefined : at);

/** Days and times of day in an office's zone (R72, R82). Stored instants are UTC. */

const formats = new Map<string, Intl.DateTimeFormat>();

function parts(at: Date, zone: string): Record<string, string> {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(zone, format);
  }
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** The calendar day in the zone, `YYYY-MM-DD`. */
export function localDay(at: Date, zone: string): string {
  const { year, month, day } = parts(at, zone);
  return `${year}-${month}-${day}`;
}

/** The instant at which the zone's clocks show `day` and `time` (`HH:MM`). */
export function localInstant(day: string, time: string, zone: string): Date {
  const asUtc = Date.parse(`${day}T${time.padStart(5, "0")}:00Z`);
  const guess = asUtc - offset(new Date(asUtc), zone);
  return new Date(asUtc - offset(new Date(guess), zone));
}

/** How far the zone's clocks are ahead of UTC, milliseconds. */
function offset(at: Date, zone: string): number {
  const { year, month, day, hour, minute, second } = parts(at, zone);
  const shown = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return shown - Math.floor(at.getTime() / 1000) * 1000;
}

/** First instant of the day and of the next day in the zone. */
export function dayBounds(day: string, zone: string): { from: Date; until: Date } {
  return { from: localInstant(day, "00:00", zone), until: localInstant(nextDay(day), "00:00", zone) };
}

/** The calendar day after `day`; both `YYYY-MM-DD`. */
export function nextDay(day: string, by = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}

/** Is it a day of the calendar? 31 February is not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Is it a time zone that this machine knows (IANA)? */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}

/** The time of day as Indonesians write it: `16.21 WITA`. */
export function clockTime(at: Date, zone: string, label: string): string {
  const { hour, minute } = parts(at, zone);
  return `${hour}.${minute} ${label}`;
}

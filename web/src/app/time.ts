import type { Language } from "../words/say.ts";

export interface Zone {
  zone: string;
  label: string;
}

/** `16.48` in Indonesian, `16:48` in English, at the office. */
export function clockAt(at: Date, { zone }: Pick<Zone, "zone">, language: Language): string {
  const text = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
  return language === "id" ? text.replace(":", ".") : text;
}

/** With the zone's name written out: `16.48 WITA`. */
export const clockWithZone = (at: Date, office: Zone, language: Language): string => `${clockAt(at, office, language)} ${office.label}`;

/** Local calendar day, `YYYY-MM-DD`. */
export const dayAt = (at: Date, zone: string): string => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(at);

/** Is there such a day in the calendar? `2026-13-45` has the form of one, and is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T12:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** `Jumat, 20 November 2026`. */
export function longDay(day: string, language: Language): string {
  const noon = new Date(`${day}T12:00:00Z`);
  const locale = language === "id" ? "id-ID" : "en-GB";
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(noon);
}

/** `12 Nov`. */
export function shortDay(day: string, language: Language): string {
  const locale = language === "id" ? "id-ID" : "en-GB";
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "short" }).format(new Date(`${day}T12:00:00Z`));
}

export function dayBefore(day: string, days: number): string {
  return new Date(new Date(`${day}T12:00:00Z`).getTime() - days * 86_400_000).toISOString().slice(0, 10);
}

export type PartOfDay = "morning" | "noon" | "afternoon" | "evening";

/** How one greets at this hour in Indonesia: pagi until 11, siang until 15, sore until 18, then malam. */
export function partOfDay(at: Date, zone: string): PartOfDay {
  const hour = Number(new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", hourCycle: "h23" }).format(at));
  if (hour < 4 || hour >= 18) return "evening";
  if (hour < 11) return "morning";
  return hour < 15 ? "noon" : "afternoon";
}

/** `4:12` left; never negative. */
export function countdown(until: Date, now: Date): string {
  const seconds = Math.max(0, Math.ceil((until.getTime() - now.getTime()) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

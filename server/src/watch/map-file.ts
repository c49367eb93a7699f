import { isTimeZone } from "../platform/local-day.ts";

/** The map file cannot be used; the message says what, where and the remedy. */
export class MapFault extends Error {
  readonly code = "map-fault";
}

/** The object that a map file holds. @throws MapFault */
export function mapObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Said below, without repeating the file.
  }
  throw new MapFault('the map is no JSON object; it looks like {"source": …, "zone": …, "columns": {…}}');
}

/** What every map begins with: the name of its source, for the journal, and the zone of times that carry none. */
export interface MapHead {
  source: string;
  zone: string;
}

/** @param known members that such a map may have @throws MapFault */
export function mapHead(map: Record<string, unknown>, known: readonly string[]): MapHead {
  const { source, zone } = map;
  const strange = Object.keys(map).find((key) => !known.includes(key));
  if (strange) throw new MapFault(`"${strange}" is unknown; allowed are ${known.join(", ")}`);
  if (typeof source !== "string" || !/^[\w.-]{1,60}$/.test(source))
    throw new MapFault('"source" must name where the file is from, for example "pbx-sumbawa" (letters, digits, - . _)');
  if (typeof zone !== "string" || !isTimeZone(zone)) throw new MapFault('"zone" must be a time zone, for example "Asia/Makassar"');
  return { source, zone };
}

export interface MapColumns {
  needed: readonly string[];
  optional: readonly string[];
}

/** Name here -> column of the file. @param file what is mapped, for the message @throws MapFault */
export function mapColumns(given: unknown, { needed, optional }: MapColumns, file: string): Record<string, string> {
  const names = [...needed, ...optional];
  if (!isNames(given)) throw new MapFault(`"columns" must give a column of the file to each name, for example {"${needed[0]}": "…"}`);
  const strange = Object.keys(given).find((name) => !names.includes(name));
  if (strange) throw new MapFault(`"columns" names "${strange}"; ${file} knows ${names.join(", ")}`);
  const missing = needed.filter((name) => !given[name]);
  if (missing.length > 0) throw new MapFault(`"columns" does not say which column is ${missing.join(", ")}`);
  return given;
}

/** A word to each word. */
export const isNames = (value: unknown): value is Record<string, string> =>
  isObject(value) && Object.values(value).every((one) => typeof one === "string");

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

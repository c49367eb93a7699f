import type { EvidenceMap, EvidenceSource } from "./evidence-sources/contract.ts";

/** The map file cannot be used; the message says what, where and the remedy. */
export class MapFault extends Error {
  readonly code = "map-fault";
}

/** Checks a map (JSON text) against what a source needs. @throws MapFault */
export function readMap(text: string, source: EvidenceSource): EvidenceMap {
  const map = parsed(text);
  const known = ["source", "zone", "channel", "results", "columns"];
  const strange = Object.keys(map).find((key) => !known.includes(key));
  if (strange) throw new MapFault(`"${strange}" is unknown; allowed are ${known.join(", ")}`);
  if (typeof map.source !== "string" || !/^[\w.-]{1,60}$/.test(map.source))
    throw new MapFault('"source" must name the source, for example "pbx-sumbawa" (letters, digits, - . _)');
  if (typeof map.zone !== "string" || !isZone(map.zone)) throw new MapFault('"zone" must be a time zone, for example "Asia/Makassar"');
  if (map.channel !== undefined && typeof map.channel !== "string") throw new MapFault('"channel" must be a word');
  if (map.results !== undefined && !isNames(map.results))
    throw new MapFault('"results" must give a word to each word, for example {"ANSWERED": "answered"}');
  return { ...map, columns: checkedColumns(map.columns, source) } as EvidenceMap;
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below, without repeating the file.
  }
  throw new MapFault('the map is no JSON object; it looks like {"source": …, "zone": …, "columns": {…}}');
}

function checkedColumns(columns: unknown, source: EvidenceSource): Record<string, string> {
  if (!isNames(columns)) throw new MapFault('"columns" must give a column of the file to each name, for example {"external": "uniqueid"}');
  const names = [...source.needed, ...source.optional];
  const strange = Object.keys(columns).find((name) => !names.includes(name));
  if (strange) throw new MapFault(`"columns" names "${strange}"; a ${source.id} file knows ${names.join(", ")}`);
  const missing = source.needed.filter((name) => !columns[name]);
  if (missing.length > 0) throw new MapFault(`"columns" does not say which column is ${missing.join(", ")}`);
  return columns;
}

function isNames(value: unknown): value is Record<string, string> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every((one) => typeof one === "string")
  );
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

import type { EvidenceMap, EvidenceSource, SourceSettings } from "./evidence-sources/contract.ts";

/** The map file cannot be used; the message says what, where and the remedy. */
export class MapFault extends Error {
  readonly code = "map-fault";
}

/** What each setting takes, and how it is asked for. */
const OWN: Record<SourceSettings["own"][number], { fits: (value: unknown) => boolean; must: string }> = {
  channel: { fits: (value) => typeof value === "string", must: "must be a word" },
  results: { fits: isNames, must: 'must give a word to each word, for example {"ANSWERED": "answered"}' },
  persons: { fits: isNames, must: 'must give a login to each name, for example {"siti@perusahaan.example": "siti"}' },
  extensionDigits: {
    fits: (value) => Number.isInteger(value) && Number(value) >= 2 && Number(value) <= 8,
    must: "must be a whole number from 2 to 8",
  },
};

/** Checks a map (JSON text) against what a source needs. @throws MapFault */
export function readMap(text: string, source: EvidenceSource): EvidenceMap {
  return checkMap(parsed(text), source);
}

/** The same of a map that stands within another file. @throws MapFault */
export function checkMap(map: Record<string, unknown>, source: EvidenceSource): EvidenceMap {
  const { columns, own } = source.settings;
  const known = ["source", "zone", ...own, ...(columns ? ["columns"] : [])];
  const strange = Object.keys(map).find((key) => !known.includes(key));
  if (strange) throw new MapFault(`"${strange}" is unknown; allowed are ${known.join(", ")}`);
  if (typeof map.source !== "string" || !/^[\w.-]{1,60}$/.test(map.source))
    throw new MapFault('"source" must name the source, for example "pbx-sumbawa" (letters, digits, - . _)');
  if (typeof map.zone !== "string" || !isZone(map.zone)) throw new MapFault('"zone" must be a time zone, for example "Asia/Makassar"');
  for (const name of own) if (map[name] !== undefined && !OWN[name].fits(map[name])) throw new MapFault(`"${name}" ${OWN[name].must}`);
  return { ...map, columns: columns ? checkedColumns(map.columns, columns, source.id) : {} } as EvidenceMap;
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

function checkedColumns(given: unknown, { needed, optional }: NonNullable<SourceSettings["columns"]>, id: string): Record<string, string> {
  if (!isNames(given)) throw new MapFault('"columns" must give a column of the file to each name, for example {"external": "uniqueid"}');
  const names = [...needed, ...optional];
  const strange = Object.keys(given).find((name) => !names.includes(name));
  if (strange) throw new MapFault(`"columns" names "${strange}"; a ${id} file knows ${names.join(", ")}`);
  const missing = needed.filter((name) => !given[name]);
  if (missing.length > 0) throw new MapFault(`"columns" does not say which column is ${missing.join(", ")}`);
  return given;
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

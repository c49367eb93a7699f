import { MapFault } from "../watch/index.ts";

export interface PlainMap {
  source: string;
  /** Where the map names one. */
  zone: string | undefined;
  columns: Readonly<Record<string, string>>;
}

/** A map that names columns alone: `{"source", "zone"?, "columns"}`. @throws MapFault */
export function readPlainMap(text: string, { needed, optional }: { needed: readonly string[]; optional: readonly string[] }): PlainMap {
  let map: Partial<Record<"source" | "zone" | "columns", unknown>>;
  try {
    map = JSON.parse(text) as typeof map;
  } catch {
    throw new MapFault('the map is no JSON object; it looks like {"source": …, "columns": {…}}');
  }
  const { source, zone, columns } = map ?? {};
  const strange = Object.keys(map ?? {}).find((key) => !["source", "zone", "columns"].includes(key));
  if (strange) throw new MapFault(`"${strange}" is unknown; allowed are source, zone, columns`);
  if (typeof source !== "string" || !/^[\w.-]{1,60}$/.test(source))
    throw new MapFault('"source" must name the file\'s source, for example "crm"');
  if (zone !== undefined && typeof zone !== "string") throw new MapFault('"zone" must be a time zone, for example "Asia/Makassar"');
  if (typeof columns !== "object" || columns === null || !Object.values(columns).every((one) => typeof one === "string"))
    throw new MapFault('"columns" must give a column of the file to each name');
  const names = [...needed, ...optional];
  const unknown = Object.keys(columns).find((name) => !names.includes(name));
  if (unknown) throw new MapFault(`"columns" names "${unknown}"; this file knows ${names.join(", ")}`);
  const missing = needed.filter((name) => !(columns as Record<string, string>)[name]);
  if (missing.length > 0) throw new MapFault(`"columns" does not say which column is ${missing.join(", ")}`);
  return { source, zone, columns: columns as Record<string, string> };
}

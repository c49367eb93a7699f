import { type MapColumns, type MapHead, mapColumns, mapHead, mapObject } from "../watch/index.ts";

export interface PlainMap extends MapHead {
  columns: Readonly<Record<string, string>>;
}

/** A map that names columns alone: `{"source", "zone"?, "columns"}`; the zone is that of Jakarta unless it says another. @throws MapFault */
export function readPlainMap(text: string, columns: MapColumns): PlainMap {
  const map = mapObject(text);
  const head = mapHead({ zone: "Asia/Jakarta", ...map }, ["source", "zone", "columns"]);
  return { ...head, columns: mapColumns(map.columns, columns, "this file") };
}

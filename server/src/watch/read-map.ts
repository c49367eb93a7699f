import type { EvidenceMap, EvidenceSource, SourceSettings } from "./evidence-sources/contract.ts";
import { isNames, MapFault, mapColumns, mapHead, mapObject } from "./map-file.ts";

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
  return checkMap(mapObject(text), source);
}

/** The same of a map that stands within another file. @throws MapFault */
export function checkMap(map: Record<string, unknown>, source: EvidenceSource): EvidenceMap {
  const { columns, own } = source.settings;
  mapHead(map, ["source", "zone", ...own, ...(columns ? ["columns"] : [])]);
  for (const name of own) if (map[name] !== undefined && !OWN[name].fits(map[name])) throw new MapFault(`"${name}" ${OWN[name].must}`);
  return { ...map, columns: columns ? mapColumns(map.columns, columns, `a ${source.id} file`) : {} } as EvidenceMap;
}

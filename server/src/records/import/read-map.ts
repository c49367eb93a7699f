import { Value } from "typebox/value";
import type { Field } from "../fields/field.ts";
import { type Cell, CellSchema, type ImportMap, MapSchema } from "./map-schema.ts";

/** Everything that is wrong with a mapping, at once: place, what, remedy. */
export class MapError extends Error {
  readonly code = "bad-map";
  readonly faults: string[];

  constructor(faults: string[]) {
    super(`the mapping cannot be used:\n- ${faults.join("\n- ")}`);
    this.faults = faults;
  }
}

/**
 * A mapping from JSON text, checked against its schema and the catalogue.
 * @throws MapError with all faults
 */
export function readMap(json: string, fields: readonly Field[]): ImportMap {
  let map: unknown;
  try {
    map = JSON.parse(json);
  } catch (error) {
    throw new MapError([`not JSON: ${(error as Error).message.replace(/"[^"]*"/g, "…")}`]);
  }
  if (!Value.Check(MapSchema, map)) throw new MapError(schemaFaults(map));
  const faults = [
    ...unknownFields(map, fields),
    ...Object.entries(cellsOf(map)).flatMap(([place, cell]) => cellFaults(place, cell, map.asOf)),
  ];
  if (faults.length > 0) throw new MapError(faults);
  return map;
}

/** All cells by their place in the mapping. */
export function cellsOf(map: ImportMap): Record<string, Cell> {
  const { channel, collectedOn, lastContactOn, office } = map;
  const others = Object.entries({ channel, collectedOn, lastContactOn, office }).filter(
    (entry): entry is [string, Cell] => entry[1] !== undefined,
  );
  return Object.fromEntries([...others, ...Object.entries(map.fields).map(([id, cell]) => [`fields.${id}`, cell] as const)]);
}

/** Columns that the file must have. */
export function columnsOf(map: ImportMap): string[] {
  const named = Object.values(cellsOf(map)).flatMap((cell) => {
    if (typeof cell === "string") return [cell];
    if ("join" in cell) return cell.join;
    return "column" in cell ? [cell.column] : [];
  });
  return [...new Set([map.key, ...named])];
}

const CELL = 'neither a column name nor {"column": …}, {"join": […]} or {"constant": …}';

/** Cells are looked at one by one: of one that fits none of its forms a single line is enough. */
function schemaFaults(map: unknown): string[] {
  const wrong = rawCells(map).filter(([, cell]) => !Value.Check(CellSchema, cell));
  const paths = wrong.map(([place]) => `/${place.replaceAll(".", "/")}`);
  const inCell = (path: string): boolean => paths.some((cell) => path === cell || path.startsWith(`${cell}/`));
  const others = new Map<string, string>();
  for (const { instancePath, keyword, message } of Value.Errors(MapSchema, map)) {
    const place = instancePath === "" ? "the whole" : instancePath.slice(1).replaceAll("/", ".");
    if (!inCell(instancePath) && keyword !== "additionalProperties")
      others.set(place, keyword === "boolean" ? "this key is not known" : message);
  }
  return [...[...others].map(([place, what]) => `${place}: ${what}`), ...wrong.map(([place]) => `${place}: ${CELL}`)];
}

function rawCells(map: unknown): Array<[place: string, cell: unknown]> {
  if (typeof map !== "object" || map === null) return [];
  const { fields, channel, collectedOn, lastContactOn, office } = map as Record<string, unknown>;
  const single = Object.entries({ channel, collectedOn, lastContactOn, office }).filter(([, cell]) => cell !== undefined);
  const inFields =
    typeof fields === "object" && fields !== null
      ? Object.entries(fields).map(([id, cell]): [string, unknown] => [`fields.${id}`, cell])
      : [];
  return [...single, ...inFields];
}

function unknownFields(map: ImportMap, fields: readonly Field[]): string[] {
  const known = new Set(fields.map(({ id }) => id));
  return Object.keys(map.fields)
    .filter((id) => !known.has(id))
    .map((id) => `fields.${id}: no such field; the catalogue has ${[...known].join(", ")}`);
}

function cellFaults(place: string, cell: Cell, asOf: string | undefined): string[] {
  if (typeof cell === "string" || !("column" in cell)) return [];
  const faults: string[] = [];
  if (cell.date !== undefined && !(/Y{4}/.test(cell.date) && /M/.test(cell.date) && /D/.test(cell.date)))
    faults.push(`${place}.date: a form with DD, MM and YYYY, such as DD/MM/YYYY`);
  if (cell.monthsAgo && asOf === undefined) faults.push(`${place}.monthsAgo: needs asOf, the day of the data`);
  if (cell.monthsAgo && cell.date !== undefined) faults.push(`${place}: monthsAgo or date, not both`);
  return faults;
}

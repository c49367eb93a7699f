import { RowError } from "../../platform/csv.ts";
import { parseField, typeOf } from "../catalogue.ts";
import { nikFits } from "../field-types/nik.ts";
import type { Field } from "../fields/field.ts";
import type { Provenance } from "../store.ts";
import { cellReader, type ReadCell } from "./cell.ts";
import type { ImportMap } from "./map-schema.ts";

/** A row of the file as a customer. */
export interface ImportRow {
  line: number;
  key: string;
  values: Record<string, string>;
  officeId: string;
  provenance: Provenance;
  lastContactOn?: string;
  warnings: string[];
}

export interface RowDefaults {
  source: string;
  channel?: string | undefined;
  officeId?: string | undefined;
}

const MAX_KEY = 200;

/** Turns rows into customers. Gives the row, or every fault that it has: the operator mends a row once. */
export function rowReader(map: ImportMap, fields: readonly Field[], defaults: RowDefaults) {
  const read = (cell: ImportMap["office"]): ReadCell | undefined => (cell === undefined ? undefined : cellReader(cell, map.asOf));
  const [channel, collectedOn, lastContactOn, office] = [
    read(map.channel),
    read(map.collectedOn),
    read(map.lastContactOn),
    read(map.office),
  ];
  const mapped = Object.entries(map.fields).map(([id, cell]) => {
    const field = fields.find((one) => one.id === id) as Field;
    return { field, read: cellReader(cell, map.asOf), column: columnOf(cell) };
  });
  const dateType = fields.find(({ type }) => type === "date");
  return (line: number, row: Record<string, string>): ImportRow | RowError[] => {
    const faults: RowError[] = [];
    const take = (cell: ReadCell | undefined): string | undefined => {
      const got = cell?.(row);
      if (got && "what" in got) faults.push(new RowError(line, got.column, got.what, got.expected));
      return got && "text" in got ? got.text : undefined;
    };
    const day = (cell: ReadCell | undefined, column: string): string | undefined => {
      const text = take(cell);
      const parsed = text && dateType ? typeOf(dateType).parse(text) : undefined;
      if (parsed && !parsed.ok) faults.push(new RowError(line, column, parsed.what, parsed.expected));
      return text;
    };
    const key = row[map.key]?.trim() ?? "";
    if (key === "" || key.length > MAX_KEY)
      faults.push(
        new RowError(
          line,
          map.key,
          key === "" ? "blank" : `${key.length} characters`,
          `the key of this customer, at most ${MAX_KEY} characters`,
        ),
      );
    const values: Record<string, string> = {};
    const warnings: string[] = [];
    for (const { field, read: cell, column } of mapped) {
      const text = take(cell);
      if (text === undefined) continue;
      const parsed = parseField(field, text);
      if (!parsed.ok) faults.push(new RowError(line, column, parsed.what, parsed.expected));
      else {
        values[field.id] = parsed.value;
        warnings.push(...(parsed.warnings ?? []));
      }
    }
    if (values.nik && values.birth_date && !nikFits(values.nik, values.birth_date, values.gender))
      warnings.push("NIK and birth date or gender differ");
    const officeId = take(office) ?? defaults.officeId;
    const saidChannel = take(channel) ?? defaults.channel ?? "import";
    const [collected, contact] = [day(collectedOn, "collectedOn"), day(lastContactOn, "lastContactOn")];
    if (officeId === undefined) faults.push(new RowError(line, "office", "no office", "--office ID, or office in the mapping"));
    if (faults.length > 0 || officeId === undefined) return faults;
    const provenance: Provenance = { channel: saidChannel, source: defaults.source, ...(collected ? { collectedOn: collected } : {}) };
    return { line, key, values, officeId, provenance, warnings, ...(contact ? { lastContactOn: contact } : {}) };
  };
}

function columnOf(cell: ImportMap["fields"][string]): string {
  if (typeof cell === "string") return cell;
  if ("join" in cell) return cell.join.join(" + ");
  return "column" in cell ? cell.column : "constant";
}

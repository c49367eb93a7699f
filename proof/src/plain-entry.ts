/** Entries at first sight: nearly all are plain throughout, and such a one is known to be canonical and in schema after one walk over its bytes. */
import { asciiText } from "./bytes.ts";
import { bodyRules, COMMON_RULES, type FieldRule, REQUIRED_FIELDS } from "./field-rules.ts";
import { recordScan, type Scan, type Source, scanOf, wordScan } from "./field-scan.ts";
import { ENTRY_KINDS } from "./kinds/index.ts";

/** What the order of entries is judged by. */
export interface SeenEntry {
  ts: string;
  typ: string;
}

const scansOf = (rules: Readonly<Record<string, FieldRule>>): Map<string, Scan> =>
  new Map(Object.entries(rules).map(([name, rule]) => [name, scanOf(rule)]));

/** One for all kinds: a scan knows values by sight, and that memory is bounded for each scan. */
const common = scansOf(COMMON_RULES);

/** An entry of one kind, its `typ` among the fields. */
const kinds = new Map<string, Scan>(
  Object.entries(ENTRY_KINDS).map(([typ, { body }]) => {
    const { rules, required } = bodyRules(body);
    const fields = new Map(common);
    fields.set("body", recordScan(scansOf(rules), required));
    fields.set("typ", wordScan([typ]));
    fields.set("v", (source: Source, at: number) => (source.bytes[at] === ONE ? at + 1 : -1));
    return [typ, recordScan(fields, [...REQUIRED_FIELDS, ...(required.length > 0 ? ["body"] : [])])];
  }),
);

const ONE = 49;
const TS = '"ts":"';
const INSTANT = "2026-01-01T00:00:00.000Z".length;
const TYP = '","typ":"';

/**
 * Undefined says nothing about the entry: it is to be parsed. Else it is canonical and fits the schema of its kind.
 * INVARIANT: whatever passes here passes `parseCanonical` and `schemaFault` with the same `ts` and `typ`.
 */
export function plainEntry(bytes: Uint8Array): SeenEntry | undefined {
  const source = { bytes, text: asciiText(bytes) };
  // Near the end, for `ts`, `typ`, `v` and `ver` are the last names: a guess that the walk over the whole confirms.
  const ts = source.text.lastIndexOf(TS) + TS.length;
  const typ = ts + INSTANT + TYP.length;
  if (!source.text.startsWith(TYP, typ - TYP.length)) return undefined;
  const kind = source.text.slice(typ, source.text.indexOf('"', typ));
  if (kinds.get(kind)?.(source, 0) !== bytes.length) return undefined;
  return { ts: source.text.slice(ts, ts + INSTANT), typ: kind };
}

import {
  cellsOf,
  type Evidence,
  type EvidenceMap,
  type FileSource,
  fault,
  givenOf,
  type Parsed,
  type ReadInstant,
  type Row,
} from "../contract.ts";
import { exchangeExamples } from "./examples.ts";

/** A call that lasts longer is a record that was never closed. */
const LONGEST_CALL = 4 * 3600;

/** Call records of any telephone exchange, its columns named by the map: one row a call leg. */
export const exchangeCsv: FileSource = {
  id: "exchange-csv",
  words: { id: "Catatan sentral telepon (CSV)", en: "Telephone exchange records (CSV)" },
  form: "file",
  settings: {
    columns: {
      needed: ["external", "startsAt"],
      optional: ["person", "login", "extension", "customer", "phone", "customerNumber", "endsAt", "seconds", "result", "channel"],
    },
    own: ["channel", "results", "persons"],
  },
  match: { person: ["person", "login", "extension"], customer: ["customer", "phone", "customerNumber"] },
  parse: readCall,
  examples: exchangeExamples,
};

function readCall(row: Row, map: EvidenceMap, instant: ReadInstant): Parsed {
  const value = cellsOf(row, map);
  const wrong = (name: string, what: string, expected: string) => fault(map.columns[name] ?? name, what, expected);
  if (!value("external")) return wrong("external", "empty", "the exchange's number of the call");
  const startsAt = instant(value("startsAt"), map.zone);
  if (!startsAt) return wrong("startsAt", "no date and time", "2026-03-02 14:55:00 or RFC 3339");
  if (!exchangeCsv.match.person.some((name) => value(name))) return wrong("extension", "empty", "an extension, a login or a person id");
  const endsAt = endOf(value, startsAt, map.zone, instant);
  if (endsAt === null) return wrong(value("endsAt") ? "endsAt" : "seconds", "no end of a call", "after the start, at most 4 hours later");
  return {
    evidence: {
      external: value("external"),
      kind: "call",
      channel: value("channel") || map.channel || "phone",
      startsAt,
      ...found(value, map),
      ...(endsAt ? { endsAt } : {}),
    },
  };
}

/** End of the call; undefined while it goes on, null where the text says nothing sensible. */
function endOf(value: (name: string) => string, startsAt: Date, zone: string, instant: ReadInstant): Date | undefined | null {
  if (!value("endsAt") && !value("seconds")) return undefined;
  const seconds = value("endsAt")
    ? ((instant(value("endsAt"), zone)?.getTime() ?? Number.NaN) - startsAt.getTime()) / 1000
    : Number(value("seconds"));
  return seconds >= 0 && seconds <= LONGEST_CALL ? new Date(startsAt.getTime() + seconds * 1000) : null;
}

function found(value: (name: string) => string, map: EvidenceMap): Partial<Evidence> {
  const given = givenOf(["person", "login", "extension", "customer", "phone", "customerNumber"], value);
  const result = value("result");
  return { ...given, ...(result ? { result: map.results?.[result] ?? result.toLowerCase() } : {}) };
}

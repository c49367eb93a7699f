import type { Evidence, EvidenceMap, EvidenceSource, Fault, ReadInstant } from "../contract.ts";
import { exchangeExamples } from "./examples.ts";

/** A call that lasts longer is a record that was never closed. */
const LONGEST_CALL = 4 * 3600;

/** Call records of a telephone exchange: one row a call leg. */
export const exchangeCsv: EvidenceSource = {
  id: "exchange-csv",
  name: { id: "Catatan sentral telepon (CSV)", en: "Telephone exchange records (CSV)" },
  needed: ["external", "startsAt"],
  optional: ["person", "extension", "customer", "phone", "customerNumber", "endsAt", "seconds", "result", "channel"],
  read: readCall,
  examples: exchangeExamples,
};

type Row = Readonly<Record<string, string>>;

function readCall(row: Row, map: EvidenceMap, instant: ReadInstant): { evidence: Evidence } | { fault: Fault } {
  const value = (name: string): string => (row[map.columns[name] ?? ""] ?? "").trim();
  const fault = (name: string, what: string, expected: string) => ({ fault: { column: map.columns[name] ?? name, what, expected } });
  if (!value("external")) return fault("external", "empty", "the exchange's number of the call");
  const startsAt = instant(value("startsAt"), map.zone);
  if (!startsAt) return fault("startsAt", "no date and time", "2026-03-02 14:55:00 or RFC 3339");
  if (!value("person") && !value("extension")) return fault("extension", "empty", "an extension or a person id");
  const endsAt = endOf(value, startsAt, map.zone, instant);
  if (endsAt === null) return fault(value("endsAt") ? "endsAt" : "seconds", "no end of a call", "after the start, at most 4 hours later");
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
  const names = ["person", "extension", "customer", "phone", "customerNumber"] as const;
  const given = Object.fromEntries(names.map((name) => [name, value(name)]).filter(([, text]) => text));
  const result = value("result");
  return { ...given, ...(result ? { result: map.results?.[result] ?? result.toLowerCase() } : {}) };
}

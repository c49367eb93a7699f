import type { Evidence, EvidenceMap, EvidenceSource, Fault, ReadInstant } from "../contract.ts";
import { counterExamples } from "./examples.ts";

const LONGEST_VISIT = 8 * 3_600_000;

/** Tickets of a counter's queue: one row a customer served. */
export const counterCsv: EvidenceSource = {
  id: "counter-csv",
  name: { id: "Tiket antrean loket (CSV)", en: "Counter tickets (CSV)" },
  needed: ["external", "startsAt"],
  optional: ["person", "extension", "customer", "phone", "customerNumber", "endsAt", "result", "channel"],
  read: readTicket,
  examples: counterExamples,
};

function readTicket(
  row: Readonly<Record<string, string>>,
  map: EvidenceMap,
  instant: ReadInstant,
): { evidence: Evidence } | { fault: Fault } {
  const value = (name: string): string => (row[map.columns[name] ?? ""] ?? "").trim();
  const fault = (name: string, what: string, expected: string) => ({ fault: { column: map.columns[name] ?? name, what, expected } });
  if (!value("external")) return fault("external", "empty", "the ticket's number");
  const startsAt = instant(value("startsAt"), map.zone);
  if (!startsAt) return fault("startsAt", "no date and time", "2026-03-02 14:55:00 or RFC 3339");
  if (!value("person") && !value("extension")) return fault("person", "empty", "a person id or the counter's number");
  if (!value("customer") && !value("phone") && !value("customerNumber")) return fault("customerNumber", "empty", "who was served");
  const endsAt = value("endsAt") ? instant(value("endsAt"), map.zone) : undefined;
  const lasts = (endsAt?.getTime() ?? startsAt.getTime()) - startsAt.getTime();
  if ((value("endsAt") && !endsAt) || lasts < 0 || lasts > LONGEST_VISIT)
    return fault("endsAt", "no end of a visit", "after the start, the same day");
  const names = ["person", "extension", "customer", "phone", "customerNumber", "result"] as const;
  const given = Object.fromEntries(names.map((name) => [name, value(name)]).filter(([, text]) => text));
  return {
    evidence: {
      external: value("external"),
      kind: "counter",
      channel: value("channel") || map.channel || "counter",
      startsAt,
      ...given,
      ...(endsAt ? { endsAt } : {}),
    },
  };
}

import { cellsOf, type EvidenceMap, type FileSource, fault, givenOf, type Parsed, type ReadInstant, type Row } from "../contract.ts";
import { counterExamples } from "./examples.ts";

const LONGEST_VISIT = 8 * 3_600_000;

/** Tickets of a counter's queue: one row a customer served. */
export const counterCsv: FileSource = {
  id: "counter-csv",
  words: { id: "Tiket antrean loket (CSV)", en: "Counter tickets (CSV)" },
  form: "file",
  settings: {
    columns: {
      needed: ["external", "startsAt"],
      optional: ["person", "login", "extension", "customer", "phone", "customerNumber", "endsAt", "result", "channel"],
    },
    own: ["channel", "results", "persons"],
  },
  match: { person: ["person", "login", "extension"], customer: ["customer", "phone", "customerNumber"] },
  parse: readTicket,
  examples: counterExamples,
};

function readTicket(row: Row, map: EvidenceMap, instant: ReadInstant): Parsed {
  const value = cellsOf(row, map);
  const wrong = (name: string, what: string, expected: string) => fault(map.columns[name] ?? name, what, expected);
  if (!value("external")) return wrong("external", "empty", "the ticket's number");
  const startsAt = instant(value("startsAt"), map.zone);
  if (!startsAt) return wrong("startsAt", "no date and time", "2026-03-02 14:55:00 or RFC 3339");
  if (!counterCsv.match.person.some((name) => value(name))) return wrong("person", "empty", "a person id, a login or the counter's number");
  if (!counterCsv.match.customer.some((name) => value(name))) return wrong("customerNumber", "empty", "who was served");
  const endsAt = value("endsAt") ? instant(value("endsAt"), map.zone) : undefined;
  const lasts = (endsAt?.getTime() ?? startsAt.getTime()) - startsAt.getTime();
  if ((value("endsAt") && !endsAt) || lasts < 0 || lasts > LONGEST_VISIT)
    return wrong("endsAt", "no end of a visit", "after the start, the same day");
  const given = givenOf(["person", "login", "extension", "customer", "phone", "customerNumber"], value);
  const result = value("result");
  return {
    evidence: {
      external: value("external"),
      kind: "counter",
      channel: value("channel") || map.channel || "counter",
      startsAt,
      ...given,
      ...(result ? { result: map.results?.[result] ?? result.toLowerCase() } : {}),
      ...(endsAt ? { endsAt } : {}),
    },
  };
}

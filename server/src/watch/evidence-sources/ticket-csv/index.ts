import { cellsOf, type EvidenceMap, type FileSource, fault, givenOf, type Parsed, type ReadInstant, type Row } from "../contract.ts";
import { ticketExamples } from "./examples.ts";

/**
 * A ticket system's own list: one row for each thing that happened on a ticket. `event` is what `results` makes of it: `request`,
 * `complaint`, `payment`, `order`, `offer_request`, `rights_request` came from the customer; `answered`, `solved` and `forwarded` from the owner.
 * `author` is `customer`, or who wrote the event down; without it the event is somebody's own words and explains nothing.
 */
export const ticketCsv: FileSource = {
  id: "ticket-csv",
  words: { id: "Daftar tiket (CSV)", en: "Tickets of a ticket system (CSV)" },
  form: "file",
  settings: {
    columns: {
      needed: ["external", "startsAt", "event"],
      optional: ["person", "login", "author", "customer", "phone", "email", "customerNumber", "channel"],
    },
    own: ["channel", "results", "persons"],
  },
  match: { person: ["person", "login"], customer: ["customer", "phone", "email", "customerNumber"] },
  parse: readTicket,
  examples: ticketExamples,
};

const FROM_CUSTOMER = ["request", "complaint", "payment", "order", "offer_request", "rights_request"];
const FROM_OWNER = ["answered", "solved", "forwarded"];

function readTicket(row: Row, map: EvidenceMap, instant: ReadInstant): Parsed {
  const value = cellsOf(row, map);
  const wrong = (name: string, what: string, expected: string) => fault(map.columns[name] ?? name, what, expected);
  if (!value("external")) return wrong("external", "empty", "the ticket's number");
  const startsAt = instant(value("startsAt"), map.zone);
  if (!startsAt) return wrong("startsAt", "no date and time", "2026-03-02 14:55:00 or RFC 3339");
  const event = map.results?.[value("event")] ?? value("event").toLowerCase();
  const fromOwner = FROM_OWNER.includes(event);
  if (!fromOwner && !FROM_CUSTOMER.includes(event)) return { nothing: "an event that is neither the customer's nor the owner's" };
  if (fromOwner && !value("person") && !value("login")) return wrong("login", "empty", "who answered the ticket");
  if (!ticketCsv.match.customer.some((name) => value(name))) return wrong("customerNumber", "empty", "whose ticket it is");
  return {
    evidence: {
      external: `${value("external")}/${event}/${startsAt.getTime() / 1000}`,
      kind: fromOwner ? "outcome" : "customer_event",
      grade: fromOwner ? "B" : gradeOf(value("author"), value("login") || value("person")),
      channel: value("channel") || map.channel || "ticket",
      startsAt,
      endsAt: startsAt,
      result: event,
      ...givenOf(["person", "login", "customer", "phone", "email", "customerNumber"], value),
    },
  };
}

/** By the customer's own hand A; written down by somebody else B; by the owner himself, or by nobody knows whom, C. */
function gradeOf(author: string, owner: string): "A" | "B" | "C" {
  if (author === "customer") return "A";
  return author && author !== owner ? "B" : "C";
}

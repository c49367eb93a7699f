import { type EvidenceMap, fault, givenOf, type Message, type MessageSource, type Parsed, type ReadInstant, textIn } from "../contract.ts";
import { webhookExamples } from "./examples.ts";

const FROM_CUSTOMER = ["request", "complaint", "payment", "order", "offer_request", "rights_request"];
const FROM_OWNER = ["answered", "solved", "forwarded"];

/**
 * Any ticket system that can send a signed message (Standard Webhooks 1.0, https://www.standardwebhooks.com):
 * `{ticket, event, at, owner?, author?, customer|phone|email|customerNumber}`. `author` is `customer`, or who wrote it down; without it the
 * event is somebody's own words and explains nothing.
 */
export const ticketWebhook: MessageSource = {
  id: "ticket-webhook",
  words: { id: "Sistem tiket (webhook bertanda tangan)", en: "Ticket system (signed webhook)" },
  form: "message",
  signed: "standard-webhooks",
  settings: { own: ["channel", "results", "persons"] },
  match: { person: ["login"], customer: ["customer", "phone", "email", "customerNumber"] },
  parse: (message, map, instant) => [readEvent(message, map, instant)],
  examples: webhookExamples,
};

function readEvent(message: Message, map: EvidenceMap, instant: ReadInstant): Parsed {
  const value = (name: string): string => textIn(message, name);
  const event = map.results?.[value("event")] ?? value("event").toLowerCase();
  const fromOwner = FROM_OWNER.includes(event);
  if (!fromOwner && !FROM_CUSTOMER.includes(event)) return { nothing: "an event that is neither the customer's nor the owner's" };
  if (!/^[\w.:-]{1,60}$/.test(value("ticket"))) return fault("ticket", "no number of a ticket", "letters, digits, - . _ : (at most 60)");
  const startsAt = instant(value("at"), map.zone);
  if (!startsAt) return fault("at", "no date and time", "RFC 3339, such as 2026-03-02T14:55:00+08:00");
  const [owner, author] = [value("owner"), value("author")];
  if (fromOwner && !owner) return fault("owner", "empty", "who answered the ticket");
  if (!ticketWebhook.match.customer.some((name) => value(name))) return fault("customer", "empty", "whose ticket it is");
  return {
    evidence: {
      external: `${value("ticket")}/${event}/${startsAt.getTime()}`,
      kind: fromOwner ? "outcome" : "customer_event",
      grade: fromOwner ? "B" : author === "customer" ? "A" : author && author !== owner ? "B" : "C",
      channel: map.channel ?? "ticket",
      startsAt,
      endsAt: startsAt,
      result: event,
      ...(owner ? { login: owner } : {}),
      ...givenOf(["customer", "phone", "email", "customerNumber"], value),
    },
  };
}

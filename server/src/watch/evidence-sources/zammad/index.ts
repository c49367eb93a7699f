import {
  type Evidence,
  type EvidenceMap,
  fault,
  isObject,
  type Message,
  type MessageSource,
  type Parsed,
  type ReadInstant,
  textIn,
} from "../contract.ts";
import { zammadExamples } from "./examples.ts";

/** In Zammad the owner of a ticket that nobody has. */
const NOBODY = "1";

/**
 * Zammad's webhook: `ticket` with its `customer` and `owner`, and the `article` that set it off; signed with HMAC-SHA1 in `X-Hub-Signature`.
 * Source: Zammad admin documentation, "Webhook" and "Webhook Payload", https://admin-docs.zammad.org/en/latest/manage/webhook.html.
 * An article by the customer's own hand is A; one that somebody wrote down for him B; by the ticket's owner C: else he would explain himself.
 */
export const zammad: MessageSource = {
  id: "zammad",
  words: { id: "Zammad (webhook)", en: "Zammad (webhook)" },
  form: "message",
  signed: "hub-sha1",
  settings: { own: ["channel", "persons"] },
  match: { person: ["login"], customer: ["phone", "email"] },
  parse: (message, map, instant) => [readArticle(message, map, instant)],
  examples: zammadExamples,
};

function readArticle(message: Message, map: EvidenceMap, instant: ReadInstant): Parsed {
  const value = (path: string): string => textIn(message, path);
  if (!isObject(message.ticket) || !value("ticket.id"))
    return fault("ticket", "missing", "the payload that Zammad sends unless it is customised");
  if (!value("article.id")) return { nothing: "a change of the ticket without an article" };
  if (textIn({ internal: String((message.article as Message).internal) }, "internal") === "true") return { nothing: "an internal note" };
  const startsAt = instant(value("article.created_at"), map.zone);
  if (!startsAt) return fault("article.created_at", "no date and time", "RFC 3339, as Zammad writes it");
  const customer = customerOf(message);
  if (customer === undefined) return fault("ticket.customer", "neither telephone number nor e-mail", "a customer with one of them");
  const sender = value("article.sender");
  if (sender !== "Customer" && sender !== "Agent") return { nothing: "written by the system" };
  const writer = value("article.created_by.login");
  const owner = value("ticket.owner_id") === NOBODY ? "" : value("ticket.owner.login");
  const login = sender === "Agent" ? writer : owner;
  const common = {
    external: `${value("ticket.id")}/${value("article.id")}`,
    channel: map.channel ?? "ticket",
    startsAt,
    endsAt: startsAt,
    ...customer,
  };
  return {
    evidence: {
      ...common,
      ...(login ? { login } : {}),
      ...(sender === "Agent"
        ? { kind: "outcome", grade: "B", result: "answered" }
        : { kind: "customer_event", grade: gradeOf(value, writer, owner), result: "request" }),
    },
  };
}

function gradeOf(value: (path: string) => string, writer: string, owner: string): "A" | "B" | "C" {
  if (value("article.created_by_id") !== "" && value("article.created_by_id") === value("ticket.customer_id")) return "A";
  return writer !== "" && writer !== owner ? "B" : "C";
}

function customerOf(message: Message): Pick<Evidence, "phone" | "email"> | undefined {
  const phone = textIn(message, "ticket.customer.mobile") || textIn(message, "ticket.customer.phone");
  const email = textIn(message, "ticket.customer.email");
  return phone ? { phone } : email ? { email } : undefined;
}

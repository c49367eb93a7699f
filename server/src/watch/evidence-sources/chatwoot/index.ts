import {
  type Evidence,
  type EvidenceMap,
  fault,
  type Message,
  type MessageSource,
  type Parsed,
  type ReadInstant,
  textIn,
} from "../contract.ts";
import { chatwootExamples } from "./examples.ts";

/**
 * Chatwoot's webhook: what a contact writes is the customer's event, what an agent answers and the resolving of a conversation are outcomes.
 * Signed with HMAC-SHA256 over `timestamp.body` in `X-Chatwoot-Signature`, the time in `X-Chatwoot-Timestamp`.
 * Source: Chatwoot user guide, "How to use webhooks?", https://www.chatwoot.com/hc/user-guide/articles/1677693021-how-to-use-webhooks.
 * Agents go by their e-mail, else by their number there: the map's `persons` says who that is.
 */
export const chatwoot: MessageSource = {
  id: "chatwoot",
  words: { id: "Chatwoot (webhook)", en: "Chatwoot (webhook)" },
  form: "message",
  signed: "chatwoot",
  settings: { own: ["channel", "persons"] },
  match: { person: ["login"], customer: ["phone", "email", "customerNumber"] },
  parse: (message, map, instant) => [readEvent(message, map, instant)],
  examples: chatwootExamples,
};

function readEvent(message: Message, map: EvidenceMap, instant: ReadInstant): Parsed {
  const event = textIn(message, "event");
  if (event === "message_created") return readMessage(message, map, instant);
  if (event === "conversation_status_changed") return readStatus(message, map, instant);
  return event ? { nothing: "an event that its messages tell" } : fault("event", "empty", "the payload that Chatwoot sends");
}

function readMessage(message: Message, map: EvidenceMap, instant: ReadInstant): Parsed {
  const value = (path: string): string => textIn(message, path);
  const incoming = value("message_type") === "incoming" && value("sender.type") !== "user";
  const outgoing = value("message_type") === "outgoing" && value("sender.type") === "user";
  if (message.private === true || (!incoming && !outgoing)) return { nothing: "neither from the customer nor to him" };
  const startsAt = timeOf(value("created_at"), map, instant);
  if (!startsAt) return fault("created_at", "no date and time", "the time that Chatwoot writes");
  const customer = customerOf(value, "conversation.meta.sender");
  if (!customer) return fault("conversation.meta.sender", "no number, address or identifier", "a contact with one of them");
  const login = outgoing ? nameOf(value, "sender") : nameOf(value, "conversation.meta.assignee");
  return {
    evidence: {
      external: `${value("conversation.id")}/${value("id")}`,
      channel: map.channel ?? "chat",
      startsAt,
      endsAt: startsAt,
      ...customer,
      ...(login ? { login } : {}),
      ...(outgoing ? { kind: "outcome", grade: "B", result: "answered" } : { kind: "customer_event", grade: "A", result: "request" }),
    },
  };
}

function readStatus(message: Message, map: EvidenceMap, instant: ReadInstant): Parsed {
  const value = (path: string): string => textIn(message, path);
  const login = nameOf(value, "meta.assignee");
  if (value("status") !== "resolved" || !login) return { nothing: "a conversation that goes on, or nobody's" };
  const startsAt = timeOf(value("updated_at") || value("timestamp"), map, instant);
  if (!startsAt) return fault("timestamp", "no date and time", "the time that Chatwoot writes");
  const customer = customerOf(value, "meta.sender");
  if (!customer) return fault("meta.sender", "no number, address or identifier", "a contact with one of them");
  const external = `${value("id")}/resolved/${Math.floor(startsAt.getTime() / 1000)}`;
  return {
    evidence: {
      external,
      kind: "outcome",
      grade: "B",
      channel: map.channel ?? "chat",
      startsAt,
      endsAt: startsAt,
      result: "solved",
      login,
      ...customer,
    },
  };
}

const nameOf = (value: (path: string) => string, at: string): string => value(`${at}.email`) || value(`${at}.id`);

function customerOf(value: (path: string) => string, at: string): Partial<Evidence> | undefined {
  const [phone, email, customerNumber] = ["phone_number", "email", "identifier"].map((name) => value(`${at}.${name}`));
  return phone ? { phone } : email ? { email } : customerNumber ? { customerNumber } : undefined;
}

/** Seconds since 1970, RFC 3339, or `2020-03-03 13:05:57 UTC`: all three occur. */
function timeOf(text: string, { zone }: EvidenceMap, instant: ReadInstant): Date | undefined {
  if (/^\d{9,11}(\.\d+)?$/.test(text)) return new Date(Number(text) * 1000);
  return text.endsWith(" UTC") ? instant(text.slice(0, -4), "UTC") : instant(text, zone);
}

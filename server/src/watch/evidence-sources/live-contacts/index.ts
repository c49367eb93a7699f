import { type EvidenceMap, fault, givenOf, type Message, type MessageSource, type Parsed, type ReadInstant, textIn } from "../contract.ts";
import { liveExamples } from "./examples.ts";

const LONGEST = 4 * 3_600_000;
const KINDS = ["call", "counter"] as const;

/**
 * A call or a counter ticket, told when it starts (without `endedAt`: it lasts) and again when it ends:
 * `{id, kind, startedAt, endedAt?, extension|login|person, phone|customerNumber|customer, result?, channel?}`.
 */
export const liveContacts: MessageSource = {
  id: "live-contacts",
  words: { id: "Panggilan dan tiket loket yang sedang berlangsung (API)", en: "Calls and counter tickets as they happen (API)" },
  form: "message",
  signed: "token",
  settings: { own: ["channel", "results", "persons"] },
  match: { person: ["person", "login", "extension"], customer: ["customer", "phone", "customerNumber"] },
  parse: (message, map, instant) => [readContact(message, map, instant)],
  examples: liveExamples,
};

function readContact(message: Message, map: EvidenceMap, instant: ReadInstant): Parsed {
  const value = (name: string): string => textIn(message, name);
  const kind = KINDS.find((one) => one === value("kind"));
  if (!kind) return fault("kind", "no such kind", "call or counter");
  if (!value("id")) return fault("id", "empty", "the exchange's number of the call, or the ticket's");
  const startsAt = instant(value("startedAt"), map.zone);
  if (!startsAt) return fault("startedAt", "no date and time", "RFC 3339, such as 2026-03-02T14:55:00+08:00");
  const endsAt = value("endedAt") ? instant(value("endedAt"), map.zone) : undefined;
  const lasts = (endsAt?.getTime() ?? startsAt.getTime()) - startsAt.getTime();
  if ((value("endedAt") && !endsAt) || lasts < 0 || lasts > LONGEST)
    return fault("endedAt", "no end of a call", "after the start, at most 4 hours later");
  if (!liveContacts.match.person.some((name) => value(name))) return fault("extension", "empty", "an extension, a login or a person id");
  const result = value("result");
  return {
    evidence: {
      external: value("id"),
      kind,
      channel: value("channel") || map.channel || (kind === "call" ? "phone" : "counter"),
      startsAt,
      ...givenOf(["person", "login", "extension", "customer", "phone", "customerNumber"], value),
      ...(endsAt ? { endsAt } : {}),
      ...(result ? { result: map.results?.[result] ?? result.toLowerCase() } : {}),
    },
  };
}

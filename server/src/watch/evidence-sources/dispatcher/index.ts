import { type EvidenceMap, fault, givenOf, type Message, type MessageSource, type Parsed, type ReadInstant, textIn } from "../contract.ts";
import { dispatcherExamples } from "./examples.ts";

/** An item that names no end is the person's for this long. */
const HELD = 30 * 60_000;
const LONGEST = 24 * 3_600_000;

/**
 * What a dialler or dispatcher hands out, each item to one person at a time, and what he says came of it:
 * `{item, event: "handed_out", at, until?, login|extension|person, customer|phone|customerNumber}` and `{…, event: "ended", outcome}`.
 */
export const dispatcher: MessageSource = {
  id: "dispatcher",
  words: { id: "Tugas yang dibagikan sistem (API)", en: "Items handed out by a dispatcher (API)" },
  form: "message",
  signed: "standard-webhooks",
  settings: { own: ["channel", "results", "persons"] },
  match: { person: ["person", "login", "extension"], customer: ["customer", "phone", "customerNumber"] },
  parse: (message, map, instant) => [readItem(message, map, instant)],
  examples: dispatcherExamples,
};

function readItem(message: Message, map: EvidenceMap, instant: ReadInstant): Parsed {
  const value = (name: string): string => textIn(message, name);
  const item = value("item");
  if (!/^[\w.:-]{1,60}$/.test(item)) return fault("item", "no number of an item", "letters, digits, - . _ : (at most 60)");
  const startsAt = instant(value("at"), map.zone);
  if (!startsAt) return fault("at", "no date and time", "RFC 3339, such as 2026-03-02T14:55:00+08:00");
  if (!dispatcher.match.person.some((name) => value(name))) return fault("login", "empty", "the person who alone has the item");
  if (!dispatcher.match.customer.some((name) => value(name))) return fault("customer", "empty", "whom the item is about");
  const common = {
    channel: map.channel ?? "dispatch",
    startsAt,
    ...givenOf(["person", "login", "extension", "customer", "phone", "customerNumber"], value),
  };
  if (value("event") === "ended") {
    const outcome = map.results?.[value("outcome")] ?? value("outcome").toLowerCase();
    if (!outcome) return fault("outcome", "empty", "what came of the item");
    return { evidence: { ...common, external: `${item}#end`, kind: "outcome", grade: "B", endsAt: startsAt, result: outcome } };
  }
  if (value("event") !== "handed_out") return fault("event", "no such event", "handed_out or ended");
  const endsAt = value("until") ? instant(value("until"), map.zone) : new Date(startsAt.getTime() + HELD);
  const lasts = (endsAt?.getTime() ?? Number.NaN) - startsAt.getTime();
  if (endsAt === undefined || !(lasts > 0 && lasts <= LONGEST))
    return fault("until", "no end of a claim", "after `at`, at most 24 hours later");
  return { evidence: { ...common, external: `${item}#${startsAt.getTime()}`, kind: "dispatch", endsAt } };
}

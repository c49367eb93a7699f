import { localDay, localInstant, nextDay } from "../../platform/local-day.ts";
import { CONTACT_WINDOW } from "./window.ts";

export interface ContactQuestion {
  at: Date;
  /** Where the customer lives; several where nobody knows: all must allow it. */
  zones: readonly string[];
  /** Days, YYYY-MM-DD. */
  holidays: ReadonlySet<string>;
  /** He does not want to be disturbed this way. */
  refused: boolean;
  /** Earlier offers to him, oldest first. */
  before: readonly Date[];
}

export type WhyNot = "do_not_disturb" | "holiday" | "day" | "hours" | "often";

/** May a customer be approached with an offer now? Where not: why, and when the next lawful time begins in his zone. */
export type MayContact = { allowed: true } | { allowed: false; why: WhyNot; next?: Date; zone: string };

const DAY = 86_400_000;
/** A year of holidays in a row does not happen; against a loop without end. */
const FARTHEST = 400;

/** Pure (R89). Do-not-disturb has no next time. */
export function mayContact(question: ContactQuestion): MayContact {
  const { at, zones, refused } = question;
  const [zone = "Asia/Jakarta"] = zones;
  if (refused) return { allowed: false, why: "do_not_disturb", zone };
  const shut = shutAt(question, at);
  return shut === undefined ? { allowed: true } : { allowed: false, why: shut.why, zone: shut.zone, ...nextOf(question, at) };
}

/** From one zone's opening to another's, until all are open. */
function nextOf(question: ContactQuestion, at: Date): { next?: Date } {
  let next = at;
  for (let tries = 0; tries < FARTHEST; tries++) {
    const shut = shutAt(question, next);
    if (shut === undefined) return { next };
    next = shut.opens;
  }
  return {};
}

interface Shut {
  why: WhyNot;
  zone: string;
  opens: Date;
}

function shutAt({ zones, holidays, before }: ContactQuestion, at: Date): Shut | undefined {
  for (const zone of zones) {
    const [today, { from, until, days }] = [localDay(at, zone), CONTACT_WINDOW];
    const tomorrow = localInstant(nextDay(today), from, zone);
    if (holidays.has(today)) return { why: "holiday", zone, opens: tomorrow };
    if (!(days as readonly number[]).includes(new Date(`${today}T00:00:00Z`).getUTCDay() || 7))
      return { why: "day", zone, opens: tomorrow };
    const opens = localInstant(today, from, zone);
    if (at < opens) return { why: "hours", zone, opens };
    if (at >= localInstant(today, until, zone)) return { why: "hours", zone, opens: tomorrow };
  }
  const recent = before.filter((one) => one.getTime() > at.getTime() - CONTACT_WINDOW.within * DAY);
  const oldest = recent.at(-CONTACT_WINDOW.most);
  if (oldest === undefined) return undefined;
  return { why: "often", zone: zones[0] ?? "Asia/Jakarta", opens: new Date(oldest.getTime() + CONTACT_WINDOW.within * DAY) };
}

import { dayBounds, localDay } from "../platform/local-day.ts";
import type { SignedIn } from "../platform/signed-in.ts";
import { explainDay } from "./explain-day.ts";
import { looksByPerson } from "./look-store.ts";
import { type Office, officeDay, offices } from "./office-day.ts";
import type { ReviewParts } from "./parts.ts";
import { colleaguesOf, countsOfPeople, NO_COUNTS } from "./person-counts.ts";

/** Explaining anew at every glance would cost without telling more. */
const FRESH = 60_000;

export interface MyDay {
  looks: number;
  /** Explained by evidence, as on the supervisor's desk. */
  clear: number;
  /** Looks of mine that wait for an explanation, on the desk or about to be. */
  waiting: number;
  /** Listings are no looks: the queue on the page is asked for again and again. */
  team: { looks: number; clear: number; listings: number };
}

/** "Hari ini tim membuka 412 data; 409 sudah jelas" (R110): counts of the day so far, explained at most a minute ago. */
export function myDay(parts: ReviewParts): (who: SignedIn) => Promise<MyDay> {
  const explainedAt = new Map<string, number>();
  return async ({ person }) => {
    const now = parts.clock.now();
    const date = localDay(now, person.zone);
    if (now.getTime() - (explainedAt.get(person.officeId) ?? 0) > FRESH || now.getTime() < (explainedAt.get(person.officeId) ?? 0)) {
      explainedAt.set(person.officeId, now.getTime());
      const [office] = await offices(parts.db, person.officeId);
      if (office) await explainAnew(parts, office, date);
    }
    const { from, until } = dayBounds(date, person.zone);
    const counts = await countsOfPeople(parts.db, await colleaguesOf(parts.db, person.id), from, until);
    const mine = counts.get(person.id) ?? { personId: person.id, ...NO_COUNTS };
    const all = [...counts.values()];
    const sum = (of: (one: (typeof all)[number]) => number): number => all.reduce((total, one) => total + of(one), 0);
    return {
      looks: mine.looks,
      clear: mine.clear,
      waiting: mine.waiting,
      team: { looks: sum(({ looks }) => looks), clear: sum(({ clear }) => clear), listings: sum(({ listings }) => listings) },
    };
  };
}

async function explainAnew(parts: ReviewParts, office: Office, date: string): Promise<void> {
  const day = await officeDay(parts.db, office, date);
  await explainDay(parts, day, await looksByPerson(parts.db, day));
}

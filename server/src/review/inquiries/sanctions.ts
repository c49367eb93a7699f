import type { Write } from "../../journal/index.ts";
import type { Reading, Writing } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { localDay, localInstant, nextDay } from "../../platform/local-day.ts";
import { stepsAbout, writeStep } from "./ledger.ts";
import type { InquiryParts } from "./parts.ts";
import type { Given, Rung } from "./rules.ts";
import type { Concerned } from "./who.ts";

/** Days in which a vendor answers. */
const VENDOR_DAYS = 7;

/** Sanctions of a person, those that have run out too. */
export async function givenTo(db: Reading, personId: string): Promise<Array<Given & { id: string; thread: string; at: Date }>> {
  const steps = await stepsAbout(db, personId, ["sanctioned", "withdrawn"]);
  const withdrawn = new Set(steps.filter(({ kind }) => kind === "withdrawn").map(({ facts }) => facts.sanction));
  return steps
    .filter(({ kind }) => kind === "sanctioned")
    .map(({ id, thread, at, facts }) => ({
      ...{ id, thread, at, rung: facts.rung as Rung, until: Date.parse(String(facts.until)), withdrawn: withdrawn.has(id) },
    }));
}

interface Sanction {
  thread: string;
  whom: Concerned;
  rung: Rung;
  by: string;
  second?: string | undefined;
}

/**
 * A sanction; the vendor, who is the employer of somebody outsourced, is told of everything harder than a reprimand (R57). Gives its id.
 */
export async function imposeWithin(
  parts: InquiryParts,
  tx: Writing,
  write: Write,
  { thread, whom, rung, by, second }: Sanction,
): Promise<string> {
  const now = parts.clock.now();
  const from = localDay(now, whom.zone);
  const until = localInstant(monthsOn(from, parts.settings.sanctionMonths), "00:00", whom.zone).toISOString();
  const ends = rung === "end" ? (whom.employment === "outsourced" ? "placement" : "employment") : undefined;
  const { id } = await writeStep(tx, write, now, {
    ...{ thread, kind: "sanctioned", typ: "sanction", personId: whom.id, byId: by },
    facts: { rung, from, until, ends, seconder: second },
    body: { step: rung, state: "given", from, until },
  });
  if (whom.employment === "outsourced" && rung !== "reprimand")
    await writeStep(tx, write, now, {
      ...{ thread: newId("vnd"), begins: true, kind: "vendor_told", personId: whom.id, byId: by },
      facts: { vendor: whom.vendorId ?? "", rung, sanction: id, until: nextDay(from, VENDOR_DAYS) },
      body: { state: "told", step: rung, until: nextDay(from, VENDOR_DAYS) },
    });
  return id;
}

/** The same day of the month so many months later, or the last one of a month that has none. */
export function monthsOn(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** What ends with the last rung, in the same transaction and as the last of it: all access closes. */
export async function endAfter(parts: InquiryParts, tx: Writing, write: Write, { whom, rung, by }: Sanction): Promise<void> {
  if (rung === "end")
    await parts.people.endWithin(tx, write, whom.id, whom.employment === "outsourced" ? "placement-ended" : "dismissed", by);
}

import { type Around, explainLook, hasWorkBefore } from "mercusuar";
import type { Office } from "./office.ts";
import type { LogRecord } from "./read-cases.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const MEMORY = 7 * DAY;
const CLAIM = 60 * MINUTE;
const PURPOSE = "order";
type Contact = Around["contacts"][number];

/** One opening of a customer, real or made up. */
export interface Opening {
  who: string;
  customer: number;
  at: number;
  /** A made-up outcome is recorded at this instant. */
  forgedAt?: number;
  /** The house takes an outcome for one only with the exchange's record of the contact, which no agent can write. */
  needsExchange?: boolean;
  /** What the person recorded after the look was lost. */
  lost?: boolean;
}

/** What the templates say of an opening. */
export interface Judged {
  /** By evening: the template, or undefined. */
  template: string | undefined;
  /** By what lay before it, were an outcome to follow. */
  before: boolean;
  hasOutcome: boolean;
}

/** Holds openings against what the log knew, with the product's own templates. */
export class Judge {
  private readonly office: Office;
  /** When each person first took up each kind of work. */
  private readonly firstAt = new Map<string, number>();

  constructor(office: Office) {
    this.office = office;
    for (const { who, customer, at } of office.looks) {
      const key = JSON.stringify([who, this.stageOf(customer, at)]);
      this.firstAt.set(key, Math.min(at, this.firstAt.get(key) ?? at));
    }
  }

  /** What was last done for the customer before an instant: the kind of work that waits there. */
  stageOf(customer: number, at: number): string {
    return this.office.before(customer, at).at(-1)?.activity ?? "";
  }

  judge(opening: Opening): Judged {
    const around = this.around(opening);
    const { look, day, contacts } = around;
    return {
      template: explainLook(around)?.template,
      before: hasWorkBefore(around),
      hasOutcome: contacts.some((one) => one.kind === "outcome" && one.startsAt >= look.at && one.startsAt < day.until),
    };
  }

  /** An opening with all that the templates may know around it. */
  around({ who, customer, at, forgedAt, needsExchange, lost }: Opening): Around {
    const { office } = this;
    const day = office.dayOf(at);
    const known = office.exists(customer, at);
    const after = lost ? [] : office.between(customer, at, day.until).filter((one) => one.who === who && office.isOutcome(one));
    const outcomes = [...after.map((one) => one.at), ...(forgedAt === undefined || needsExchange ? [] : [forgedAt])];
    const closedAt = known ? office.closedAt(customer, at) : undefined;
    const file = { id: "file", purpose: PURPOSE, openedAt: at - 1, closedAt, assignedTo: undefined, claims: [] };
    const other = this.heldBy(customer, who, at);
    const claim = other
      ? { ...NOTHING, personId: other, claimedAt: at - 1, until: at + 1 }
      : { personId: who, claimedAt: at, until: at + CLAIM, ...outcomeOf(outcomes) };
    return {
      look: { idx: 1, row: 0, at, personId: who, customerId: "c", caseId: "item", purpose: PURPOSE },
      day,
      contacts: [...this.earlier(who, customer, at), ...(known ? [] : [event(at)]), ...outcomes.map((one) => outcome(who, one))],
      cases: [
        { ...file, grade: "B" },
        {
          ...file,
          id: "item",
          grade: !known || this.mayHandle(who, customer, at) ? "B" : "C",
          claims: closedAt === undefined ? [claim] : [],
        },
      ],
    };
  }

  /** What the customer or a machine did within a day, and what this person brought to an outcome within a week. */
  private earlier(who: string, customer: number, at: number): Contact[] {
    return this.office.between(customer, at - MEMORY, at).flatMap((one: LogRecord) => {
      if (one.who === undefined) return one.at >= at - DAY ? [event(one.at)] : [];
      return one.who === who && this.office.isOutcome(one) ? [outcome(who, one.at)] : [];
    });
  }

  /** The queue hands a kind of work only to those who do it. */
  private mayHandle(who: string, customer: number, at: number): boolean {
    const first = this.firstAt.get(JSON.stringify([who, this.stageOf(customer, at)]));
    return first !== undefined && first < at;
  }

  /** Who else took the item within the hour, and neither brought it to an outcome nor turned to another customer. */
  private heldBy(customer: number, who: string, at: number): string | undefined {
    const recent = this.office.between(customer, at - CLAIM, at);
    const others = new Set(recent.flatMap((one) => (one.who === undefined || one.who === who ? [] : [one.who])));
    return [...others].find((other) => {
      const last = recent.findLast((one) => one.who === other);
      if (!last || this.office.isOutcome(last)) return false;
      return !this.office.looksBetween(other, last.at, at).some((look) => look.customer !== customer);
    });
  }
}

const NOTHING = { outcome: undefined, outcomeAt: undefined };

const event = (at: number): Contact => ({
  id: "event",
  kind: "customer_event",
  personId: undefined,
  customerId: "c",
  caseId: "item",
  startsAt: at,
  endsAt: at,
  result: PURPOSE,
  grade: "A",
});

const outcome = (personId: string, at: number): Contact => ({
  ...event(at),
  id: "outcome",
  kind: "outcome",
  personId,
  result: "done",
  grade: "B",
});

function outcomeOf(outcomes: readonly number[]): { outcome: string | undefined; outcomeAt: number | undefined } {
  const first = outcomes.length > 0 ? Math.min(...outcomes) : undefined;
  return { outcome: first === undefined ? undefined : "done", outcomeAt: first };
}

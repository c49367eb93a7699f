import type { Reason } from "./reason.ts";

/** What is known about a look that nothing explains. Instants are milliseconds UTC. */
export interface UnexplainedFacts {
  at: number;
  hasCase: boolean;
  selfOpened: boolean;
  hasOutcome: boolean;
  /** Anybody's contact with this customer, or a case that nobody opened for himself, in the last 90 days. */
  contactIn90Days: boolean;
  /** Last contact on record before that, as a day number, or undefined where none is known. */
  daysSinceContact: number | undefined;
  publicFigure: boolean;
  /** Nobody has cause to open this record. */
  honey: boolean;
  /** Under emergency access. */
  breakGlass: boolean;
  /** Who let it be: a name; undefined where the person opened it alone. */
  grantedBy?: string | undefined;
  /** The same, by id: he does not review it. */
  granterId?: string | undefined;
  /** Somebody else holds this customer. */
  outsidePortfolio: boolean;
  /** Rules that let the look pass but watch it. */
  watch: readonly string[];
  duty: ReadonlyArray<{ from: number; until: number }>;
  yearsOfService: number;
  /** Cases that this person opened himself for this customer within seven days, this one included. */
  ownCases: number;
  /** The person's report names this customer. */
  reported: boolean;
}

/** Tenure from which it is said that tenure exempts nobody (R80). */
const LONG_SERVICE = 10;
const DORMANT = 90;

/** Reason of a row that stands before all others, and that nothing explains. */
export const NO_CAUSE = "no_cause";

/** Why a look lies on the desk: only what is true, the weightiest first. Pure. */
export function reasonsOf(facts: UnexplainedFacts): Reason[] {
  const reasons: Array<Reason | false> = [
    facts.honey && { id: NO_CAUSE },
    facts.breakGlass && { id: "break_glass" },
    facts.breakGlass && (facts.grantedBy === undefined ? { id: "opened_alone" } : { id: "granted_by", values: { who: facts.grantedBy } }),
    facts.publicFigure && { id: "public_figure" },
    !facts.contactIn90Days && { id: facts.selfOpened ? "no_other_case_contact" : "no_case_contact", values: { days: DORMANT } },
    facts.selfOpened && { id: "self_opened_only" },
    facts.hasCase && !facts.selfOpened && { id: facts.hasOutcome ? "untimely" : "no_outcome" },
    facts.outsidePortfolio && { id: "outside_portfolio" },
    facts.watch.includes("R28") && { id: "staff_record" },
    isOffHours(facts) && { id: "off_hours" },
    !facts.contactIn90Days &&
      facts.daysSinceContact !== undefined &&
      facts.daysSinceContact > DORMANT && { id: "dormant", values: { days: facts.daysSinceContact } },
    facts.ownCases > 1 && { id: "second_own_case", values: { count: facts.ownCases } },
    facts.yearsOfService >= LONG_SERVICE && { id: "long_serving", values: { years: facts.yearsOfService } },
    facts.reported && { id: "reported_only" },
  ];
  return reasons.filter((reason) => reason !== false);
}

function isOffHours({ at, duty }: UnexplainedFacts): boolean {
  return !duty.some(({ from, until }) => at >= from && at < until);
}

/** Reasons whose rarity says something, and the least looks that make a share worth telling. */
const TELLING = ["no_case_contact", "no_other_case_contact", "self_opened_only", "no_outcome", "outside_portfolio", "off_hours"];
const ENOUGH = 200;
const RARE = 50;

/** How rare looks with this row's rarest reason are in a job, a thousand; undefined where too few looks are known or it is not rare. Pure. */
export function rarity(reasons: readonly Reason[], total: number, withReason: ReadonlyMap<string, number>): Reason | undefined {
  if (total < ENOUGH) return undefined;
  const counts = reasons.filter(({ id }) => TELLING.includes(id)).map(({ id }) => withReason.get(id) ?? 0);
  const least = Math.min(...counts.filter((count) => count > 0));
  if (!Number.isFinite(least)) return undefined;
  const share = Math.max(1, Math.round((1000 * least) / total));
  return share <= RARE ? { id: "rare_in_job", values: { n: share } } : undefined;
}

/** How many refusals of a rule in a day a person must see. A rule that is not named is everyday friction: seen from ten on. */
const FROM: Readonly<Record<string, number>> = {
  R1: 1,
  R18: 1,
  R28: 1,
  R29: 3,
  R32: 3,
  R33: 1,
  R34: 1,
  R36: 1,
  R37: 1,
  R38: 1,
  R40: 5,
  R44: 1,
  R72: 1,
  R102: 1,
  BULK: 1,
  BUDGET: 1,
  UNKNOWN: 1,
  LEAVER: 1,
  TRIES: 1,
  R10: 3,
};
const EVERYDAY = 10;

/** Rules among these whose count today a person must see. Pure. */
export function mattering(rules: readonly string[], countToday: ReadonlyMap<string, number>): string[] {
  return rules.filter((rule) => (countToday.get(rule) ?? 0) >= (FROM[rule] ?? EVERYDAY));
}

/**
 * To whom a row goes (R5): the supervisor; the superior where there is none, or where he is the one it is about; the data protection
 * officer where nobody is above (R80). Pure.
 * @param beside who let it be and does not review it himself, unless nobody else is there
 */
export function deskOwner(
  person: {
    id: string;
    supervisorId: string | undefined;
    superiorId: string | undefined;
    officerId?: string | undefined;
  },
  beside: ReadonlySet<string | undefined> = new Set(),
): string | undefined {
  const above = [person.supervisorId, person.superiorId, person.officerId].filter((id) => id !== undefined && id !== person.id);
  return above.find((id) => !beside.has(id)) ?? above[0];
}

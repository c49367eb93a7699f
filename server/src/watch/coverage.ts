import type { Around, ContactFacts, Template } from "./templates/contract.ts";

/** Shares of looks that a template would explain, 0 to 1. */
export interface Coverage {
  /** Of real looks. */
  real: number;
  /** Of the same people's looks at random customers without open work. */
  dormant: number;
  /** Of the same people's looks at random customers with open work. */
  active: number;
}

/** Coverage by template id, measured by a house on its own looks each night. */
export type CoverageTable = Readonly<Record<string, Coverage>>;

/** A template that explains more than this of looks at random active customers may not stand alone: whoever takes an open item would be excused. */
export const STANDS_ALONE = 0.1;

/**
 * What a house believes until it has measured its own: a record of the exchange or counter, a colleague's or a supervisor's word name person and
 * customer, and excuse nobody at random; open work excuses nearly everybody, as a bank's log
 * shows (docs/guides/detection.md), and needs its outcome. No public log tells who owned a ticket or was handed an item by a dispatcher outside:
 * until the house has measured T2X and T4X, each is taken for what it is worth at worst, the same work with nobody's name on it (T2, and T4 with
 * any kind of event, which is an open item too).
 */
export const SHIPPED_COVERAGE: CoverageTable = {
  T1: { real: 0, dormant: 0, active: 0 },
  T2: { real: 0.997, dormant: 0, active: 0.948 },
  T2X: { real: 0.997, dormant: 0, active: 0.948 },
  T3: { real: 0.172, dormant: 0, active: 0.049 },
  T4: { real: 0.267, dormant: 0, active: 0.076 },
  T4X: { real: 0.997, dormant: 0, active: 0.948 },
  T5: { real: 0, dormant: 0, active: 0 },
  T6: { real: 0, dormant: 0, active: 0 },
};

/** May this template explain by itself? One that was never measured may not. Pure. */
export function mayStandAlone(template: string, table: CoverageTable): boolean {
  const measured = table[template];
  return measured !== undefined && measured.active <= STANDS_ALONE;
}

/** Looks of one kind, with what lay around each. */
export interface Samples {
  real: readonly Around[];
  dormant: readonly Around[];
  active: readonly Around[];
}

/**
 * What each template would explain of these, were an outcome to follow. A template whose samples are empty is said to explain all: what
 * nobody measured is not trusted. Pure.
 */
export function coverageOf(templates: readonly Template[], samples: Samples): CoverageTable {
  const given = {
    real: samples.real.map(withOutcomeGiven),
    dormant: samples.dormant.map(withOutcomeGiven),
    active: samples.active.map(withOutcomeGiven),
  };
  return Object.fromEntries(
    templates.map((template) => [
      template.id,
      { real: share(template, given.real), dormant: share(template, given.dormant), active: share(template, given.active) },
    ]),
  );
}

function share(template: Template, list: readonly Around[]): number {
  return list.length === 0 ? 1 : list.filter((around) => template.explain(around)).length / list.length;
}

/**
 * The same surroundings, as if an open and free case were enough: nothing after the look is believed, but the claim, a ticket outside that is
 * nobody's, and the outcome that the person would need are taken as given. What this explains of random active customers is what an open work item is worth without an outcome. Pure.
 */
export function withOutcomeGiven(around: Around): Around {
  const { look, contacts, cases } = around;
  const given = { personId: look.personId, claimedAt: look.at, until: look.at, outcome: "done", outcomeAt: look.at };
  const outcome = { kind: "outcome", result: "done", grade: "B", personId: look.personId, customerId: look.customerId } as const;
  const atOnce = { startsAt: look.at, endsAt: look.at };
  const before = contacts.filter((one) => one.startsAt < look.at || (one.kind === "customer_event" && one.startsAt <= look.at));
  return {
    ...around,
    contacts: [
      ...before.map((one) => (isNobodys(one) ? { ...one, personId: look.personId } : one)),
      { id: "given", caseId: look.caseId, ...outcome, ...atOnce },
      { id: "given outside", caseId: undefined, ...outcome, ...atOnce },
    ],
    cases: cases
      .filter((one) => one.openedAt <= look.at)
      .map((one) => {
        const claims = one.claims.filter((claim) => claim.claimedAt < look.at);
        const isFree = !claims.some((claim) => claim.personId !== look.personId && claim.until > look.at);
        const isOpen = one.closedAt === undefined || one.closedAt >= look.at;
        return { ...one, claims: one.id === look.caseId && isFree && isOpen ? [...claims, given] : claims };
      }),
  };
}

/** A ticket of another system that nobody owned yet: whoever likes can take it there. */
const isNobodys = ({ kind, personId, caseId }: ContactFacts): boolean => kind === "customer_event" && !personId && !caseId;

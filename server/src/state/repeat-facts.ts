import { type Facts, reaches } from "../access/index.ts";
import { isDataFunction } from "../people/index.ts";
import type { Purpose } from "../records/index.ts";
import type { CaseState } from "./access-states.ts";
import type { HouseReplay } from "./house-replay.ts";
import { isAwayAt, type ReplayedStanding, standingAt } from "./people-standing.ts";

/** What does not come from the replay: content of purposes, where customers belong, whose tokens are whose. */
export interface KnownFacts {
  purposes: ReadonlyMap<string, Purpose>;
  /** Office by customer; absent: no such customer. */
  customers: ReadonlyMap<string, string>;
  /** Conflicts by `person customer`. */
  conflicts: ReadonlyMap<string, readonly string[]>;
  /** Whom looks outside scope are written down under. */
  nobody: string;
  /** The last entry of an import that changed customers, or -1. */
  moved(): number;
}

/** A decision to repeat. */
export interface Asked {
  person: string;
  /** Absent: of no single customer, or of one who was erased. */
  customer?: string | undefined;
  purpose?: string | undefined;
  /** Absent: none is named. `null`: one that nobody knows. */
  case?: string | null | undefined;
  /** A page of one's own, where no purpose is stated. */
  page: boolean;
}

/** The facts that the journal can tell: those of a look that it does not tell are left out. */
export type Repeated = Partial<Facts> & { office?: string };

/** The facts as the policy would have been told them, had the tables been as the journal tells. */
export function repeatFacts(house: HouseReplay, known: KnownFacts, asked: Asked, at: number): Repeated {
  const standing = standingAt(house.people, asked.person, at);
  const purpose = asked.purpose === undefined || !house.purposes.has(asked.purpose) ? undefined : known.purposes.get(asked.purpose);
  return {
    ...ofPerson(standing, asked, purpose),
    ...(asked.customer === undefined || standing === undefined
      ? {}
      : ofCustomer(house, known, { ...asked, customer: asked.customer }, standing, purpose, at)),
  };
}

function ofPerson(standing: ReplayedStanding | undefined, { page }: Asked, purpose: Purpose | undefined): Repeated {
  if (standing === undefined) return { known_person: false };
  const { left, terms_ok, screened, contracted, pledged, on_duty, in_field, grants, office } = standing;
  const functions = grants.map((grant) => grant.function).filter(isDataFunction);
  const fits = purpose === undefined ? page && functions.length > 0 : functions.some((name) => purpose.functions.includes(name));
  return {
    ...{ known_person: true, left, terms_ok, screened, contracted, pledged, on_duty, in_field, office },
    ...{ has_function: functions.length > 0, purpose_known: page || purpose !== undefined, function_fits_purpose: fits },
  };
}

function ofCustomer(
  house: HouseReplay,
  known: KnownFacts,
  asked: Asked & { customer: string },
  { grants }: ReplayedStanding,
  purpose: Purpose | undefined,
  at: number,
): Repeated {
  const { customer, person } = asked;
  const exists = customer !== known.nobody;
  const share = exists ? house.access.portfolio.get(customer) : undefined;
  const inPortfolio =
    share !== undefined && (share.holder === person || (share.standIn === person && isAwayAt(house.people, share.holder, at)));
  const office = known.customers.get(customer);
  const path = exists && office !== undefined ? (house.people.offices.get(office)?.path ?? null) : null;
  const data = grants.filter((grant) => isDataFunction(grant.function));
  const fitting = data.filter((grant) => purpose?.functions.includes(grant.function));
  const reached = (fitting.length > 0 ? fitting : data).some((grant) =>
    reaches(
      {
        ...grant,
        scope: grant.scope as "nation",
        office_path: grant.office === undefined ? null : (house.people.offices.get(grant.office)?.path ?? null),
      },
      path,
      inPortfolio,
    ),
  );
  const given = purpose?.needsConsent && house.access.consents.get(customer)?.get(purpose.needsConsent)?.state;
  return {
    ...ofCase(house, asked, purpose, at),
    // Where one is open, a look that needed none does not name it.
    ...(house.access.presenceAsked(person, at) ? {} : { present: false }),
    ...(house.access.glassOpen(person, customer, purpose?.id, at) ? {} : { break_glass: false }),
    // Who stands at the counter is in scope: while he is asked the journal cannot say whether it was he, and once he has confirmed his case says so.
    ...(reached || !house.access.presenceAsked(person, at) ? { in_scope: reached || servedHere(house, asked, at) } : {}),
    needs_portfolio: purpose?.needsPortfolio ?? false,
    in_portfolio: inPortfolio,
    held_by_other: share !== undefined && !inPortfolio,
    conflict: (known.conflicts.get(`${person} ${customer}`) ?? []).some((id) => house.people.conflicts.get(id)?.live === true),
    consent: purpose?.needsConsent ? ((given as "yes" | "no" | undefined) ?? "unasked") : "not_needed",
  };
}

/** A case that the customer opened by confirming that he is there. */
function servedHere({ access }: HouseReplay, { case: id, customer, person }: Asked, at: number): boolean {
  const work = id === null || id === undefined ? undefined : access.cases.get(id);
  return work !== undefined && work.origin === "present" && work.customer === customer && isOpen(work, at) && work.assigned === person;
}

const NO_CASE = { has_case: false, case_mine: false, case_fits_purpose: false, case_self_opened: false, dispatched: false };

/** A look that names no case may have named one that is not open: that it had none is then no fault of the tables. */
function ofCase(house: HouseReplay, { case: id, customer, person }: Asked, purpose: Purpose | undefined, at: number): Repeated {
  if (id === undefined) return {};
  const work = id === null ? undefined : house.access.cases.get(id);
  if (work === undefined || !isOpen(work, at) || (work.customer !== undefined && work.customer !== customer)) return NO_CASE;
  const claim = work.claim !== undefined && work.claim.expires > at ? work.claim : undefined;
  const selfOpened = work.origin.startsWith("agent_");
  const fits = { has_case: true, case_fits_purpose: work.purpose === purpose?.id, case_self_opened: selfOpened };
  if (claim === undefined && work.assigned === undefined) return fits;
  const mine = claim === undefined ? work.assigned === person : claim.person === person;
  return { ...fits, case_mine: mine, dispatched: mine && !selfOpened };
}

const isOpen = ({ closed, closesAt }: CaseState, at: number): boolean => !closed && (closesAt === undefined || closesAt > at);

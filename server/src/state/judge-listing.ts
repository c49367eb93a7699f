import type { CaseState } from "./access-states.ts";
import type { HouseReplay } from "./house-replay.ts";

/** A page of one's own, queue or portfolio: every row of it must be one's own by the journal, too. */
export interface OwnPage {
  person: string;
  /** Undefined where a customer was erased. */
  customers: ReadonlyArray<string | undefined>;
  at: number;
}

/** How many of the customers were on this person's page for no reason that any of these states knows. */
export const strangersOn = ({ person, customers, at }: OwnPage, states: readonly HouseReplay[]): number =>
  customers.filter((customer) => customer !== undefined && !states.some((house) => isOwn(house, person, customer, at))).length;

function isOwn({ people, access }: HouseReplay, person: string, customer: string, at: number): boolean {
  const share = access.portfolio.get(customer);
  if (share !== undefined && (share.holder === person || share.standIn === person)) return true;
  const office = people.people.get(person)?.office;
  return access.casesOf(customer).some((work) => isInQueue(work, person, office, at));
}

/** Handed to me or claimed by me, or free in my office. */
function isInQueue({ claim, assigned, closed, office }: CaseState, person: string, mine: string | undefined, at: number): boolean {
  if (closed) return false;
  if (claim?.person === person) return true;
  if (claim !== undefined && claim.expires > at) return false;
  return assigned === undefined || assigned === person || (assigned === null && office === mine);
}

import type { AccessReplay } from "./access-replay.ts";
import type { CaseState, ClaimState } from "./access-states.ts";
import { instantOf, type Told } from "./told.ts";

export function changeCase(house: AccessReplay, told: Told): void {
  const { index, act, text } = told;
  const [id, change] = [text("id"), text("change")];
  if (id === undefined) return;
  if (change === "opened") return openCase(house, id, told);
  const state = house.cases.get(id);
  const outcome = text("outcome");
  if (state === undefined || outcome === undefined || (change !== "closed" && change !== "outcome")) return;
  Object.assign(state, { outcome, closed: change === "closed", index });
  house.outcomes.set(id, [...(house.outcomes.get(id) ?? []), { person: act, outcome }]);
  if (state.claim !== undefined && state.claim.person === act && !state.claim.released) letGo(state, index);
}

function openCase(house: AccessReplay, id: string, { index, act, psn, customer, text }: Told): void {
  const [origin, grade] = [text("origin") ?? "", text("grade") ?? ""];
  const own = origin.startsWith("agent_");
  house.addCase(id, {
    ...{ index, customer, purpose: text("purpose") ?? "", origin, office: text("office") ?? "", grade },
    assigned: own ? act : (psn ?? (grade === "A" ? undefined : null)),
    ...{ closesAt: instantOf(text("until")), closed: false, outcome: undefined },
  });
}

function letGo(state: CaseState, index: number): void {
  if (state.claim !== undefined) Object.assign(state.claim, { released: true, index });
  state.claim = undefined;
}

export function changeClaim(house: AccessReplay, told: Told): void {
  const { index, at, act, text } = told;
  const id = text("id");
  if (id === undefined) return;
  if (text("change") === "released") {
    const claim = house.claims.get(id);
    const state = house.cases.get(claim?.case ?? "");
    if (claim !== undefined) Object.assign(claim, { released: true, index });
    if (state?.claim === claim && state !== undefined) state.claim = undefined;
    return;
  }
  const claim: ClaimState = { index, id, case: told.case, person: act, expires: instantOf(text("until")) ?? 0, released: false };
  house.claims.set(id, claim);
  const state = house.cases.get(told.case ?? "");
  if (state === undefined) return;
  // Whoever claims ends the claim that ran out before.
  if (state.claim !== undefined && state.claim.expires <= at) letGo(state, index);
  state.claim = claim;
}

/** Cases that came as a list. */
export function bring(house: AccessReplay, { index }: Told): void {
  for (const [id, state] of house.broughtBy(index)) house.addCase(id, { ...state });
}

export function hand(house: AccessReplay, { index, psn, text }: Told): void {
  if (text("change") === "handed back" && psn !== undefined) handBack(house, psn, index);
  for (const share of house.sharesBy(index)) house.portfolio.set(share.customer, { ...share });
}

/** Whoever leaves gives back claims, tasks and customers. */
function handBack(house: AccessReplay, person: string, index: number): void {
  for (const claim of house.claims.values())
    if (claim.person === person && !claim.released) Object.assign(claim, { released: true, index });
  for (const state of house.cases.values()) {
    if (state.claim?.person === person) state.claim = undefined;
    if (state.assigned === person && !state.closed) Object.assign(state, { assigned: null, index });
  }
  for (const [customer, share] of house.portfolio) {
    if (share.standIn === person) Object.assign(share, { standIn: null, index });
    if (share.holder === person) house.portfolio.delete(customer);
  }
}

import type { Facts } from "./facts-shape.ts";

/** Every fact once, in an order of its own: what the type has and this list has not does not compile. */
const PLACES: Record<keyof Facts, true> = {
  known_person: true,
  left: true,
  terms_ok: true,
  screened: true,
  contracted: true,
  pledged: true,
  on_duty: true,
  in_field: true,
  visit_today: true,
  has_function: true,
  purpose_known: true,
  function_fits_purpose: true,
  has_case: true,
  case_mine: true,
  case_fits_purpose: true,
  case_self_opened: true,
  dispatched: true,
  in_scope: true,
  needs_portfolio: true,
  in_portfolio: true,
  held_by_other: true,
  conflict: true,
  staff_self: true,
  staff_near: true,
  staff_other: true,
  public_figure: true,
  live_contact: true,
  consent: true,
  quota: true,
  re_holds: true,
  break_glass: true,
  present: true,
  contact_closed: true,
  reason: true,
};
const NAMES = Object.keys(PLACES) as Array<keyof Facts>;

/**
 * Facts as the key of what was worked out from them before. Each stands at the place of its name, so that the order in which they were
 * gathered tells nothing, and no two rows of values spell the same; to write and to look up the whole text at every look would cost more than the decision. Whatever else is in
 * there, as in an entry that another version wrote, is keyed by its text, which begins like no such row.
 */
export function factsKey(facts: Facts): string {
  let key = "";
  let met = 0;
  for (const name of NAMES) {
    const value: unknown = facts[name];
    if (value !== undefined) met++;
    if (value === true) key += "1";
    else if (value === false) key += "0";
    else if (value === undefined) key += "-";
    else if (typeof value === "string") key += `s${value.length}:${value}`;
    else return JSON.stringify(facts);
  }
  return met === Object.keys(facts).length ? key : JSON.stringify(facts);
}

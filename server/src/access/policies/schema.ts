/** Cedar schemas: what the rules may speak of. Flat on purpose: nested entities cost four times as much and cannot be memoised. */
export interface PolicySchemas {
  /** For rules that refuse or watch. */
  act: string;
  /** For rules that close one field. */
  field: string;
}

const act = `
type Facts = {
  known_person: Bool, left: Bool, terms_ok: Bool, screened: Bool, contracted: Bool, pledged: Bool, on_duty: Bool, in_field: Bool, visit_today: Bool,
  has_function: Bool, purpose_known: Bool, function_fits_purpose: Bool,
  has_case: Bool, case_mine: Bool, case_fits_purpose: Bool, case_self_opened: Bool, dispatched: Bool,
  in_scope: Bool, needs_portfolio: Bool, in_portfolio: Bool, held_by_other: Bool,
  conflict: Bool, staff_self: Bool, staff_near: Bool, staff_other: Bool, public_figure: Bool, live_contact: Bool,
  consent: String, quota: String, re_holds: Bool, break_glass: Bool, present: Bool, contact_closed: Bool, reason?: String
};
entity Person;
entity Customer;
action look, match, use, list, search, open_case appliesTo { principal: Person, resource: Customer, context: Facts };
`;

const field = `
type FieldFacts = {
  in_purpose: Bool, unclassed: Bool, core: Bool, core_function: Bool, match_only: Bool, reveal_asked: Bool, reveal_allowed: Bool
};
entity Person;
entity Field;
action field appliesTo { principal: Person, resource: Field, context: FieldFacts };
`;

export const policySchemas: PolicySchemas = { act, field };

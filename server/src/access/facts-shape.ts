/** What the policy is told, flat. The names are those of the journal's `ctx`, so that a decision can be repeated from its entry. */
export type Facts = {
  known_person: boolean;
  left: boolean;
  terms_ok: boolean;
  screened: boolean;
  contracted: boolean;
  pledged: boolean;
  on_duty: boolean;
  /** Out on visits: no desk (R31). */
  in_field: boolean;
  /** It is about a visit of today that was handed to this person; of a listing: it lists those. */
  visit_today: boolean;
  /** Holds a live grant of a function that works with customer data. */
  has_function: boolean;
  purpose_known: boolean;
  function_fits_purpose: boolean;
  has_case: boolean;
  case_mine: boolean;
  case_fits_purpose: boolean;
  case_self_opened: boolean;
  /** The case was handed to this person by somebody else: costs no quota. */
  dispatched: boolean;
  in_scope: boolean;
  needs_portfolio: boolean;
  in_portfolio: boolean;
  held_by_other: boolean;
  conflict: boolean;
  staff_self: boolean;
  staff_near: boolean;
  staff_other: boolean;
  public_figure: boolean;
  /** A contact with this customer is on record right now, by a source the agent does not control. */
  live_contact: boolean;
  consent: "yes" | "no" | "unasked" | "not_needed";
  quota: "ok" | "warn" | "over";
  /** The earlier look that this one names is the person's own, at this customer and recent; also where none is named. */
  re_holds: boolean;
  /** Emergency access to this customer for this purpose is open to this person. Asked only where the look would else be refused. */
  break_glass: boolean;
  /** Said to stand at the counter, and about to be asked to confirm it himself: in scope for that, and for nothing else. */
  present: boolean;
  /** An offer, and not the time to bring one to this customer (R89). */
  contact_closed: boolean;
  /** Picked from the list, where a rule asked for one (R47). */
  reason?: string;
};

export type FieldFacts = {
  in_purpose: boolean;
  unclassed: boolean;
  /** Core family (inti keluarga). */
  core: boolean;
  core_function: boolean;
  match_only: boolean;
  reveal_asked: boolean;
  reveal_allowed: boolean;
};

export type Action = "look" | "match" | "use" | "list" | "search" | "open_case";

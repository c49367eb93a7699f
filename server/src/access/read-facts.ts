import { type Grant, isDataFunction } from "../people/index.ts";
import { localDay } from "../platform/local-day.ts";
import type { Purpose } from "../records/index.ts";
import type { Facts } from "./facts-shape.ts";
import type { FactsRow } from "./gather.ts";
import type { AccessSettings } from "./parts.ts";

const SELF_OPENED: ReadonlySet<string> = new Set(["agent_call", "agent_visit"]);

/** A case that the customer opened by confirming that he stands at this person's counter: he is in scope while it runs. */
const PRESENT = "present";

/** The purpose of a visit list: name, address, what was ordered. */
export const VISIT = "visit";

/** By the clocks of the person's office. */
const isToday = ({ case_opened, zone }: FactsRow, now: Date): boolean =>
  case_opened !== null && localDay(case_opened, zone) === localDay(now, zone);

/** Pure: the row as the policy wants it. */
export function factsOf(row: FactsRow, purpose: Purpose | undefined, costs: boolean, settings: AccessSettings, now: Date): Facts {
  const functions = dataFunctionsOf(row.grants);
  const mine = row.case_mine && !row.case_elsewhere;
  const inPortfolio = row.holder_id === row.person_id || row.stand_in_id === row.person_id;
  const selfOpened = row.case_origin !== null && SELF_OPENED.has(row.case_origin);
  const dispatched = mine && !selfOpened;
  return {
    known_person: true,
    left: row.state === "left",
    terms_ok: row.terms_ok,
    screened: row.screened,
    contracted: row.contracted,
    pledged: row.pledged,
    on_duty: row.duty_kind === "desk" || row.duty_kind === "field",
    in_field: row.duty_kind === "field",
    visit_today: dispatched && purpose?.id === VISIT && row.case_purpose === VISIT && isToday(row, now),
    has_function: functions.length > 0,
    purpose_known: purpose !== undefined,
    function_fits_purpose: purpose !== undefined && functions.some((name) => purpose.functions.includes(name)),
    has_case: row.case_id !== null,
    case_mine: mine,
    case_fits_purpose: row.case_purpose !== null && row.case_purpose === purpose?.id,
    case_self_opened: selfOpened,
    dispatched,
    in_scope: row.customer_id !== null && (inScope(row, purpose, inPortfolio) || (mine && row.case_origin === PRESENT)),
    needs_portfolio: purpose?.needsPortfolio ?? false,
    in_portfolio: inPortfolio,
    held_by_other: row.holder_id !== null && !inPortfolio,
    conflict: row.conflict,
    staff_self: false,
    staff_near: false,
    staff_other: false,
    public_figure: row.marks.includes("public_figure"),
    live_contact: false,
    consent: purpose?.needsConsent ? (row.consents[purpose.needsConsent] ?? "unasked") : "not_needed",
    quota: costs && !dispatched ? quotaOf(row.spent, settings.quota) : "ok",
    re_holds: true,
    contact_closed: false,
    break_glass: false,
    present: false,
  };
}

/** The data functions among live grants, each once. */
export const dataFunctionsOf = (grants: readonly Grant[]): string[] => [
  ...new Set(grants.map((grant) => grant.function).filter(isDataFunction)),
];

/** Within the scope of a grant whose function serves this purpose (R10); where none serves it, of any data function. */
function inScope(row: FactsRow, purpose: Purpose | undefined, inPortfolio: boolean): boolean {
  const data = row.grants.filter((grant) => isDataFunction(grant.function));
  const fitting = data.filter((grant) => purpose?.functions.includes(grant.function));
  return (fitting.length > 0 ? fitting : data).some((grant) => reaches(grant, row.customer_path, inPortfolio));
}

/** Does a grant cover a customer? @param path of the customer's office, `/a/b/`; null: no such customer, nothing reaches him */
export function reaches(grant: Grant, path: string | null, inPortfolio: boolean): boolean {
  if (path === null) return false;
  if (grant.scope === "nation") return true;
  if (grant.scope === "portfolio") return inPortfolio;
  return grant.office_path !== null && within(path, grant.office_path);
}

const within = (path: string, root: string): boolean => path === root || path.startsWith(root.endsWith("/") ? root : `${root}/`);

/** State of the budget if this act is counted: the 48th of 60 warns, the 61st is over. */
export function quotaOf(spent: number, of: number): Facts["quota"] {
  if (spent >= of) return "over";
  return spent + 1 >= of * 0.8 ? "warn" : "ok";
}

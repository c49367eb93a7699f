import type { HolderRef } from "@mercusuar/keeper";
import type { Grant, SessionRow, StandingRow } from "../people/index.ts";
import { localDay } from "../platform/local-day.ts";
import { notSignedIn } from "../platform/signed-in.ts";
import type { ConsentQuestion, ConsentState, Purpose, SealedFields } from "../records/index.ts";
import { moreOf } from "./approve-quota.ts";
import { contactOf } from "./contact/contact-of.ts";
import type { MayContact } from "./contact/may-contact.ts";
import type { Facts } from "./facts-shape.ts";
import { kinshipOf } from "./kinship.ts";
import { tellLeaver } from "./leaver.ts";
import type { House } from "./parts.ts";
import { dataFunctionsOf, factsOf, quotaOf } from "./read-facts.ts";
import { isAway } from "./row-store.ts";

type Standing = Pick<
  StandingRow,
  | "person_wrap"
  | "state"
  | "office_id"
  | "zone"
  | "language"
  | "supervisor_id"
  | "superior_id"
  | "terms_ok"
  | "screened"
  | "contracted"
  | "pledged"
  | "duty_kind"
  | "grants"
>;

/** One row of the facts statement. */
export type FactsRow = SessionRow &
  Standing & {
    customer_id: string | null;
    wrap: string | null;
    marks: string[];
    sealed: SealedFields | null;
    customer_path: string | null;
    holder_id: string | null;
    stand_in_id: string | null;
    case_id: string | null;
    case_purpose: string | null;
    case_origin: string | null;
    /** Of a visit: when it is due. */
    case_opened: Date | null;
    /** False too where there is no case. */
    case_mine: boolean;
    case_elsewhere: boolean;
    /** What the customer answered so far, by question. */
    consents: Partial<Record<ConsentQuestion, "yes" | "no">>;
    conflict: boolean;
    /** `person kind-of-index` of staff who share an identity with the customer. */
    staff: string[];
    spent: number;
  };

export interface Asked {
  tokenHash: string | undefined;
  customer: string;
  purpose: string;
  case?: string | undefined;
  /** Picked where a rule asked for one (R47). */
  reason?: string | undefined;
  /** Does this act count against the quota when the row was not dispatched? */
  costs: boolean;
  /** The customer is said to stand at the counter (Pelanggan hadir). */
  present?: true;
}

/** What is known before deciding. `customer` is absent where the customer does not exist or lies outside scope: nobody may open by mistake. */
export interface Gathered {
  now: Date;
  person: {
    id: string;
    wrap: string | undefined;
    officeId: string;
    zone: string;
    language: "id" | "en";
    functions: string[];
    grants: Grant[];
    /** Print of the machine that the session was opened from; empty where unknown. */
    device: string;
  };
  purpose: Purpose | undefined;
  /** The holder of the journal entry: the customer, or the holder of nothing. */
  holder: HolderRef;
  customerId: string | undefined;
  sealed: SealedFields;
  /** What the customer agreed to, by question. */
  consents: Record<ConsentQuestion, ConsentState>;
  caseId: string | undefined;
  facts: Facts;
  own: boolean;
  costs: boolean;
  /** It would cost, had the row not been dispatched: under emergency access it does. */
  counted: boolean;
  /** Of an offer at the wrong time: why, and when the next lawful time begins. */
  contact?: MayContact;
  /** The budget of today: the quota, and what a supervisor approved. */
  of: number;
  spent: number;
}

const UNASKED: ConsentState = "unasked";

/** @throws Problem 401 when there is no live session behind the token */
export async function gather(house: House, asked: Asked): Promise<Gathered> {
  const now = house.clock.now();
  const purpose = house.records.purpose(asked.purpose);
  const row = await believed(house, asked, await askFacts(house, asked, now));
  if (row.stand_in_id === row.person_id && !(await isAway(house.db, row.holder_id, now))) row.stand_in_id = null;
  const facts = factsOf(row, purpose, asked.costs, house.settings, now);
  if (asked.present && row.customer_id !== null) Object.assign(facts, { in_scope: true, present: true });
  if (asked.reason !== undefined) facts.reason = asked.reason;
  const of = await budget(house, row, facts, now);
  const contact = facts.in_scope ? await addSeldom(house, row, facts, { now, purpose }) : undefined;
  return {
    now,
    purpose,
    facts,
    spent: row.spent,
    of,
    ...(contact ? { contact } : {}),
    costs: asked.costs && !facts.dispatched,
    counted: asked.costs,
    own: facts.in_portfolio || facts.dispatched,
    ...whoAndWhom(house, row, facts),
  };
}

/** What was approved for today is asked only where the quota runs low (R34). */
async function budget(house: House, row: FactsRow, facts: Facts, now: Date): Promise<number> {
  const { quota } = house.settings;
  if (facts.quota === "ok") return quota;
  const of = quota + (await moreOf(house.db, row.person_id, localDay(now, row.zone)));
  facts.quota = quotaOf(row.spent, of);
  return of;
}

/** Facts about the few: customers who work here, public figures without a dispatched task, and those to whom an offer is to be brought. */
async function addSeldom(
  house: House,
  row: FactsRow,
  facts: Facts,
  { now, purpose }: { now: Date; purpose: Purpose | undefined },
): Promise<MayContact | undefined> {
  if (row.staff.length > 0) {
    const kinship = await kinshipOf(house, row);
    Object.assign(facts, { staff_self: kinship.has("self"), staff_near: kinship.has("near"), staff_other: kinship.has("other") });
  }
  if (facts.public_figure && !facts.dispatched && row.customer_id !== null)
    facts.live_contact = await house.ports.liveContact(row.person_id, row.customer_id, now);
  if (purpose?.needsConsent !== "offers" || facts.consent !== "yes" || row.customer_id === null) return undefined;
  const contact = await contactOf(house, row.customer_id, now);
  facts.contact_closed = !contact.allowed;
  return contact;
}

/** INVARIANT: no fact counts unless the session is live and its row bears our seal. @throws Problem 401; a leaver and a forged row are noted first */
async function believed(house: House, asked: Asked, row: FactsRow | undefined): Promise<FactsRow> {
  if (row !== undefined && house.people.sessionMacHolds(row)) return row;
  if (row === undefined) await tellLeaver(house, asked);
  else await house.people.standingOf(row.token_hash);
  throw notSignedIn();
}

async function askFacts(house: House, asked: Asked, now: Date): Promise<FactsRow | undefined> {
  if (asked.tokenHash === undefined) return undefined;
  return house.facts({
    tokenHash: asked.tokenHash,
    now,
    customer: asked.customer,
    case: asked.case ?? null,
    purpose: asked.purpose,
  });
}

function whoAndWhom(house: House, row: FactsRow, facts: Facts) {
  const functions = dataFunctionsOf(row.grants);
  const person = {
    id: row.person_id,
    wrap: row.person_wrap ?? undefined,
    officeId: row.office_id,
    zone: row.zone,
    language: row.language,
    functions,
    grants: row.grants,
    device: row.device,
  };
  const exists = row.customer_id !== null && row.wrap !== null;
  const nobody = house.records.nobody();
  const holder: HolderRef = exists
    ? { kind: "customer", id: row.customer_id as string, wrap: row.wrap as string }
    : { kind: "customer", id: nobody.id, wrap: nobody.wrap };
  // INVARIANT: ciphertexts of a customer outside scope do not travel further than this line.
  const sealed = exists && facts.in_scope ? (row.sealed ?? {}) : {};
  const consents = { offers: row.consents.offers ?? UNASKED, interest: row.consents.interest ?? UNASKED };
  return { person, holder, sealed, consents, customerId: row.customer_id ?? undefined, caseId: row.case_id ?? undefined };
}

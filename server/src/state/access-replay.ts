import type { PeopleReplay, Replayed } from "./people-replay.ts";
import { instantOf, type Told } from "./told.ts";

export interface ConsentState extends Replayed {
  id: string;
  state: string;
  method: string | undefined;
}
export interface CaseState extends Replayed {
  customer: string | undefined;
  purpose: string;
  origin: string;
  office: string;
  grade: string;
  /** `null`: handed to nobody. Undefined: an entry of an older release did not say to whom. */
  assigned: string | null | undefined;
  closesAt: number | undefined;
  closed: boolean;
  outcome: string | undefined;
  claim?: ClaimState | undefined;
  /** It came with an entry that says nothing of its rows: taken from the table as it is now. */
  unproved?: true;
}
export interface ClaimState extends Replayed {
  id: string;
  case: string | undefined;
  person: string | undefined;
  expires: number;
  released: boolean;
}
export interface ShareState extends Replayed {
  id: string;
  customer: string;
  holder: string;
  standIn: string | null;
  office: string;
  ended: boolean;
  unproved?: true;
}
/** Emergency access: asked for, and perhaps opened until a time. */
export interface GlassState extends Replayed {
  customer: string | undefined;
  person: string | undefined;
  purpose: string;
  why: string | undefined;
  minutes: number | undefined;
  decidedBy: string | undefined;
  granted: boolean | undefined;
  from: number | undefined;
  until: number | undefined;
  closed: boolean;
}
/** A policy as it was published; `modes`: what each rule did, absent in an entry of an older release. */
export interface PolicyState extends Replayed {
  from: number;
  modes: ReadonlyMap<string, string> | undefined;
}
/** The officer changed what a rule does. */
export interface ModeState extends Replayed {
  rule: string | undefined;
  mode: string | undefined;
  was: string | undefined;
  why: string | undefined;
  by: string | undefined;
}
export interface Outcome {
  person: string | undefined;
  outcome: string;
}

/** Rows that an entry brought among others: read from the table and proved by their fingerprints before the journal is replayed. */
export interface BatchRows {
  cases: Map<number, Array<[string, CaseState]>>;
  shares: Map<number, ShareState[]>;
}

/** May this person see this now? As the journal tells it, entry after entry. */
export class AccessReplay {
  readonly consents = new Map<string, Map<string, ConsentState>>();
  readonly cases = new Map<string, CaseState>();
  readonly claims = new Map<string, ClaimState>();
  /** Live shares by customer. */
  readonly portfolio = new Map<string, ShareState>();
  readonly glasses = new Map<string, GlassState>();
  readonly outcomes = new Map<string, Outcome[]>();
  readonly policies = new Map<string, PolicyState>();
  /** Hash of the policy published last; undefined before the first. */
  policy: string | undefined;
  readonly modes = new Map<string, ModeState>();
  readonly reports = new Map<string, Replayed & { person: string | undefined; date: string; nihil: boolean; count: number }>();
  readonly mistakes = new Map<string, Replayed & { person: string | undefined; look: number | undefined; reason: string | undefined }>();
  readonly mistaken = new Set<number | undefined>();
  /** Who asked somebody at his counter to confirm, until when. */
  private readonly presences = new Map<string, Array<{ from: number; until: number }>>();
  private readonly glassesOf = new Map<string | undefined, GlassState[]>();
  private readonly rows: BatchRows;
  private readonly byCustomer = new Map<string, Set<string>>();

  constructor(rows: BatchRows) {
    this.rows = rows;
  }

  /** Whether the entry was one of this chapter's. */
  apply(told: Told, people: PeopleReplay): boolean {
    const work = WORKS[told.entry.typ];
    if (work === undefined || told.entry.dec === "deny") return false;
    work(this, told, people);
    return true;
  }

  addCase(id: string, state: CaseState): void {
    this.cases.set(id, state);
    if (state.customer === undefined) return;
    const of = this.byCustomer.get(state.customer) ?? new Set();
    this.byCustomer.set(state.customer, of.add(id));
  }

  casesOf(customer: string): CaseState[] {
    return [...(this.byCustomer.get(customer) ?? [])].flatMap((id) => this.cases.get(id) ?? []);
  }

  /** Was emergency access open to this person, at this customer and for this purpose? */
  glassOpen(person: string, customer: string, purpose: string | undefined, at: number): boolean {
    return (this.glassesOf.get(person) ?? []).some(
      ({ from = 0, until = 0, ...one }) =>
        one.customer === customer && one.purpose === purpose && one.granted === true && !one.closed && from <= at && until > at,
    );
  }

  /** Has this person a customer at his counter who is being asked to confirm? */
  presenceAsked(person: string, at: number): boolean {
    return (this.presences.get(person) ?? []).some(({ from, until }) => from <= at && until > at);
  }

  addPresence(person: string, from: number, until: number): void {
    this.presences.set(person, [...(this.presences.get(person) ?? []), { from, until }]);
  }

  addGlass(id: string, state: GlassState): void {
    this.glasses.set(id, state);
    this.glassesOf.set(state.person, [...(this.glassesOf.get(state.person) ?? []), state]);
  }

  broughtBy(index: number): Array<[string, CaseState]> {
    return this.rows.cases.get(index) ?? [];
  }

  sharesBy(index: number): ShareState[] {
    return this.rows.shares.get(index) ?? [];
  }
}

type Work = (house: AccessReplay, told: Told, people: PeopleReplay) => void;

const WORKS: Partial<Record<string, Work>> = {
  consent: answer,
  case: changeCase,
  claim: changeClaim,
  import: bring,
  portfolio: hand,
  breakglass: changeGlass,
  presence: (house, { at, act, text }) => {
    if (text("change") === "asked" && act !== undefined) house.addPresence(act, at, instantOf(text("until")) ?? at);
  },
  policy: changePolicy,
  report: (house, { index, act, text, entry }) => {
    const [id, date] = [text("id"), text("date")];
    const count = typeof entry.body?.count === "number" ? entry.body.count : 0;
    if (id !== undefined && date !== undefined) house.reports.set(id, { index, person: act, date, nihil: text("kind") === "nihil", count });
  },
  answer: (house, { index, act, text, entry }) => {
    const [id, looks] = [text("id"), entry.body?.looks];
    if (text("what") !== "mistake" || id === undefined) return;
    const look = Array.isArray(looks) && typeof looks[0] === "number" ? looks[0] : undefined;
    // Told once; the first telling stands.
    if (house.mistaken.has(look)) return;
    house.mistaken.add(look);
    house.mistakes.set(id, { index, person: act, look, reason: text("reason") });
  },
};

function changePolicy(house: AccessReplay, { index, at, act, text, entry }: Told): void {
  const [hash, id] = [text("hash"), text("id")];
  if (text("change") === "mode" && id !== undefined)
    house.modes.set(id, { index, rule: text("rule"), mode: text("state"), was: text("was"), why: text("why"), by: act });
  if (hash === undefined) return;
  const lines = entry.body?.modes;
  const modes = Array.isArray(lines) ? new Map(lines.map((line) => String(line).split("=") as [string, string])) : undefined;
  house.policies.set(hash, { index, from: instantOf(text("from")) ?? at, modes });
  house.policy = hash;
}

function answer(house: AccessReplay, { index, customer, text }: Told): void {
  const [question, state, id] = [text("question"), text("state"), text("id")];
  if (customer === undefined || question === undefined || state === undefined || id === undefined) return;
  const answers = house.consents.get(customer) ?? new Map<string, ConsentState>();
  house.consents.set(customer, answers.set(question, { index, id, state, method: text("method") }));
}

function changeCase(house: AccessReplay, told: Told): void {
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

function changeClaim(house: AccessReplay, told: Told): void {
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

function changeGlass(house: AccessReplay, { index, at, act, psn, customer, text, entry }: Told): void {
  const [id, change] = [text("id") ?? "", text("change")];
  const state = house.glasses.get(id);
  const minutes = entry.body?.minutes;
  if (change === "asked") {
    house.addGlass(id, {
      ...{ index, customer, person: psn, purpose: entry.pur ?? "", why: text("why"), closed: false },
      ...{ minutes: typeof minutes === "number" ? minutes : undefined },
      ...{ decidedBy: undefined, granted: undefined, from: undefined, until: undefined },
    });
  } else if (state !== undefined && change === "closed") Object.assign(state, { index, closed: true });
  else if (state !== undefined && (change === "granted" || change === "declined"))
    Object.assign(state, { index, decidedBy: act, granted: change === "granted", from: at, until: instantOf(text("until")) });
}

/** Cases that came as a list. */
function bring(house: AccessReplay, { index }: Told): void {
  for (const [id, state] of house.broughtBy(index)) house.addCase(id, { ...state });
}

function hand(house: AccessReplay, { index, psn, text }: Told): void {
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

import type {
  BatchRows,
  CaseState,
  ClaimState,
  ConsentState,
  GlassState,
  ModeState,
  Outcome,
  PolicyState,
  ShareState,
} from "./access-states.ts";
import { bring, changeCase, changeClaim, hand } from "./case-works.ts";
import type { PeopleReplay, Replayed } from "./people-replay.ts";
import { instantOf, type Told } from "./told.ts";

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

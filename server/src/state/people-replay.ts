import { instantOf, type Told } from "./told.ts";

/** A row as its entries tell it: which entry said so last, and whether a comparison has met it. */
export interface Replayed {
  index: number;
  met?: boolean;
}
export interface OfficeState extends Replayed {
  parent: string | undefined;
  zone: string;
  path: string;
}
export interface GrantState extends Replayed {
  person: string;
  function: string;
  scope: string;
  office: string | undefined;
  sponsor: string | undefined;
  starts: number;
  ends: number;
  revoked: boolean;
}
export interface DelegationState extends Replayed {
  person: string;
  /** Names with a space between. */
  functions: string;
  scope: string;
  office: string | undefined;
  starts: number;
  ends: number;
  revoked: boolean;
}
/** A screening, contract or pledge: something of a person that holds from one day or instant to another. */
export interface PaperState extends Replayed {
  person: string;
  columns: Record<string, string | undefined>;
}
export interface DutyState extends Replayed {
  person: string;
  date: string;
  kind: string;
  from: number;
  to: number;
  source: string;
}
export interface ConflictState extends Replayed {
  person: string;
  relation: string;
  live: boolean;
}
export interface PersonState extends Replayed {
  office: string;
  state: string;
  employment: string;
  vendor: string | undefined;
  supervisor: string | undefined;
  /** `null`: an entry of an older release did not say. */
  superior: string | undefined | null;
  job: string | undefined;
  grants: GrantState[];
  screenings: PaperState[];
  contracts: PaperState[];
  pledges: PaperState[];
  accepted: Map<number, Replayed>;
  duty: Map<string, Map<string, DutyState>>;
}
export interface TermsState extends Replayed {
  version: number;
  hash: string;
  from: number;
  grace: number;
}

/** May this person hold a key? As the journal tells it, entry after entry. */
export class PeopleReplay {
  readonly offices = new Map<string, OfficeState>();
  readonly people = new Map<string, PersonState>();
  readonly grants = new Map<string, GrantState>();
  readonly delegations = new Map<string, DelegationState>();
  readonly screenings = new Map<string, PaperState>();
  readonly contracts = new Map<string, PaperState>();
  readonly pledges = new Map<string, PaperState>();
  readonly conflicts = new Map<string, ConflictState>();
  readonly terms: TermsState[] = [];

  /** Whether the entry was one of this chapter's. */
  apply(told: Told): boolean {
    const work = WORKS[told.entry.typ];
    if (work === undefined || told.entry.dec === "deny") return false;
    work(this, told);
    return true;
  }
}

type Work = (house: PeopleReplay, told: Told) => void;

const WORKS: Partial<Record<string, Work>> = {
  office: addOffice,
  person: changePerson,
  grant: addGrant,
  revoke: revoke,
  screening: (house, told) => paper(house, told, "screenings", ["on", "until"]),
  contract: (house, told) => paper(house, told, "contracts", ["kind", "from", "until"]),
  pledge: (house, told) => paper(house, told, "pledges", ["version", "hash", "method", "from", "until"]),
  terms: acceptTerms,
  duty: setDuty,
  conflict: changeConflict,
};

function addOffice(house: PeopleReplay, { index, text }: Told): void {
  const [id, parent, zone] = [text("id"), text("parent"), text("zone")];
  if (id === undefined || zone === undefined || text("change") !== "added") return;
  const above = parent === undefined ? "/" : (house.offices.get(parent)?.path ?? "/");
  house.offices.set(id, { index, parent, zone, path: `${above}${id}/` });
}

function changePerson(house: PeopleReplay, told: Told): void {
  const { index, text } = told;
  const [id, change] = [text("id") ?? told.psn, text("change") ?? ""];
  if (id === undefined) return;
  if (change === "added") {
    house.people.set(id, {
      ...{ index, office: text("office") ?? "", state: text("state") ?? "active", employment: text("employment") ?? "" },
      ...{ vendor: text("vendor"), supervisor: text("supervisor"), superior: text("superior") ?? null, job: text("post") },
      ...{ grants: [], screenings: [], contracts: [], pledges: [], accepted: new Map(), duty: new Map() },
    });
    return;
  }
  const person = house.people.get(id);
  if (person === undefined) return;
  const state = text("state");
  if (state !== undefined && change !== "ended-again") Object.assign(person, { state, index });
  const given = change.split(" ");
  if (given.includes("officeId")) Object.assign(person, { office: text("office") ?? person.office, index });
  if (given.includes("supervisorId")) Object.assign(person, { supervisor: text("supervisor"), index });
  if (given.includes("superiorId")) Object.assign(person, { superior: text("superior") ?? null, index });
  if (given.includes("job")) Object.assign(person, { job: text("post"), index });
}

function addGrant(house: PeopleReplay, { index, psn, text }: Told): void {
  const id = text("id");
  if (id === undefined || psn === undefined) return;
  if (text("change") === "delegated")
    return handOn(house, id, {
      index,
      person: psn,
      functions: text("function") ?? "",
      scope: text("scope") ?? "",
      office: text("office"),
      starts: instantOf(text("starts")) ?? 0,
      ends: instantOf(text("ends")) ?? 0,
      revoked: false,
    });
  const grant: GrantState = {
    ...{
      index,
      person: psn,
      function: text("function") ?? "",
      scope: text("scope") ?? "",
      office: text("office"),
      sponsor: text("sponsor"),
    },
    ...{ starts: instantOf(text("starts")) ?? 0, ends: instantOf(text("ends")) ?? 0, revoked: false },
  };
  house.grants.set(id, grant);
  house.people.get(psn)?.grants.push(grant);
}

/** Power to grant, handed on. */
function handOn(house: PeopleReplay, id: string, state: DelegationState): void {
  house.delegations.set(id, state);
}

function revoke(house: PeopleReplay, { index, text }: Told): void {
  const handed = house.delegations.get(text("id") ?? "");
  if (handed !== undefined && text("change") === "delegation-revoked") Object.assign(handed, { revoked: true, index });
  const grant = house.grants.get(text("id") ?? "");
  if (grant !== undefined && text("change") === "revoked") Object.assign(grant, { revoked: true, index });
}

type Papers = "screenings" | "contracts" | "pledges";

function paper(house: PeopleReplay, { index, psn, text }: Told, kind: Papers, keys: string[]): void {
  const id = text("id");
  if (id === undefined || psn === undefined) return;
  const state: PaperState = { index, person: psn, columns: Object.fromEntries(keys.map((key) => [key, text(key)])) };
  house[kind].set(id, state);
  house.people.get(psn)?.[kind].push(state);
}

function acceptTerms(house: PeopleReplay, { index, psn, text }: Told): void {
  const version = Number(text("version"));
  if (text("change") === "published") {
    const [from, grace] = [instantOf(text("from")) ?? 0, instantOf(text("until")) ?? 0];
    house.terms.push({ index, version, hash: text("hash") ?? "", from, grace });
  } else if (psn !== undefined && text("change") === "accepted") house.people.get(psn)?.accepted.set(version, { index });
}

function setDuty(house: PeopleReplay, { index, psn, text }: Told): void {
  const person = psn === undefined ? undefined : house.people.get(psn);
  const [date, id] = [text("date"), text("id")];
  if (person === undefined || psn === undefined || date === undefined) return;
  if (text("change") === "set") return void person.duty.set(date, new Map());
  if (text("change") !== "segment" || id === undefined) return;
  const day = person.duty.get(date) ?? new Map<string, DutyState>();
  person.duty.set(date, day);
  const [from, to] = [instantOf(text("from")) ?? 0, instantOf(text("to")) ?? 0];
  day.set(id, { index, person: psn, date, kind: text("kind") ?? "", from, to, source: text("source") ?? "" });
}

function changeConflict(house: PeopleReplay, { index, psn, text }: Told): void {
  const id = text("id");
  if (id === undefined || psn === undefined) return;
  if (text("change") === "declared") house.conflicts.set(id, { index, person: psn, relation: text("kind") ?? "", live: true });
  else if (text("change") === "withdrawn") Object.assign(house.conflicts.get(id) ?? {}, { live: false, index });
}

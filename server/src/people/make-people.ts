import type { CsvRow } from "../platform/csv.ts";
import type { Writing } from "../platform/database.ts";
import { type AbsenceWhy, declareAbsence, endAbsence } from "./absence.ts";
import { addOffice, addVendor, type NewOffice } from "./add-office.ts";
import { addPeople, type NewPerson } from "./add-person.ts";
import type { TwoPersonAct } from "./approvals/acts.ts";
import { type Approved, type ApprovedFor, approved, firstAgreed, refuseTwoUnfit, spend } from "./approvals/agreed.ts";
import { askApproval, confirmApproval, listApprovals, type Present, withdrawApproval } from "./approvals/approvals.ts";
import { changePerson, type PersonChange } from "./change-person.ts";
import { checkSession, sessionMacHolds, standingOf } from "./check-session.ts";
import { closeDataWithin } from "./close-data.ts";
import { declareConflict, type NewConflict, withdrawConflict } from "./conflict.ts";
import { delegate, delegationsOf, grantBy, type NewDelegation, revokeBy, revokeDelegation } from "./delegation.ts";
import { endPerson, endWithin } from "./end-person.ts";
import { equalControls } from "./equal-controls.ts";
import type { FunctionName } from "./functions.ts";
import { changeFunctions, grantAccess, type NewFunctions, type NewGrant, revokeGrant } from "./grant-access.ts";
import type { PersonDiff } from "./import-diff.ts";
import { applyPeople, planPeople } from "./import-people.ts";
import { applyRoster, planRoster } from "./import-roster.ts";
import { endSessions, signOut } from "./open-session.ts";
import type { ActHow, By, House, PeopleParts, Write } from "./parts.ts";
import * as ask from "./questions.ts";
import { refusedSignIns } from "./refuse-session.ts";
import { previewReset, resetPassword } from "./reset-password.ts";
import { Seals, type SessionRow } from "./sessions.ts";
import { type DutyDay, setDuty } from "./set-duty.ts";
import { changeOwnPassword, setPassword } from "./set-password.ts";
import { provePresence, signIn } from "./sign-in.ts";
import { type LinkPurpose, makeSignInLink, signInLink } from "./sign-in-link.ts";
import { type StaffIdentity, setStaffIdentity } from "./staff-identity.ts";

import { acceptTerms, passScreening, pledgeWithin, publishTerms, signContract, signPledge } from "./standing-acts.ts";

import { type ClosingWhy, closeAccess, liftSuspension, suspendPerson } from "./suspend-person.ts";
import { type SwitchWhy, switchesOf, switchSegment } from "./switch-segment.ts";

export type People = ReturnType<typeof makePeople>;

/** May this person hold a key? Acts and questions of the chapter, bound to one house. */
export function makePeople(parts: PeopleParts) {
  const house: House = { ...parts, seals: new Seals(parts.serverKey) };
  return {
    ...acts(house),
    ...imports(house),
    ...standingActs(house),
    ...signInActs(house),
    ...questions(house),
    approvals: approvals(house),
    within: within(house),
  };
}

/** Acts inside a later chapter's transaction: what an inquiry or a talk changes about somebody. */
const within = (house: House) => ({
  endWithin: (tx: Writing, write: Write, personId: string, why: string, by: string) => endWithin(house, tx, write, personId, why, by),
  closeDataWithin: (tx: Writing, write: Write, personId: string, why: string, by: string) =>
    closeDataWithin(house, tx, write, personId, why, by),
  pledgeWithin: async (tx: Writing, write: Write, personId: string): Promise<void> =>
    void (await pledgeWithin(house, tx, write, personId, { method: "screen" })),
});

const acts = (house: House) => ({
  addOffice: (office: NewOffice, how?: ActHow) => addOffice(house, office, how),
  addVendor: (vendor: { id?: string; name: string }, how?: ActHow) => addVendor(house, vendor, how),
  addPerson: async (person: NewPerson, how?: ActHow): Promise<string> => (await addPeople(house, [person], how))[0] ?? "",
  addPeople: (people: NewPerson[], how?: ActHow) => addPeople(house, people, how),
  changePerson: (personId: string, change: PersonChange, how?: ActHow) => changePerson(house, personId, change, how),
  endPerson: (personId: string, why?: string, how?: ActHow) => endPerson(house, personId, why, how),
  grantAccess: (grant: NewGrant, how?: ActHow) => grantAccess(house, grant, how),
  revokeGrant: (grantId: string, why: string, how?: ActHow) => revokeGrant(house, grantId, why, how),
  changeFunctions: (personId: string, next: NewFunctions, how?: ActHow) => changeFunctions(house, personId, next, how),
  closeAccess: (personId: string, why: ClosingWhy, how?: ActHow) => closeAccess(house, personId, why, how),
  suspendPerson: (personId: string, why: ClosingWhy, how?: ActHow) => suspendPerson(house, personId, why, how),
  liftSuspension: (personId: string, how: ActHow & { by: string }) => liftSuspension(house, personId, how),
  delegate: (delegation: NewDelegation, how?: ActHow) => delegate(house, delegation, how),
  revokeDelegation: (id: string, how?: ActHow) => revokeDelegation(house, id, how),
  grantBy: (by: string, grant: NewGrant & { officeId: string }) => grantBy(house, by, grant),
  revokeBy: (by: string, grantId: string) => revokeBy(house, by, grantId),
  declareAbsence: (personId: string, span: { from: Date; until: Date; why: AbsenceWhy }, how?: ActHow) =>
    declareAbsence(house, personId, span, how),
  endAbsence: (personId: string, how?: ActHow) => endAbsence(house, personId, how),
  switchSegment: (personId: string, to: { kind: "desk" | "field"; why: SwitchWhy }) => switchSegment(house, personId, to),
  setDuty: (days: DutyDay[], source: string, how?: ActHow) => setDuty(house, days, source, how),
});

/** Files are read twice: what would change is shown before it is done. */
const imports = (house: House) => ({
  planPeople: (rows: AsyncIterable<CsvRow>) => planPeople(house, rows),
  applyPeople: (diff: PersonDiff[], by?: By) => applyPeople(house, diff, by),
  planRoster: (rows: AsyncIterable<CsvRow>) => planRoster(house, rows),
  applyRoster: (days: DutyDay[], by?: By, done?: (count: number) => void) => applyRoster(house, days, by, done),
});

const standingActs = (house: House) => ({
  publishTerms: (terms: Parameters<typeof publishTerms>[1], how?: ActHow) => publishTerms(house, terms, how),
  acceptTerms: (personId: string, version: number, how?: ActHow) => acceptTerms(house, personId, version, how),
  passScreening: (personId: string, screening: Parameters<typeof passScreening>[2], how?: ActHow) =>
    passScreening(house, personId, screening, how),
  signContract: (personId: string, contract: Parameters<typeof signContract>[2], how?: ActHow) =>
    signContract(house, personId, contract, how),
  signPledge: (personId: string, pledge: Parameters<typeof signPledge>[2], how?: ActHow) => signPledge(house, personId, pledge, how),
  declareConflict: (personId: string, conflict: NewConflict, how?: ActHow) => declareConflict(house, personId, conflict, how),
  withdrawConflict: (conflictId: string, how?: ActHow) => withdrawConflict(house, conflictId, how),
  setStaffIdentity: (personId: string, identity: StaffIdentity, how?: ActHow) => setStaffIdentity(house, personId, identity, how),
});

const signInActs = (house: House) => ({
  signIn: (given: Parameters<typeof signIn>[1]) => signIn(house, given),
  signInLink: (given: Parameters<typeof signInLink>[1]) => signInLink(house, given),
  signOut: (session: { id: string; personId: string }) => signOut(house, session),
  endSessions: (personId: string, why: string, by?: By) => endSessions(house, personId, why, by),
  makeSignInLink: (personId: string, link: { purpose: LinkPurpose; hours: number }, how?: ActHow) =>
    makeSignInLink(house, personId, link, how),
  setPassword: (personId: string, password: string, how?: ActHow) => setPassword(house, personId, password, how),
  changeOwnPassword: (personId: string, given: { password: string; current?: string }, sessionId?: string) =>
    changeOwnPassword(house, personId, given, sessionId),
  previewReset: (personId: string) => previewReset(house, personId),
  resetPassword: (personId: string, approved: Approved) => resetPassword(house, personId, approved),
  /** For Fastify: who is behind a token. @throws Problem */
  checkSession: (tokenHash: string, about: { termsNeeded: boolean }) => checkSession(house, tokenHash, about),
  /** Session and whole standing behind a token. @throws Problem 401 */
  standingOf: (tokenHash: string) => standingOf(house, tokenHash),
  /** INVARIANT: a row of `sessionCte` is not believed before this. */
  sessionMacHolds: (row: SessionRow): boolean => sessionMacHolds(house, row),
});

/** What one person alone never does: one asks, another confirms, whoever of them carries it out names the approval. */
const approvals = (house: House) => ({
  /** By password. @throws Problem 401, 429 */
  present: async (given: Parameters<typeof provePresence>[1]): Promise<Present> => ({ personId: (await provePresence(house, given)).id }),
  /** The person behind a session, by password once more: a stolen session decides nothing. @throws Problem 401, 429 */
  presentAgain: async (personId: string, password: string, address: string): Promise<Present> => ({
    personId: (await provePresence(house, { login: await ask.loginOf(house, personId), password, address })).id,
  }),
  ask: (request: Parameters<typeof askApproval>[1]) => askApproval(house, request),
  confirm: (id: string, by: Present) => confirmApproval(house, id, by),
  /** Where nothing can be written down: what stands against these two now. Nobody need be on duty in a house that is closed. @throws Problem 403 */
  refuseUnfit: (what: TwoPersonAct, first: Present, second: Present) => refuseTwoUnfit(house, what, first, second),
  withdraw: (id: string, by: Present) => withdrawApproval(house, id, by),
  /** Those that are neither over nor used. */
  list: () => listApprovals(house),
  /** The two persons behind an approval. @throws Problem unless it is confirmed, in time, unused, and for exactly this */
  approved: (id: string, what: TwoPersonAct, about?: ApprovedFor) => approved(house, id, what, about),
  /** What two persons, both of them still fit, have agreed to in advance. */
  firstAgreed: (what: TwoPersonAct) => firstAgreed(house, what),
  /** It has been carried out: in the transaction that does it. */
  spend: (tx: Writing, one: Pick<Approved, "id">) => spend(house, tx, one),
});

const questions = (house: House) => ({
  names: (ids: readonly string[]) => ask.names(house, ids),
  ofOffice: (officeId: string) => ask.ofOffice(house, officeId),
  sharedNiks: () => ask.sharedNiks(house),
  teamOf: (supervisorId: string) => ask.teamOf(house, supervisorId),
  offices: () => ask.offices(house),
  office: (id: string) => ask.office(house, id),
  delegationsOf: (personId: string) => delegationsOf(house, personId),
  /** For the evening: who switched between desk and field (R31). */
  switchesOf: (officeId: string, from: Date, until: Date) => switchesOf(house, officeId, from, until),
  /** Does somebody lead a person: as his supervisor or superior, or as HR? */
  leads: (by: { id: string; functions: readonly string[] }, personId: string) => ask.leads(house, by, personId),
  dutyOf: (personId: string, from: Date, until: Date) => ask.dutyOf(house, personId, from, until),
  find: (loginOrId: string) => ask.find(house, loginOrId),
  functionsOf: (personId: string) => ask.functionsOf(house, personId),
  holds: (personId: string, name: FunctionName) => ask.holds(house, personId, name),
  newestTerms: () => ask.newestTerms(house),
  /** Whom of those with access each control reaches, internal and outsourced apart (R79). */
  equalControls: () => equalControls(house),
  quota: (personId: string, zone: string) => house.ports.quota(personId, zone),
  refusedSignIns: (officeId: string, from: Date, until: Date) => refusedSignIns(house, officeId, from, until),
});

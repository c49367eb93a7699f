/** May this person hold a key? The door of the chapter. */
export type { NewOffice } from "./add-office.ts";
export type { NewPerson } from "./add-person.ts";
export type { Standing } from "./check-session.ts";
export type { ConflictParty, NewConflict, StaffIdentity } from "./conflict.ts";
export { DATA_FUNCTIONS, desksOf, FUNCTIONS, type FunctionName } from "./functions.ts";
export type { NewFunctions, NewGrant } from "./grant-access.ts";
export { makePeople, type People } from "./make-people.ts";
export { people0001 } from "./migrations/0001-people.ts";
export type { OpenedSession } from "./open-session.ts";
export { type ActHow, defaultPeopleSettings, type IndexKind, type PeopleParts, type PeoplePorts, type PeopleSettings } from "./parts.ts";
export type { DutySegment, OfficeName, PersonName } from "./questions.ts";
export type { RefusedSignIn } from "./refuse-session.ts";
export { type PeopleRouteParts, peopleRoutes } from "./routes.ts";
export { type SessionRow, sessionCte } from "./sessions.ts";
export type { DutyDay, Segment } from "./set-duty.ts";
export { type Grant, type StandingRow, standingCte } from "./standing.ts";
export { FIRST_TERMS } from "./words.ts";

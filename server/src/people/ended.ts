/**
 * What has ended stays ended. A MAC tells that we wrote a row, not that it is the newest: whoever administers the database could keep a
 * session, an invitation or a password and write it back. So what ended, and when, is remembered outside of it, by what the caller proved
 * or named and never by what the row says, which could be exchanged for the moment of the end.
 */
import type { House } from "./parts.ts";
import type { SessionRow } from "./sessions.ts";

type Ending = { kind: "session" | "sessions" | "kept" | "password" | "password-reset" | "link"; id: string; until?: Date };

/** Last in the transaction that ends them (but `rememberReset`): a crash then leaves a row that opens nothing, never one that opens again. */
function remember(house: House, endings: Ending[], at: Date): void {
  try {
    house.ended.add(endings.map((one) => ({ ...one, at })));
  } catch (error) {
    // Known to this process all the same, and an end must not wait for a disk.
    house.log.error({ code: (error as NodeJS.ErrnoException).code }, "what has ended could not be remembered on disk");
  }
}

/** As long as a session of that time may live. */
const whileItLives = (house: House, at: Date): Date => new Date(at.getTime() + house.settings.sessionHours * 3_600_000);

export function rememberSession(house: House, id: string, at: Date): void {
  remember(house, [{ kind: "session", id, until: whileItLives(house, at) }], at);
}

/** All sessions of a person that began before, but the one to keep. */
export function rememberSessions(house: House, personId: string, at: Date, keep = ""): void {
  const until = whileItLives(house, at);
  const kept: Ending[] = keep === "" ? [] : [{ kind: "kept", id: keep, until }];
  remember(house, [{ kind: "sessions", id: personId, until }, ...kept], at);
}

/** Passwords set before `at`. */
export function rememberPassword(house: House, personId: string, at: Date): void {
  remember(house, [{ kind: "password", id: personId }], at);
}

/**
 * Two persons made him a newcomer again, who may set a first password. It opens, all others close: so it is remembered once its entry is
 * sealed, and a crash before leaves somebody who is still locked out, never one whom no entry let in.
 */
export function rememberReset(house: House, personId: string, at: Date): void {
  remember(house, [{ kind: "password-reset", id: personId }], at);
}

export function rememberLinks(house: House, links: ReadonlyArray<{ tokenHash: string; until: Date }>, at: Date): void {
  remember(
    house,
    links.map(({ tokenHash, until }) => ({ kind: "link", id: tokenHash, until })),
    at,
  );
}

export function sessionHasEnded({ ended }: House, row: SessionRow): boolean {
  if (ended.at("session", row.session_id) !== undefined) return true;
  const all = ended.at("sessions", row.person_id);
  return all !== undefined && row.created_at.getTime() < all && ended.at("kept", row.session_id) !== all;
}

export const passwordHasEnded = (house: House, personId: string, changedAt: Date): boolean =>
  changedAt.getTime() < markOf(house, "password", personId) || changedAt.getTime() <= markOf(house, "password-reset", personId);

/**
 * Where there is no row. A newcomer has none, nor has whose password was reset; from anybody else it was taken: setting one marks those
 * before it as over, and so does leaving.
 */
export const passwordIsMissed = (house: House, personId: string): boolean =>
  markOf(house, "password", personId) > markOf(house, "password-reset", personId);

const markOf = ({ ended }: House, kind: Ending["kind"], id: string): number => ended.at(kind, id) ?? Number.NEGATIVE_INFINITY;

export const linkHasEnded = ({ ended }: House, tokenHash: string): boolean => ended.at("link", tokenHash) !== undefined;

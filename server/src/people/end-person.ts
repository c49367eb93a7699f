import type { Writing } from "../platform/database.ts";
import { about } from "./about.ts";
import { closeDoors } from "./close-doors.ts";
import { rememberLinks, rememberPassword, rememberSessions } from "./ended.ts";
import { revokeOthers } from "./grant-access.ts";
import type { ActHow, By, House, Write } from "./parts.ts";

/**
 * Somebody leaves: his sessions, links, password and grants close in this one transaction, at once (R36, R107). What he holds is
 * handed back through the port. False when he had left already.
 */
export function endPerson(house: House, personId: string, why = "left", { by, wait = true }: ActHow = {}): Promise<boolean> {
  return house.act((tx, write) => endWithin(house, tx, write, personId, why, by), { wait });
}

/** The same inside the caller's transaction, as the last thing he does in it: what is remembered outside the database is not rolled back. */
export async function endWithin(house: House, tx: Writing, write: Write, personId: string, why: string, by: By): Promise<boolean> {
  const now = house.clock.now();
  const { rowCount } = await tx.query("update people.person set state = 'left', ended_at = $2 where id = $1 and state <> 'left'", [
    personId,
    now,
  ]);
  const change = rowCount > 0 ? "ended" : "ended-again";
  await write({ typ: "person", ...about(personId, by), body: { change, id: personId, state: "left", until: now.toISOString(), why } });
  const { sessions, links } = await closeDoors(tx, personId, "LEAVER", now);
  await write({ typ: "session", ...about(personId, by), body: { change: "ended", why: "LEAVER", count: sessions } });
  await revokeOthers(tx, write, personId, [], "left", now, by);
  await house.ports.personEnded(tx, write, personId, now);
  rememberSessions(house, personId, now);
  rememberPassword(house, personId, now);
  rememberLinks(house, links, now);
  return rowCount > 0;
}

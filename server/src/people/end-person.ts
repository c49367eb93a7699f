import { about } from "./about.ts";
import { rememberLinks, rememberPassword, rememberSessions } from "./ended.ts";
import { revokeOthers } from "./grant-access.ts";
import type { ActHow, House } from "./parts.ts";

/**
 * Somebody leaves: his sessions, links, password and grants close in this one transaction, at once (R36, R107). What he holds is
 * handed back through the port. False when he had left already.
 */
export function endPerson(house: House, personId: string, why = "left", { by, wait = true }: ActHow = {}): Promise<boolean> {
  const now = house.clock.now();
  return house.act(
    async (tx, write) => {
      const { rowCount } = await tx.query("update people.person set state = 'left', ended_at = $2 where id = $1 and state <> 'left'", [
        personId,
        now,
      ]);
      const change = rowCount > 0 ? "ended" : "ended-again";
      await write({ typ: "person", ...about(personId, by), body: { change, id: personId, state: "left", until: now.toISOString(), why } });
      const closed = await tx.query(
        "update people.session set ended_at = $2, ended_why = 'LEAVER', mac = '' where person_id = $1 and ended_at is null",
        [personId, now],
      );
      const links = await tx.query<{ tokenHash: string; until: Date }>(
        `update people.sign_in_link set used_at = $2 where person_id = $1 and used_at is null returning token_hash as "tokenHash", expires_at as until`,
        [personId, now],
      );
      await tx.query("delete from people.credential where person_id = $1", [personId]);
      await write({ typ: "session", ...about(personId, by), body: { change: "ended", why: "LEAVER", count: closed.rowCount } });
      await revokeOthers(tx, write, personId, [], "left", now, by);
      await house.ports.personEnded(tx, write, personId, now);
      rememberSessions(house, personId, now);
      rememberPassword(house, personId, now);
      rememberLinks(house, links.rows, now);
      return rowCount > 0;
    },
    { wait },
  );
}

import { KeeperDown, NotYetSealed } from "../journal/index.ts";
import { about } from "./about.ts";
import type { Approved } from "./approvals/agreed.ts";
import { spend } from "./approvals/agreed.ts";
import { over } from "./approvals/live-row.ts";
import { closeDoors } from "./close-doors.ts";
import { type Password, passwordOf } from "./credential.ts";
import { rememberLinks, rememberPassword, rememberReset, rememberSessions } from "./ended.ts";
import type { House } from "./parts.ts";
import { stillHere } from "./still-here.ts";
import { WORDS } from "./words.ts";

/** What a reset would end. Changes nothing. `links`: unused ones. */
export async function previewReset(house: House, personId: string): Promise<{ password: Password["is"]; sessions: number; links: number }> {
  await stillHere(house.db, personId);
  const { is: password } = await passwordOf(house, personId);
  const { rows } = await house.db.query<{ sessions: number; links: number }>(
    `select (select count(*)::int from people.session where person_id = $1 and ended_at is null and expires_at > $2) as sessions,
      (select count(*)::int from people.sign_in_link where person_id = $1 and used_at is null and expires_at > $2) as links`,
    [personId, house.clock.now()],
  );
  return { password, ...(rows[0] ?? { sessions: 0, links: 0 }) };
}

/**
 * Two persons take somebody's password away, forgotten or forged, and with it his sessions and links: the next password he sets is a first
 * one. Cut short, it is done again with another approval: until the entry is sealed nobody may set one.
 * @throws Problem `not-found` where he is not there, or has left · `conflict` where the approval was used
 */
export async function resetPassword(house: House, personId: string, approved: Approved): Promise<{ sessions: number; links: number }> {
  const { id, by, second, why } = approved;
  const { at, sessions, links } = await house
    .act(async (tx, write) => {
      // Whoever sets a password at this moment comes before, or begins anew: his row would be older than this end.
      await stillHere(tx, personId, true);
      if (house.ended.at("approval", id) !== undefined) throw over();
      const now = house.clock.now();
      const closed = await closeDoors(tx, personId, "password-reset", now);
      await write({
        typ: "credential",
        ...about(personId, by),
        body: { change: "reset", kind: "password", method: "two-persons", id, why },
      });
      await write({
        typ: "approval",
        aggregate: `approval:${id}`,
        act: by,
        psn: second,
        body: { change: "used", id, what: "reset-password" },
      });
      await write({ typ: "session", ...about(personId, by), body: { change: "ended", why: "password-reset", count: closed.sessions } });
      await spend(house, tx, approved);
      rememberSessions(house, personId, now);
      rememberPassword(house, personId, now);
      rememberLinks(house, closed.links, now);
      return { at: now, sessions: closed.sessions, links: closed.links.length };
    })
    .catch(notYetOpen);
  rememberReset(house, personId, at);
  return { sessions, links };
}

/** Closed at once, open only once it is sealed: what is stored does not become a reset by itself. */
function notYetOpen(error: unknown): never {
  throw error instanceof NotYetSealed ? new KeeperDown(error.why, WORDS.resetUnsealed) : error;
}

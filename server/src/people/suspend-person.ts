import type { Writing } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { known } from "../platform/known.ts";
import { problem } from "../platform/problem.ts";
import { about } from "./about.ts";
import { closeSessions } from "./close-doors.ts";
import { rememberLinks, rememberSessions } from "./ended.ts";
import { revokeOthers } from "./grant-access.ts";
import type { ActHow, By, House, Write } from "./parts.ts";
import { WORDS } from "./words.ts";

/** Why somebody's access is closed, as one word of a list. */
export const CLOSING_WHY = {
  left: { id: "keluar", en: "he leaves" },
  moved: { id: "pindah tugas", en: "another post" },
  lost_device: { id: "perangkat hilang", en: "a device is lost" },
  inquiry: { id: "menunggu pemeriksaan", en: "pending an inquiry" },
  precaution: { id: "kehati-hatian", en: "as a precaution" },
} as const;
export type ClosingWhy = keyof typeof CLOSING_WHY;

/** Is this text one of {@link CLOSING_WHY}? */
export const isClosingWhy = (text: string): text is ClosingWhy => Object.hasOwn(CLOSING_WHY, text);

/**
 * *Tutup akses sekarang*: sessions, links, grants, claims, tasks and portfolio of a person end at this moment, his employment does not. Only
 * new grants open anything again. @throws Problem `not-found`
 */
export async function closeAccess(house: House, personId: string, why: ClosingWhy, { by, wait = true }: ActHow = {}): Promise<void> {
  const now = house.clock.now();
  await house.act(
    async (tx, write) => {
      const { rowCount } = await tx.query("select 1 from people.person where id = $1 and state <> 'left' for update", [personId]);
      if (rowCount === 0) throw problem("not-found", WORDS.nobody);
      await write({ typ: "person", ...about(personId, by), body: { change: "closed", id: personId, until: now.toISOString(), why } });
      await revokeOthers(tx, write, personId, [], "closed", now, by);
      await closeNow(house, tx, write, personId, now, by);
    },
    { wait },
  );
}

/**
 * Suspends somebody at this moment, without ending his employment: nothing opens, no sign-in works, what he holds is handed back. His grants
 * wait. Lifting it takes another person. @throws Problem `not-found`, `suspended`
 */
export async function suspendPerson(house: House, personId: string, why: ClosingWhy, { by, wait = true }: ActHow = {}): Promise<void> {
  const [id, now] = [newId("sus"), house.clock.now()];
  await house.act(
    async (tx, write) => {
      const { rows } = await tx.query<{ state: string }>("select state from people.person where id = $1 for update", [personId]);
      if (rows[0] === undefined || rows[0].state === "left") throw problem("not-found", WORDS.nobody);
      if (rows[0].state === "suspended") throw problem("suspended", WORDS.suspendedAlready, { status: 409 });
      await tx.query("update people.person set state = 'suspended' where id = $1", [personId]);
      await tx.query("insert into people.suspension (id, person_id, by_id, why, at) values ($1, $2, $3, $4, $5)", [
        id,
        personId,
        by ?? null,
        why,
        now,
      ]);
      await write({
        typ: "person",
        ...about(personId, by),
        body: { change: "suspended", id: personId, state: "suspended", from: now.toISOString(), why },
      });
      await closeNow(house, tx, write, personId, now, by);
    },
    { wait },
  );
}

/** Sessions and links, and what he holds. Remembered last: see `ended.ts`. */
async function closeNow(house: House, tx: Writing, write: Write, personId: string, now: Date, by: By): Promise<void> {
  const { sessions, links } = await closeSessions(tx, personId, "CLOSED", now);
  await write({ typ: "session", ...about(personId, by), body: { change: "ended", why: "CLOSED", count: sessions } });
  await house.ports.personEnded(tx, write, personId, now);
  rememberSessions(house, personId, now);
  rememberLinks(house, links, now);
}

/**
 * Another person lets somebody back: neither he himself nor who suspended him. It opens once it is sealed; cut short, it is done again.
 * @throws Problem `not-suspended`, `another-person`
 */
export async function liftSuspension(house: House, personId: string, { by, wait = true }: ActHow & { by: string }): Promise<void> {
  const now = house.clock.now();
  await house.act(
    async (tx, write) => {
      const { rows } = await tx.query<{ id: string; by_id: string | null; lifted_at: Date | null }>(
        `select s.id, s.by_id, s.lifted_at from people.suspension s join people.person p on p.id = s.person_id
          where s.person_id = $1 and p.state = 'suspended' order by s.at desc limit 1 for update`,
        [personId],
      );
      const [one] = rows;
      if (one === undefined) throw problem("not-suspended", WORDS.notSuspended, { status: 409 });
      if (by === personId || by === one.by_id)
        throw problem("another-person", WORDS.anotherPerson, { status: 403, detail: WORDS.anotherPersonWay });
      await tx.query("update people.suspension set lifted_by = $2, lifted_at = $3 where id = $1", [one.id, by, now]);
      const body = { change: "lifted", id: personId, state: "active", until: now.toISOString(), ...known({ pattern: one.id }) };
      await write({ typ: "person", ...about(personId, by), body });
    },
    { wait },
  );
  await house.derive((tx) => tx.query("update people.person set state = 'active' where id = $1 and state = 'suspended'", [personId]));
}

import type { Reading } from "../platform/database.ts";
import { fill } from "../platform/language.ts";
import { problem } from "../platform/problem.ts";
import { about } from "./about.ts";
import { isSame, type Password, passwordOf } from "./credential.ts";
import { passwordHasEnded, rememberPassword, rememberSessions } from "./ended.ts";
import type { ActHow, House } from "./parts.ts";
import { hashPassword, passwordFits } from "./password.ts";
import { noteRefusal } from "./refuse-session.ts";
import { stillHere } from "./still-here.ts";
import { countTry, forgetTries } from "./tries.ts";
import { WORDS } from "./words.ts";

/** In characters as a person counts them: code points. */
export const PASSWORD_LENGTH = { least: 10, most: 200 };

/** What somebody who changes his own password showed for it, before the new one was made ready. */
interface Shown {
  old: Password;
  sessionId: string | undefined;
}

/**
 * Sets a person's password; his sessions end, but the one that he sits at: whoever stole one is out.
 * @param shown has to stand still when the change is written: beside a reset, or another change, it comes too late
 * @throws Problem `bad-password` · `not-found` · `conflict` where he was too late
 */
export async function setPassword(
  house: House,
  personId: string,
  password: string,
  { by = personId, wait = false }: ActHow = {},
  shown?: Shown,
): Promise<void> {
  mustBeOfLength(password);
  const secret = await hashPassword(password, house.settings.scryptCost);
  await house.act(
    async (tx, write) => {
      await stillHere(tx, personId, true);
      const changedAt = house.clock.now();
      // A clock that ran ahead once would make a row that has ended already: nobody could sign in with it.
      if ((shown && !(await stillStands(house, tx, personId, shown))) || passwordHasEnded(house, personId, changedAt))
        throw problem("conflict", WORDS.passwordRaced, { detail: WORDS.passwordRacedWay });
      const mac = house.seals.credential({ personId, scheme: "password", secret, changedAt });
      await tx.query(
        `insert into people.credential (person_id, scheme, secret, mac, changed_at) values ($1, 'password', $2, $3, $4)
          on conflict (person_id, scheme) do update set secret = excluded.secret, mac = excluded.mac, changed_at = excluded.changed_at`,
        [personId, secret, mac, changedAt],
      );
      await write({ typ: "credential", ...about(personId, by), body: { change: "set", kind: "password" } });
      const { rowCount } = await tx.query(
        "update people.session set ended_at = $2, ended_why = 'password', mac = '' where person_id = $1 and ended_at is null and id <> $3",
        [personId, changedAt, shown?.sessionId ?? ""],
      );
      if (rowCount > 0)
        await write({ typ: "session", ...about(personId, by), body: { change: "ended", why: "password", count: rowCount } });
      rememberPassword(house, personId, changedAt);
      rememberSessions(house, personId, changedAt, shown?.sessionId);
    },
    { wait },
  );
}

async function stillStands(house: House, tx: Reading, personId: string, { old, sessionId }: Shown): Promise<boolean> {
  if (!isSame(old, await passwordOf(house, personId, tx))) return false;
  if (sessionId === undefined) return true;
  const { rows } = await tx.query("select 1 from people.session where id = $1 and ended_at is null", [sessionId]);
  return rows.length > 0;
}

/**
 * Somebody changes his own password; whoever has one must know it, and guesses it no faster than at the door.
 * @throws Problem `bad-password` · `too-many-tries` · `conflict` where a reset or another change came first
 */
export async function changeOwnPassword(
  house: House,
  personId: string,
  given: { password: string; current?: string | undefined },
  sessionId?: string,
): Promise<void> {
  mustBeOfLength(given.password);
  const old = await passwordOf(house, personId);
  if (old.is === "forged") {
    await countOwn(house, personId);
    await noteRefusal(house, personId, "FORGED", sessionId);
    throw problem("bad-password", WORDS.passwordForged, { status: 403, detail: WORDS.passwordForgedWay });
  }
  if (old.is === "genuine") await mustBeKnown(house, personId, old.secret, given.current ?? "");
  await setPassword(house, personId, given.password, {}, { old, sessionId });
}

async function mustBeKnown(house: House, personId: string, secret: string, current: string): Promise<void> {
  const own = await countOwn(house, personId);
  if (!(await passwordFits(current, secret))) throw problem("bad-password", WORDS.passwordWrong, { status: 403 });
  await forgetTries(house, { own });
}

async function countOwn(house: House, personId: string): Promise<string> {
  const own = house.seals.tryKey("login", `own password ${personId}`);
  await countTry(house, [{ key: own, most: house.settings.triesPerLogin }]);
  return own;
}

function mustBeOfLength(password: string): void {
  const { length } = [...password];
  if (length >= PASSWORD_LENGTH.least && length <= PASSWORD_LENGTH.most) return;
  const { id, en } = WORDS.passwordShort;
  throw problem("bad-password", { id: fill(id, PASSWORD_LENGTH), en: fill(en, PASSWORD_LENGTH) });
}

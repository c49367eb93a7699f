import { fill } from "../platform/language.ts";
import { problem } from "../platform/problem.ts";
import { about } from "./about.ts";
import { rememberPassword, rememberSessions } from "./ended.ts";
import type { ActHow, House } from "./parts.ts";
import { hashPassword, passwordFits } from "./password.ts";
import { countTry } from "./tries.ts";
import { WORDS } from "./words.ts";

const LEAST = 10;

/** Sets a person's password; his sessions end, but the one to keep: whoever stole one is out. @throws Problem `bad-password` */
export async function setPassword(
  house: House,
  personId: string,
  password: string,
  { by = personId, wait = false }: ActHow = {},
  keep = "",
): Promise<void> {
  if ([...password].length < LEAST || password.length > 200) throw short();
  const secret = await hashPassword(password, house.settings.scryptCost);
  const changedAt = house.clock.now();
  const mac = house.seals.credential({ personId, scheme: "password", secret, changedAt });
  await house.act(
    async (tx, write) => {
      await tx.query(
        `insert into people.credential (person_id, scheme, secret, mac, changed_at) values ($1, 'password', $2, $3, $4)
          on conflict (person_id, scheme) do update set secret = excluded.secret, mac = excluded.mac, changed_at = excluded.changed_at`,
        [personId, secret, mac, changedAt],
      );
      await write({ typ: "credential", ...about(personId, by), body: { change: "set", kind: "password" } });
      const { rowCount } = await tx.query(
        "update people.session set ended_at = $2, ended_why = 'password', mac = '' where person_id = $1 and ended_at is null and id <> $3",
        [personId, changedAt, keep],
      );
      if (rowCount > 0)
        await write({ typ: "session", ...about(personId, by), body: { change: "ended", why: "password", count: rowCount } });
      rememberPassword(house, personId, changedAt);
      rememberSessions(house, personId, changedAt, keep);
    },
    { wait },
  );
}

const secretOf = async ({ db }: House, personId: string): Promise<string | undefined> => {
  const { rows } = await db.query<{ secret: string }>("select secret from people.credential where person_id = $1 and scheme = 'password'", [
    personId,
  ]);
  return rows[0]?.secret;
};

export const hasPassword = async (house: House, personId: string): Promise<boolean> => (await secretOf(house, personId)) !== undefined;

/** Somebody changes his own password; whoever has one must know it, and guesses it no faster than at the door. @throws Problem `bad-password` · `too-many-tries` */
export async function changeOwnPassword(
  house: House,
  personId: string,
  given: { password: string; current?: string | undefined },
  sessionId?: string,
): Promise<void> {
  await countTry(house, [{ key: house.seals.tryKey("login", `own password ${personId}`), most: house.settings.triesPerLogin }]);
  const secret = await secretOf(house, personId);
  if (secret !== undefined && !(await passwordFits(given.current ?? "", secret)))
    throw problem("bad-password", WORDS.passwordWrong, { status: 403 });
  await setPassword(house, personId, given.password, {}, sessionId);
}

function short() {
  const { id, en } = WORDS.passwordShort;
  return problem("bad-password", { id: fill(id, { least: LEAST }), en: fill(en, { least: LEAST }) });
}

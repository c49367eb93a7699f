import { fill } from "../platform/language.ts";
import { problem } from "../platform/problem.ts";
import { about } from "./about.ts";
import type { ActHow, House } from "./parts.ts";
import { hashPassword, passwordFits } from "./password.ts";
import { WORDS } from "./words.ts";

const LEAST = 10;

/** Sets a person's password; other sessions of his end. @throws Problem `bad-password` */
export async function setPassword(
  house: House,
  personId: string,
  password: string,
  { by = personId, wait = false }: ActHow = {},
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
    },
    { wait },
  );
}

/** Somebody changes his own password; whoever has one must know it. @throws Problem `bad-password` */
export async function changeOwnPassword(
  house: House,
  personId: string,
  given: { password: string; current?: string | undefined },
): Promise<void> {
  const { rows } = await house.db.query<{ secret: string }>(
    "select secret from people.credential where person_id = $1 and scheme = 'password'",
    [personId],
  );
  const [has] = rows;
  if (has && !(await passwordFits(given.current ?? "", has.secret))) throw problem("bad-password", WORDS.passwordWrong, { status: 403 });
  await setPassword(house, personId, given.password);
}

function short() {
  const { id, en } = WORDS.passwordShort;
  return problem("bad-password", { id: fill(id, { least: LEAST }), en: fill(en, { least: LEAST }) });
}

import { type Problem, problem } from "../platform/problem.ts";
import { type CredentialRow, judged } from "./credential.ts";
import { type OpenedSession, openSession } from "./open-session.ts";
import type { House } from "./parts.ts";
import { nobodysSecret, passwordFits } from "./password.ts";
import { noteRefusal } from "./refuse-session.ts";
import { countTry, forgetTries } from "./tries.ts";
import { WORDS } from "./words.ts";

interface Candidate extends CredentialRow {
  id: string;
  name: string;
  state: string;
}

const decoys = new Map<number, Promise<string>>();

/**
 * Signs somebody in with login and password. Unknown login, wrong password, no password, a person who has left: one answer, one cost.
 * @throws Problem `sign-in-failed` 401 · `too-many-tries` 429
 */
export async function signIn(house: House, given: { login: string; password: string; address: string }): Promise<OpenedSession> {
  return openSession(house, await provePresence(house, given), "password");
}

/**
 * Somebody shows at this moment, by his password, that he is there: at the door, and again for what two persons decide. Guesses count together.
 * @throws Problem `sign-in-failed` 401 · `too-many-tries` 429
 */
export async function provePresence(
  house: House,
  given: { login: string; password: string; address: string },
): Promise<{ id: string; name: string }> {
  const login = given.login.trim().toLowerCase();
  const own = house.seals.tryKey("login", login);
  const address = house.seals.tryKey("address", given.address);
  const { triesPerLogin, triesPerAddress } = house.settings;
  await countTry(house, [
    { key: own, most: triesPerLogin },
    { key: address, most: triesPerAddress },
  ]);
  const person = await candidate(house, login);
  const his = person && judged(house, person.id, person);
  const fits = await passwordFits(given.password, his?.is === "genuine" ? his.secret : await decoy(house));
  if (person?.state === "left") await noteRefusal(house, person.id, "LEAVER");
  else if (person && his?.is === "forged") await noteRefusal(house, person.id, "FORGED");
  if (person?.state !== "active" || his?.is !== "genuine" || !fits) throw failed();
  await forgetTries(house, { own, address });
  return person;
}

async function candidate(house: House, login: string): Promise<Candidate | undefined> {
  const { rows } = await house.db.query<Candidate>(
    `select p.id, p.name, p.state, c.secret, c.mac, c.changed_at from people.person p
      left join people.credential c on c.person_id = p.id and c.scheme = 'password' where p.login = $1`,
    [login],
  );
  return rows[0];
}

function decoy(house: House): Promise<string> {
  const { scryptCost } = house.settings;
  const secret = decoys.get(scryptCost) ?? nobodysSecret(scryptCost);
  decoys.set(scryptCost, secret);
  return secret;
}

export function failed(): Problem {
  return problem("sign-in-failed", WORDS.signInFailed, { detail: WORDS.signInFailedWay });
}

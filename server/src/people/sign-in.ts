import { type Problem, problem } from "../platform/problem.ts";
import { strangerOf } from "../platform/stranger.ts";
import { type CredentialRow, isSame, judged, type Password, passwordOf } from "./credential.ts";
import { type OpenedSession, openSession } from "./open-session.ts";
import type { House } from "./parts.ts";
import { nobodysSecret, passwordFits } from "./password.ts";
import { noteRefusal } from "./refuse-session.ts";
import { holdActive } from "./still-here.ts";
import { countTry, forgetTries } from "./tries.ts";
import { WORDS } from "./words.ts";

/** The machine that somebody signs in from: its address, and what its browser says of itself. */
export interface Machine {
  address: string;
  agent?: string | undefined;
}

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
export async function signIn(house: House, given: { login: string; password: string } & Machine): Promise<OpenedSession> {
  const { proved, ...person } = await provePresence(house, given);
  return house.act(
    async (tx, write) => {
      // Beside a reset or another password he is too late: what he proved it by must stand still, and nobody changes it meanwhile.
      const lives = await holdActive(tx, person.id);
      if (!lives || !isSame(proved, await passwordOf(house, person.id, tx))) throw failed();
      return openSession(house, tx, write, person, { method: "password", device: house.seals.device(given.address, given.agent ?? "") });
    },
    { wait: false },
  );
}

/**
 * Somebody shows at this moment, by his password, that he is there: at the door, and again for what two persons decide. Guesses count together.
 * @throws Problem `sign-in-failed` 401 · `too-many-tries` 429
 */
export async function provePresence(
  house: House,
  given: { login: string; password: string; address: string },
): Promise<{ id: string; name: string; proved: Password }> {
  const login = given.login.trim().toLowerCase();
  const own = house.seals.tryKey("login", login);
  const address = house.seals.tryKey("address", strangerOf(given.address));
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
  return { id: person.id, name: person.name, proved: his };
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

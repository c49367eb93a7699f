import { fill } from "../platform/language.ts";
import { type Problem, problem } from "../platform/problem.ts";
import type { House } from "./parts.ts";
import { WORDS } from "./words.ts";

/**
 * Counts a try before it is made, so that a hundred at once count as a hundred. Keys are MACs: the table says nobody's login.
 * @throws Problem `too-many-tries`
 */
export async function countTry(house: House, limits: Array<{ key: string; most: number }>): Promise<void> {
  const now = house.clock.now();
  const since = new Date(now.getTime() - house.settings.tryMinutes * 60_000);
  const counts = await house.derive(async (tx) => {
    await tx.query("delete from people.sign_in_try where at < $1", [since]);
    for (const { key } of limits) await tx.query("insert into people.sign_in_try (key, at) values ($1, $2)", [key, now]);
    const { rows } = await tx.query<{ key: string; n: number }>(
      "select key, count(*) as n from people.sign_in_try where key = any($1::text[]) group by key",
      [limits.map(({ key }) => key)],
    );
    return new Map(rows.map(({ key, n }) => [key, n]));
  });
  if (limits.some(({ key, most }) => (counts.get(key) ?? 0) > most)) throw tooMany(house.settings.tryMinutes);
}

/**
 * Somebody came in: his own tries are forgotten, and of his address this one, since a whole branch may share one address.
 * @param own key of the login, absent for a link @param address absent where nobody comes in
 */
export async function forgetTries(house: House, { own, address }: { own?: string; address?: string }): Promise<void> {
  await house.derive(async (tx) => {
    if (own) await tx.query("delete from people.sign_in_try where key = $1", [own]);
    if (address === undefined) return;
    await tx.query(
      "delete from people.sign_in_try where ctid = (select ctid from people.sign_in_try where key = $1 order by at desc limit 1)",
      [address],
    );
  });
}

function tooMany(minutes: number): Problem {
  const { id, en } = WORDS.tooManyTriesWay;
  return problem("too-many-tries", WORDS.tooManyTries, { detail: { id: fill(id, { minutes }), en: fill(en, { minutes }) } });
}

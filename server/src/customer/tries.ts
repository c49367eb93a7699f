import { problem } from "../platform/problem.ts";
import { macOf } from "./mac.ts";
import type { CustomerParts } from "./parts.ts";
import { WORDS } from "./words.ts";

/** Who asks: an address of the public, or somebody who is signed in and asks for a caller. */
export type Asker = { address: string } | { person: string };

/** What is asked in public. */
export type Asked = "call-code" | "link" | "pad";

/** Counts a try before it is made, so that a hundred at once count as a hundred; the table holds no address. @throws Problem `too-many-tries` */
export async function countTry({ derive, clock, serverKey, settings }: CustomerParts, what: Asked, asker: Asker): Promise<void> {
  const now = clock.now();
  const since = new Date(now.getTime() - settings.tryMinutes * 60_000);
  const limits =
    "person" in asker
      ? [{ key: macOf(serverKey, "try", what, "person", asker.person), most: settings.triesPerPerson }]
      : [
          { key: macOf(serverKey, "try", what, "address", asker.address), most: settings.triesPerAddress[what] },
          { key: macOf(serverKey, "try", what, "all"), most: settings.triesOfAll },
        ];
  const counts = await derive(async (tx) => {
    await tx.query("delete from customer.try where at < $1", [since]);
    for (const { key } of limits) await tx.query("insert into customer.try (key, at) values ($1, $2)", [key, now]);
    const { rows } = await tx.query<{ key: string; n: number }>(
      "select key, count(*)::int as n from customer.try where key = any ($1::text[]) group by key",
      [limits.map(({ key }) => key)],
    );
    return new Map(rows.map(({ key, n }) => [key, n]));
  });
  if (limits.some(({ key, most }) => (counts.get(key) ?? 0) > most))
    throw problem("too-many-tries", WORDS.tooMany, { detail: WORDS.tooManyWay });
}

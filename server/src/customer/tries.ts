import { problem } from "../platform/problem.ts";
import { strangerOf } from "../platform/stranger.ts";
import { macOf } from "./mac.ts";
import type { CustomerParts } from "./parts.ts";
import { WORDS } from "./words.ts";

/** Who asks: an address of the public, or somebody who is signed in and asks for a caller. */
export type Asker = { address: string } | { person: string };

/** What is asked in public. */
export type Asked = "call-code" | "link" | "pad";

/**
 * Counts a try before it is made, so that a hundred at once count as a hundred; the table holds no address. One that is over its own limit is not
 * written down: else a single address could use up the tries of everybody, and shut the counter's tablets. @throws Problem `too-many-tries`
 */
export async function countTry({ derive, clock, serverKey, settings }: CustomerParts, what: Asked, asker: Asker): Promise<void> {
  const now = clock.now();
  const since = new Date(now.getTime() - settings.tryMinutes * 60_000);
  const limits =
    "person" in asker
      ? [{ key: macOf(serverKey, "try", what, "person", asker.person), most: settings.triesPerPerson }]
      : [
          { key: macOf(serverKey, "try", what, "address", strangerOf(asker.address)), most: settings.triesPerAddress[what] },
          { key: macOf(serverKey, "try", what, "all"), most: settings.triesOfAll },
        ];
  const isOver = await derive(async (tx) => {
    await tx.query("delete from customer.try where at < $1", [since]);
    for (const { key, most } of limits) {
      await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`try/${key}`]);
      const { rows } = await tx.query<{ n: number }>("select count(*)::int as n from customer.try where key = $1", [key]);
      if ((rows[0]?.n ?? 0) >= most) return true;
    }
    for (const { key } of limits) await tx.query("insert into customer.try (key, at) values ($1, $2)", [key, now]);
    return false;
  });
  if (isOver) throw problem("too-many-tries", WORDS.tooMany, { detail: WORDS.tooManyWay });
}

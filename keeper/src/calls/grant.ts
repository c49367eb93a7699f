import { randomUUID } from "node:crypto";
import { GRANT_DAYS } from "../limits/import-grants.ts";
import type { GrantCall } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import type { Prepared, Works } from "../works.ts";

const DAY = 24 * 60 * 60_000;
const MOST = 50_000_000;

/** Gives leave to make index tokens: two persons, a maximum, an end. One person alone only where the keeper vouches for nothing anyway. */
export function grant(works: Works, call: GrantCall): Prepared {
  const when = works.clock.when(call.at);
  const until = Date.parse(call.until);
  if (!(until > when && until <= when + GRANT_DAYS * DAY))
    throw new Refusal("grant", `until: an instant within the next ${GRANT_DAYS} days`);
  if (!Number.isSafeInteger(call.max) || call.max < 1 || call.max > MOST) throw new Refusal("grant", `max: 1 to ${MOST}`);
  const solo = call.by === call.second;
  if (solo && !works.aloneIsEnough) throw new Refusal("grant", "second: another person than the first");
  const id = randomUUID();
  return {
    entry: {
      typ: "import-grant",
      out: "done",
      act: works.pseudonyms.person(call.by, when),
      psn: works.pseudonyms.person(call.second, when),
      ...(call.at === undefined ? {} : { at: call.at }),
      body: { id, max: call.max, until: new Date(until).toISOString(), source: call.source, ...(solo ? { solo: true } : {}) },
    },
    undo: works.grants.give(id, call.max, until),
    answer: (idx, ts) => ({ ok: true, idx, ts, grant: id }),
  };
}

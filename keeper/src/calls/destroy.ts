import { keyIdOf } from "../keys/holder-list.ts";
import { DESTROYS_AN_HOUR } from "../limits/destructions.ts";
import type { DestroyCall, ErasedCall } from "../protocol.ts";
import { MAX_ERASED } from "../protocol.ts";
import { Refusal, refused } from "../refusal.ts";
import type { EntryFacts, Prepared, Works } from "../works.ts";
import { about, mustOpen } from "./facts.ts";
import { refusing } from "./refusing.ts";

/**
 * A customer's key dies. INVARIANT: two different persons, and at most 30 an hour; from this moment on no wrap of it opens anything,
 * and once the entry is durable nothing brings it back.
 */
export function destroy(works: Works, call: DestroyCall): Prepared {
  const { by, second, why, approval, holder: ref, at } = call;
  if (typeof by !== "string" || typeof second !== "string" || by === "" || second === "")
    throw new Refusal("bad-call", "by, second: the ids of two persons");
  if (by === second) throw new Refusal("grant", "second: another person than the first");
  if (ref.kind !== "customer") throw new Refusal("bad-call", "holder: only a customer's key is destroyed");
  const { destructions, holders, pseudonyms, keys, list } = works;
  const when = works.clock.when(at);
  const holder = mustOpen(works, ref);
  const id = keyIdOf(Buffer.from(ref.wrap, "base64"));
  const key = id.toString("hex");
  const entry: EntryFacts = {
    typ: "key.erase",
    out: "done",
    act: pseudonyms.person(by, when),
    psn: pseudonyms.person(second, when),
    ...about(works, holder, when, undefined),
    ...(at === undefined ? {} : { at }),
    body: { key, epoch: keys.epoch, why, approval },
  };
  if (destructions.isOver(when))
    return refusing(
      { ...entry, dec: "deny", rsn: ["DESTROYS"], out: "refused", body: { epoch: keys.epoch, why, approval } },
      "budget",
      `at most ${DESTROYS_AN_HOUR} customers are destroyed in an hour: go on later`,
    );
  holders.forget(ref);
  return {
    entry,
    undo: destructions.add(key, when),
    answer: (idx, ts) => {
      destructions.settle(key, idx);
      list.erase(id);
      return { ok: true, idx, ts, key, epoch: keys.epoch, sub: entry.sub ?? "" };
    },
  };
}

/** Key ids of the destroyed, a page at a time: for a server whose database came from a backup. Writes nothing. */
export function erasedPage({ destructions, clock }: Works, { from }: ErasedCall) {
  if (!Number.isSafeInteger(from) || from < 0) return refused("bad-call", "from: a whole number");
  return {
    ok: true as const,
    idx: -1,
    ts: new Date(clock.now()).toISOString(),
    of: destructions.size,
    keys: destructions.list(from, MAX_ERASED),
  };
}

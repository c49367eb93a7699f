import { UNKNOWN } from "../limits/known-person.ts";
import type { TokensCall } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import { indexTokens } from "../sealing/index-token.ts";
import type { EntryFacts, Prepared, Works } from "../works.ts";
import { claimed, sealed } from "./facts.ts";
import { braked } from "./refusing.ts";

const MOST = 20;

/** Index tokens of a query, newest epoch first. What was searched for lies sealed under the searching person's key. */
export function tokens(works: Works, call: TokensCall): Prepared {
  const { claims, queries } = call;
  if (queries.length === 0 || queries.length > MOST) throw new Refusal("bad-call", `queries: 1 to ${MOST}`);
  const when = works.clock.when(claims.at);
  const base: EntryFacts = { ...claimed(works, "search", claims, when), body: { ix: queries.map(({ ix }) => ix), count: queries.length } };
  const person = call.person.kind === "person" ? works.holders.open(call.person) : undefined;
  if (person === undefined) return braked(works, base, UNKNOWN);
  const { facts, detail } = sealed(works, person, { queries: queries.map(({ ix, value }) => ({ ix, value })) }, claims.case);
  const entry: EntryFacts = { ...base, ...facts };
  const kept = detail === undefined ? {} : { detail };
  if (claims.dec === "deny")
    return { entry: { ...entry, out: "refused" }, ...kept, answer: (idx, ts) => ({ ok: true, idx, ts, tokens: [] }) };
  // Another's name would have a budget of its own.
  if (call.person.id !== claims.act) return braked(works, entry, UNKNOWN, detail);
  const brake = works.opening.searchBrake(entry.act ?? "", queries.length, when);
  if (brake !== undefined) return braked(works, entry, brake, detail);
  const found = queries.map(({ ix, value }) => indexTokens(works.keys, ix, value));
  return {
    entry: { ...entry, out: "done" },
    ...kept,
    undo: works.opening.searched(entry.act ?? "", queries.length, when),
    answer: (idx, ts) => ({ ok: true, idx, ts, tokens: found }),
  };
}

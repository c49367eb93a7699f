import type { Detail, DetailCall } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import { openDetail } from "../sealing/commitment.ts";
import type { EntryFacts, Prepared, Works } from "../works.ts";
import { about, claimed, sealed } from "./facts.ts";
import { braked, brakeOn, mismatched } from "./refusing.ts";

/** Opens what lies sealed beside an entry: a look like any other, counted and written. */
export function detail(works: Works, call: DetailCall): Prepared {
  const { claims, index } = call;
  if (!Number.isSafeInteger(index) || index < 0) throw new Refusal("bad-call", "index: a journal index");
  const when = works.clock.when(claims.at);
  const base: EntryFacts = {
    ...claimed(works, "look", claims, when),
    fld: ["detail:full"],
    re: index,
    ...(claims.own ? { body: { own: true } } : {}),
  };
  const holder = works.holders.open(call.holder);
  if (holder === undefined) return mismatched(base, "bad-wrap");
  const { facts, detail: own } = sealed(works, holder, undefined, claims.case);
  const entry: EntryFacts = { ...base, ...about(works, holder, when, claims.case), ...facts };
  const kept = own === undefined ? {} : { detail: own };
  if (claims.dec === "deny")
    return { entry: { ...entry, out: "refused" }, ...kept, answer: (idx, ts) => ({ ok: true, idx, ts, detail: {} }) };

  const opening = { act: entry.act ?? "", subs: [entry.sub ?? entry.psn ?? ""], own: claims.own === true, when };
  const brake = brakeOn(works, claims, opening);
  if (brake !== undefined) return braked(works, entry, brake, own);
  const found = works.findDetail(index);
  if (found === undefined) throw new Refusal("bad-call", "index: no entry with a sealed detail there");
  const text = openDetail(works.origin, holder, found.com, found.sealed);
  if (text === undefined) return { ...mismatched(entry, "bad-ciphertext"), ...kept };
  const value = JSON.parse(text) as Detail;
  return {
    entry: { ...entry, out: "opened" },
    ...kept,
    undo: works.opening.opened(opening),
    answer: (idx, ts) => ({ ok: true, idx, ts, detail: value }),
  };
}

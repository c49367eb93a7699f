import type { LookCall } from "../protocol.ts";
import { tag128 } from "../sealing/mac.ts";
import { traceCode } from "../sealing/trace-code.ts";
import type { Prepared, Works } from "../works.ts";
import { checkAsked, namesOf, openAsked } from "./asked.ts";
import { about, claimed, sealed } from "./facts.ts";
import { braked, brakeOn, mismatched } from "./refusing.ts";

/** Opens named fields of one holder; with `dec: deny` opens nothing, and the refusal is written all the same. */
export function look(works: Works, call: LookCall): Prepared {
  const { claims } = call;
  const when = works.clock.when(claims.at);
  const names = namesOf(call.fields);
  checkAsked(call.fields, names);
  const entry = claimed(works, "look", claims, when);
  entry.fld = names;
  if (claims.own) entry.body = { own: true };
  const holder = works.holders.open(call.holder);
  if (holder === undefined) return mismatched(entry, works.holders.faultOf(call.holder));
  const { facts, detail } = sealed(works, holder, call.detail, claims.case);
  Object.assign(entry, about(works, holder, when, claims.case), facts);
  const kept = detail === undefined ? {} : { detail };
  if (claims.dec === "deny")
    return { entry: { ...entry, out: "refused" }, ...kept, answer: (idx, ts) => ({ ok: true, idx, ts, values: {}, code: "" }) };

  const opening = { act: entry.act ?? "", subs: [entry.sub ?? entry.psn ?? ""], own: claims.own === true, when };
  const brake = brakeOn(works, claims, opening);
  if (brake !== undefined) return braked(works, entry, brake, detail);
  const values = openAsked(works.origin, holder, call.fields);
  if (values === undefined) return { ...mismatched(entry, "bad-ciphertext"), ...kept };
  const code = traceCode();
  return {
    entry: Object.assign(entry, { ver: call.fields.map(({ ver }) => ver), out: "opened", tok: tag128(works.keys.get("mac"), code) }),
    ...kept,
    undo: works.opening.opened(opening),
    answer: (idx, ts) => {
      if (holder.flags.honey) works.onHoney(idx);
      return { ok: true, idx, ts, values, code };
    },
  };
}

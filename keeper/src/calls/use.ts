import { isUsable } from "../connectors.ts";
import type { UseCall } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import { openField } from "../sealing/field.ts";
import type { EntryFacts, Prepared, Works } from "../works.ts";
import { about, claimed, sealed } from "./facts.ts";
import { braked, brakeOn, mismatched } from "./refusing.ts";

/** Opens one value for a registered connector that dials or writes, never for a screen; counted and written as a look is. */
export function use(works: Works, call: UseCall): Prepared {
  const { claims, field, connector } = call;
  if (call.holder.kind !== "customer") throw new Refusal("bad-call", "holder: only a customer is dialled or written to");
  if (!isUsable(connector, field.id)) throw new Refusal("bad-call", "connector: not registered for this field");
  const when = works.clock.when(claims.at);
  const base: EntryFacts = {
    ...claimed(works, "use", claims, when),
    fld: [`${field.id}:use`],
    body: { connector, ...(claims.own ? { own: true } : {}) },
  };
  const holder = works.holders.open(call.holder);
  if (holder === undefined) return mismatched(base, works.holders.faultOf(call.holder));
  const { facts, detail } = sealed(works, holder, undefined, claims.case);
  const entry: EntryFacts = { ...base, ...about(works, holder, when, claims.case), ...facts };
  const kept = detail === undefined ? {} : { detail };
  if (claims.dec === "deny")
    return { entry: { ...entry, out: "refused" }, ...kept, answer: (idx, ts) => ({ ok: true, idx, ts, value: "" }) };

  const opening = { act: entry.act ?? "", subs: [entry.sub ?? ""], own: claims.own === true, when };
  const brake = brakeOn(works, claims, opening);
  if (brake !== undefined) return braked(works, entry, brake, detail);
  const value = openField(works.origin, holder, field);
  if (value === undefined) return { ...mismatched(entry, "bad-ciphertext"), ...kept };
  return {
    entry: { ...entry, ver: [field.ver], out: "opened" },
    ...kept,
    undo: works.opening.opened(opening),
    answer: (idx, ts) => {
      if (holder.flags.honey) works.onHoney(idx);
      return { ok: true, idx, ts, value };
    },
  };
}

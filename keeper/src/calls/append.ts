import { isEntryKind, KEEPER_KINDS, REFUSABLE_KINDS } from "@mercusuar/proof";
import { contextOf } from "../context.ts";
import type { AppendCall } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import type { EntryFacts, Prepared, Works } from "../works.ts";
import { about, mustOpen, sealed } from "./facts.ts";

/** What the server says where all was allowed, but the holder has no such value. */
const NOTHING_THERE = "EMPTY";

/** Writes an entry that opens nothing. */
export function append(works: Works, call: AppendCall): Prepared {
  const { typ, dec, rsn, pur, pol, ctx, re, dev, at } = call;
  if (!isEntryKind(typ)) throw new Refusal("unknown-kind", "typ: no such kind of entry");
  if (KEEPER_KINDS.has(typ) && !(REFUSABLE_KINDS.has(typ) && dec === "deny"))
    throw new Refusal("schema", "typ: the keeper itself writes this kind; from outside only its refusal can be written");
  const when = works.clock.when(at);
  if (call.holder === undefined && (call.detail !== undefined || call.case !== undefined))
    throw new Refusal("bad-call", "holder: detail and case need the holder whose key they go under");
  const holder = call.holder === undefined ? undefined : mustOpen(works, call.holder);
  const kept = holder === undefined ? { facts: {} } : sealed(works, holder, call.detail, call.case);
  const entry: EntryFacts = {
    typ,
    out: dec === "deny" ? "refused" : "done",
    ...(call.act === undefined ? {} : { act: works.pseudonyms.person(call.act, when) }),
    ...(holder === undefined ? {} : about(works, holder, when, call.case)),
    ...(call.psn === undefined ? {} : { psn: works.pseudonyms.person(call.psn, when) }),
    ...(dec === undefined ? {} : { dec }),
    ...(rsn === undefined ? {} : { rsn }),
    ...(pur === undefined ? {} : { pur }),
    ...(pol === undefined ? {} : { pol }),
    ...(ctx === undefined ? {} : { ctx: contextOf(ctx) }),
    ...(re === undefined ? {} : { re }),
    ...(dev === undefined ? {} : { dev }),
    ...(at === undefined ? {} : { at }),
    ...kept.facts,
    body: call.body,
  };
  // To dial or write to whom nobody has cause to reach is a touch, although there was nothing to open.
  const touched = holder?.flags.honey === true && typ === "use" && rsn?.length === 1 && rsn[0] === NOTHING_THERE;
  return {
    entry,
    ...(kept.detail === undefined ? {} : { detail: kept.detail }),
    answer: (idx, ts) => {
      if (touched) works.onHoney(idx);
      return { ok: true, idx, ts };
    },
  };
}

import { createHash, timingSafeEqual } from "node:crypto";
import { quarterOf } from "../clock.ts";
import type { MatchCall, SealedField } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import { openField } from "../sealing/field.ts";
import type { EntryFacts, Prepared, Works } from "../works.ts";
import { about, claimed, sealed } from "./facts.ts";
import { mismatched, refusing } from "./refusing.ts";

const DAY = 24 * 60 * 60_000;

/** Compares what a caller said with what is held; the value itself never leaves. */
export function match(works: Works, call: MatchCall): Prepared {
  const { claims, field } = call;
  if (claims.case === undefined) throw new Refusal("bad-call", "claims.case: a match belongs to a case");
  if (call.holder.kind !== "customer") throw new Refusal("bad-call", "holder: only a customer's fields are matched");
  const asked = [{ field, given: call.given }, ...(call.and ?? [])] satisfies Asked[];
  checkParts(asked);
  const when = works.clock.when(claims.at);
  const base: EntryFacts = { ...claimed(works, "match", claims, when), fld: asked.map((one) => `${one.field.id}:match`) };
  const holder = works.holders.open(call.holder);
  if (holder === undefined) return mismatched(base, works.holders.faultOf(call.holder));
  const { facts, detail } = sealed(works, holder, undefined, claims.case);
  const entry: EntryFacts = { ...base, ...about(works, holder, when, claims.case), ...facts };
  const kept = detail === undefined ? {} : { detail };
  const { ctag = "", sub = "" } = entry;
  const left = works.tries.left(ctag, [sub, holder.sub(quarterOf(when - DAY))], when);
  if (claims.dec === "deny")
    return { entry: { ...entry, out: "refused" }, ...kept, answer: (idx, ts) => ({ ok: true, idx, ts, match: false, left }) };
  if (left === 0)
    return refusing(
      { ...entry, dec: "deny", rsn: [...(entry.rsn ?? []), "TRIES"], out: "refused" },
      "tries",
      "no tries left: 3 a case, 5 a day for this customer",
      detail,
    );

  const values = asked.map((one) => openField(works.origin, holder, one.field));
  if (values.includes(undefined)) return { ...mismatched(entry, "bad-ciphertext"), ...kept };
  // All are compared, whichever differs: how long it takes does not say which.
  const same = asked.map((one, at) => sameValue(values[at] ?? "", one)).every((one) => one);
  return {
    entry: { ...entry, ver: asked.map((one) => one.field.ver), out: same ? "match" : "nomatch", body: { left: left - 1 } },
    ...kept,
    undo: works.tries.tried(ctag, sub, when),
    answer: (idx, ts) => ({ ok: true, idx, ts, match: same, left: left - 1 }),
  };
}

interface Asked {
  field: SealedField;
  given: string;
  last?: number;
}

/** Most values of one try. */
const MOST_PARTS = 3;

function checkParts(asked: readonly Asked[]): void {
  if (asked.length > MOST_PARTS) throw new Refusal("too-large", `and: at most ${MOST_PARTS - 1}`);
  if (new Set(asked.map(({ field }) => field.id)).size !== asked.length)
    throw new Refusal("bad-call", "and: a field is asked twice in one try");
  for (const { last } of asked)
    if (last !== undefined && (!Number.isInteger(last) || last < 3 || last > 8)) throw new Refusal("bad-call", "last: 3 to 8 characters");
}

/** Case, width of characters and spaces do not matter in what somebody says on the telephone. Takes the same time either way. */
function sameValue(held: string, { given, last }: Asked): boolean {
  const digest = (text: string): Buffer =>
    createHash("sha256").update(text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim()).digest();
  return timingSafeEqual(digest(last === undefined ? held : held.slice(-last)), digest(given));
}

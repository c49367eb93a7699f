/** Parts of an entry that several calls share. */
import { contextOf } from "../context.ts";
import { keyIdOf } from "../keys/holder-list.ts";
import type { Claims, Detail, HolderRef } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import { commit } from "../sealing/commitment.ts";
import type { Holder } from "../sealing/holder.ts";
import type { EntryFacts, Works } from "../works.ts";

const DECISIONS: readonly unknown[] = ["allow", "deny", "breakglass"];

/** What the server claims, with the person under a pseudonym. INVARIANT: without a person and a decision nothing goes on. */
export function claimed(works: Works, typ: string, claims: Claims, when: number): EntryFacts {
  if (typeof claims.act !== "string" || claims.act === "") throw new Refusal("bad-call", "claims.act: the person's id");
  if (!DECISIONS.includes(claims.dec)) throw new Refusal("bad-call", "claims.dec: allow, deny or breakglass");
  if (!Array.isArray(claims.rsn)) throw new Refusal("bad-call", "claims.rsn: a list of rule ids");
  const { pur, pol, ctx, re, dev, at, dec, rsn } = claims;
  const entry: EntryFacts = { typ, dec, rsn, act: works.pseudonyms.person(claims.act, when) };
  if (pur !== undefined) entry.pur = pur;
  if (pol !== undefined) entry.pol = pol;
  if (ctx !== undefined) entry.ctx = contextOf(ctx);
  if (re !== undefined) entry.re = re;
  if (dev !== undefined) entry.dev = dev;
  if (at !== undefined) entry.at = at;
  return entry;
}

/** Pseudonym of the holder, tag of the case. */
export function about(works: Works, holder: Holder, when: number, caseId: string | undefined): Partial<EntryFacts> {
  const name = works.pseudonyms.holder(holder, when);
  if (holder.name.kind === "person") return { psn: name };
  return caseId === undefined ? { sub: name } : { sub: name, ctag: holder.ctag(caseId) };
}

/** The sealed detail (with the case id, which the entry itself holds as a tag only) and the entry's commitment to it. */
export function sealed(
  works: Works,
  holder: Holder,
  detail: Detail | undefined,
  caseId: string | undefined,
): { facts: Partial<EntryFacts>; detail?: Buffer } {
  if (detail === undefined && caseId === undefined) return { facts: {} };
  const { com, sealed } = commit(works.origin, holder, { ...detail, ...(caseId === undefined ? {} : { case: caseId }) });
  return { facts: { com }, detail: sealed };
}

function mismatch(works: Works, ref: HolderRef): Refusal {
  return works.holders.faultOf(ref) === "erased"
    ? new Refusal(
        "erased",
        "this customer's key is destroyed",
        works.destructions.indexOf(keyIdOf(Buffer.from(ref.wrap, "base64")).toString("hex")),
      )
    : new Refusal("bad-wrap", "the wrap does not belong to this holder of this log");
}

/** The holder, or a refusal where the wrap is not his. */
export function mustOpen(works: Works, ref: HolderRef): Holder {
  const holder = works.holders.open(ref);
  if (holder === undefined) throw mismatch(works, ref);
  return holder;
}

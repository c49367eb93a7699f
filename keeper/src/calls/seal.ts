import { keyIdOf, keyIdsDetail } from "../keys/holder-list.ts";
import { askerOf, isKnown, UNKNOWN } from "../limits/known-person.ts";
import { MAX_SEAL_HOLDERS, MAX_VALUE, type SealCall, type SealResult } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import { sealField } from "../sealing/field.ts";
import type { Holder } from "../sealing/holder.ts";
import { indexTokens } from "../sealing/index-token.ts";
import type { EntryFacts, Prepared, Works } from "../works.ts";
import { about, claimed, mustOpen } from "./facts.ts";
import { braked } from "./refusing.ts";

type Asked = SealCall["holders"][number];

/** Seals values, gives new holders their keys, makes index tokens. One entry for all. */
export function seal(works: Works, call: SealCall): Prepared {
  const { claims, holders } = call;
  if (claims.dec === "deny") throw new Refusal("bad-call", "claims.dec: a refused seal is an append of kind seal");
  checkSize(holders);
  const when = works.clock.when(claims.at);
  const tokens = holders.reduce((sum, { index }) => sum + index.length, 0);
  const entry: EntryFacts = { ...claimed(works, "seal", claims, when), body: countsOf(call, tokens) };
  const counts = tokens > 0 && call.grant === undefined;
  if (counts && !isKnown(works, claims)) entry.rsn = [...(entry.rsn ?? []), UNKNOWN];
  const asker = askerOf(entry);
  const many = holders.filter(({ index }) => index.length > 0).length > 1;
  if (many || call.grant !== undefined) {
    const fault = works.grants.fault(call.grant, tokens, when);
    if (fault !== undefined) throw new Refusal("grant", fault);
  } else if (counts) {
    const brake = works.opening.searchBrake(asker, tokens, when);
    if (brake !== undefined) return braked(works, entry, brake);
  }

  const sealedHolders = holders.map((asked) => sealOne(works, asked));
  const [only] = sealedHolders;
  const facts = sealedHolders.length === 1 && only !== undefined ? about(works, only.holder, when, claims.case) : {};
  const ids = sealedHolders.flatMap(({ result }, at) =>
    holders[at]?.wrap === undefined ? [keyIdOf(Buffer.from(result.wrap, "base64"))] : [],
  );
  const made = ids.length > 0 ? keyIdsDetail(works.keys.epoch, ids) : undefined;
  const unmake = works.list.made(works.keys.epoch, ids);
  const uncount =
    call.grant !== undefined ? works.grants.use(call.grant, tokens) : counts ? works.opening.searched(asker, tokens, when) : () => {};
  const answer = sealedHolders.map(({ result }) => result);
  return {
    entry: { ...entry, ...facts, ...(made === undefined ? {} : { com: made.com }), out: "done" },
    ...(made === undefined ? {} : { detail: made.detail }),
    undo: () => {
      unmake();
      uncount();
    },
    answer: (idx, ts) => ({ ok: true, idx, ts, holders: answer }),
  };
}

function checkSize(holders: readonly Asked[]): void {
  if (holders.length === 0 || holders.length > MAX_SEAL_HOLDERS) throw new Refusal("too-large", `holders: 1 to ${MAX_SEAL_HOLDERS}`);
  for (const { fields, index } of holders)
    for (const { value } of [...fields, ...index])
      if (Buffer.byteLength(value) > MAX_VALUE) throw new Refusal("too-large", `a value is longer than ${MAX_VALUE} bytes`);
}

function countsOf(call: SealCall, tokens: number): NonNullable<EntryFacts["body"]> {
  return {
    holders: call.holders.length,
    new: call.holders.filter(({ wrap }) => wrap === undefined).length,
    fields: call.holders.reduce((sum, { fields }) => sum + fields.length, 0),
    tokens,
    ...(call.source === undefined ? {} : { source: call.source }),
    ...(call.grant === undefined ? {} : { grant: call.grant }),
  };
}

function sealOne(works: Works, asked: Asked): { holder: Holder; result: SealResult["holders"][number] } {
  const { kind, id } = asked;
  const { holder, wrap } =
    asked.wrap === undefined
      ? works.holders.create({ kind, id }, asked.flags ?? {})
      : { holder: mustOpen(works, { kind, id, wrap: asked.wrap }), wrap: asked.wrap };
  const fields: Record<string, string> = {};
  for (const field of asked.fields) fields[field.id] = sealField(works.origin, holder, field.id, field.ver, field.value);
  const tokens = asked.index.map(({ ix, value }) => {
    const [token = "", ...older] = indexTokens(works.keys, ix, value);
    return { ix, token, ...(older.length > 0 ? { older } : {}) };
  });
  return { holder, result: { id, wrap, fields, tokens } };
}

import { type ListCall, type ListResult, MAX_LIST_HOLDERS } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import type { Holder } from "../sealing/holder.ts";
import { tag128 } from "../sealing/mac.ts";
import { traceCode } from "../sealing/trace-code.ts";
import type { EntryFacts, Prepared, Works } from "../works.ts";
import { checkAsked, namesOf, openAsked } from "./asked.ts";
import { claimed, sealed } from "./facts.ts";
import { braked, brakeOn, mismatched } from "./refusing.ts";

/** Masked rows of at most 25 holders; each row counts as an opening, in an own list once an hour. */
export function list(works: Works, call: ListCall): Prepared {
  const { claims, rows } = call;
  if (rows.length > MAX_LIST_HOLDERS) throw new Refusal("too-large", `rows: ${rows.length}, at most ${MAX_LIST_HOLDERS}`);
  const when = works.clock.when(claims.at);
  for (const { fields } of rows) checkAsked(fields, namesOf(fields));
  const fld = [...new Set(rows.flatMap(({ fields }) => namesOf(fields)))];
  const base: EntryFacts = {
    ...claimed(works, "listing", claims, when),
    fld,
    body: { rows: rows.length, ...(claims.own ? { own: true } : {}) },
  };
  const holders = rows.map((row) => works.holders.open(row.holder)).filter((holder) => holder !== undefined);
  if (holders.length < rows.length) {
    const erased = rows.some(({ holder }) => works.holders.faultOf(holder) === "erased");
    return mismatched(base, erased ? "erased" : "bad-wrap");
  }
  const { entry, detail } = described(works, call, base, holders, when);
  const kept = detail === undefined ? {} : { detail };
  if (claims.dec === "deny")
    return { entry: { ...entry, out: "refused" }, ...kept, answer: (idx, ts) => ({ ok: true, idx, ts, rows: [], code: "" }) };

  const opening = { act: entry.act ?? "", subs: entry.subs ?? [], own: claims.own === true, when, shows: fld };
  const brake = brakeOn(works, claims, opening);
  if (brake !== undefined) return braked(works, entry, brake, detail);
  const opened = openRows(works, call, holders);
  if (opened === undefined) return { ...mismatched(entry, "bad-ciphertext"), ...kept };
  const code = traceCode();
  return {
    entry: { ...entry, out: "opened", body: { ...entry.body, opened: openedIn(call) }, tok: tag128(works.keys.get("mac"), code) },
    ...kept,
    undo: works.opening.opened(opening),
    // A honey record among masked rows is nobody's doing: only an opening raises the alarm.
    answer: (idx, ts) => ({ ok: true, idx, ts, rows: opened, code }),
  };
}

/** Values that the rows open together: a hidden one is not. */
const openedIn = ({ rows }: ListCall): number =>
  rows.reduce((sum, { fields }) => sum + fields.filter(({ mask }) => mask !== "hidden").length, 0);

function described(
  works: Works,
  call: ListCall,
  base: EntryFacts,
  holders: readonly Holder[],
  when: number,
): { entry: EntryFacts; detail?: Buffer } {
  const subs = holders.map((holder) => works.pseudonyms.holder(holder, when));
  const [first] = holders;
  if (first === undefined) {
    if (call.detail !== undefined) throw new Refusal("bad-call", "detail: a listing without rows has no key to seal it under");
    return { entry: { ...base, subs } };
  }
  // A listing belongs to no single holder: what it searched for is sealed under the first row's key and goes with that customer.
  const { facts, detail } = sealed(works, first, call.detail, call.claims.case);
  return { entry: { ...base, subs, ...facts }, ...(detail === undefined ? {} : { detail }) };
}

function openRows(works: Works, call: ListCall, holders: readonly Holder[]): ListResult["rows"] | undefined {
  const rows: ListResult["rows"] = [];
  for (const [i, { holder, fields }] of call.rows.entries()) {
    const values = openAsked(works.origin, holders[i] as Holder, fields);
    if (values === undefined) return undefined;
    rows.push({ id: holder.id, values });
  }
  return rows;
}

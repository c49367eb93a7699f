import type { PseudonymsCall, PseudonymsResult } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import { tag128 } from "../sealing/mac.ts";
import type { Prepared, Works } from "../works.ts";

const MOST_HOLDERS = 5000;
const MOST_PERIODS = 40;
type Asked = PseudonymsCall["holders"][number];

/** Pseudonyms and case tags, to rebuild the projection. A holder whose wrap does not open gets none: he was erased. */
export function pseudonyms(works: Works, call: PseudonymsCall): Prepared {
  if (call.holders.length > MOST_HOLDERS) throw new Refusal("too-large", `holders: at most ${MOST_HOLDERS}`);
  if (call.periods.length > MOST_PERIODS || !call.periods.every((period) => /^\d{4}(Q[1-4])?$/.test(period)))
    throw new Refusal("bad-call", `periods: at most ${MOST_PERIODS}, each YYYYQn for customers or YYYY for persons`);
  const when = works.clock.when(call.at);
  const holders: PseudonymsResult["holders"] = call.holders.map((asked) =>
    asked.kind === "person"
      ? { id: asked.id, subs: personSubs(works, asked.id, call.periods), ctags: {} }
      : customer(works, asked, call.periods),
  );
  return {
    entry: {
      typ: "pseudonyms",
      out: "done",
      act: works.pseudonyms.person(call.act, when),
      ...(call.at === undefined ? {} : { at: call.at }),
      body: { holders: holders.length, periods: call.periods },
    },
    answer: (idx, ts) => ({ ok: true, idx, ts, holders }),
  };
}

function personSubs(works: Works, id: string, periods: readonly string[]): Record<string, string> {
  const years = periods.filter((period) => period.length === 4 && works.keys.has(`person-${period}`));
  return Object.fromEntries(years.map((year) => [year, tag128(works.keys.get(`person-${year}`), id)]));
}

function customer(works: Works, asked: Asked, periods: readonly string[]): PseudonymsResult["holders"][number] {
  const holder = asked.wrap === undefined ? undefined : works.holders.open({ kind: asked.kind, id: asked.id, wrap: asked.wrap });
  if (holder === undefined) return { id: asked.id, subs: {}, ctags: {} };
  const quarters = periods.filter((period) => period.length === 6);
  return {
    id: asked.id,
    subs: Object.fromEntries(quarters.map((quarter) => [quarter, holder.sub(quarter)])),
    ctags: Object.fromEntries((asked.cases ?? []).map((id) => [id, holder.ctag(id)])),
  };
}

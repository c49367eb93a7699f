import type { Call, Claims, Result } from "@mercusuar/keeper";
import type { Entry } from "@mercusuar/proof";

/**
 * One row of the projection. Made from the call and its result, or from the journal's entry: both give the same row.
 * Of an allowed look `rsn` holds the rules that watch, of a denied one the rules that refused. Rows of a listing carry no case.
 */
export interface LookRow {
  idx: number;
  /** Position in a listing, else 0. */
  row?: number;
  iid: string;
  typ: SeenKind;
  /** Story time where there is one, else `ts`. */
  at: Date;
  ts: Date;
  personId?: string | undefined;
  customerId?: string | undefined;
  caseId?: string | undefined;
  purpose?: string | undefined;
  decision: string;
  out: string;
  own?: boolean;
  rules?: string[];
  watch?: string[];
  /** `field:mask` */
  fields?: string[];
  /** Of the person, at that time: from the context of the decision (`ctx.office`) or from who projects it. */
  officeId?: string | undefined;
  re?: number | undefined;
}

/** Kinds that somebody saw, or was refused. */
export type SeenKind = "look" | "listing" | "search" | "match" | "use";
export const SEEN_KINDS: ReadonlySet<string> = new Set(["look", "listing", "search", "match", "use"]);

type Common = Omit<LookRow, "row" | "customerId">;

/** What a call and its result say of who saw what; empty for calls that show nothing. */
export function rowsOfCall(call: Call, result: Result): LookRow[] {
  if (!result.ok) return [];
  switch (call.call) {
    case "look":
      return [{ ...claimed("look", call.iid, call.claims, result), customerId: call.holder.id, fields: opened(call.claims, call.fields) }];
    case "match":
      return [
        {
          ...claimed("match", call.iid, call.claims, result),
          customerId: call.holder.id,
          fields: [`${call.field.id}:match`],
          out: call.claims.dec === "deny" ? "refused" : "match" in result && result.match ? "match" : "nomatch",
        },
      ];
    case "tokens":
      return [{ ...claimed("search", call.iid, call.claims, result), out: call.claims.dec === "deny" ? "refused" : "done" }];
    case "list": {
      const { caseId: _, ...common } = claimed("listing", call.iid, call.claims, result);
      if (call.rows.length === 0) return [common];
      return call.rows.map(({ holder, fields }, row) => ({ ...common, row, customerId: holder.id, fields: opened(call.claims, fields) }));
    }
    case "append": {
      if (!SEEN_KINDS.has(call.typ)) return [];
      const { act = "", dec = "deny", rsn = [], holder, ...rest } = call;
      const claims = { ...rest, act, dec, rsn } as Claims;
      const common = claimed(call.typ as SeenKind, call.iid, claims, result);
      return [{ ...common, customerId: holder?.id, ...(call.typ === "listing" ? { caseId: undefined } : {}) }];
    }
    default:
      return [];
  }
}

function claimed(typ: SeenKind, iid: string, claims: Claims, result: { idx: number; ts: string }): Common {
  const { act, dec, rsn, own = false, pur, re, at, ctx } = claims;
  const ts = new Date(result.ts);
  const office = ctx?.office;
  return {
    idx: result.idx,
    iid,
    typ,
    at: at ? new Date(at) : ts,
    ts,
    personId: act,
    caseId: claims.case,
    purpose: pur,
    decision: dec,
    out: dec === "deny" ? "refused" : "opened",
    own,
    fields: [],
    officeId: typeof office === "string" ? office : undefined,
    re,
    ...ruled(dec, rsn),
  };
}

const ruled = (dec: string, rsn: string[]) => (dec === "deny" ? { rules: rsn, watch: [] } : { rules: [], watch: rsn });

const opened = (claims: Claims, fields: Array<{ id: string; mask: string }>) =>
  claims.dec === "deny" ? [] : fields.map(({ id, mask }) => `${id}:${mask}`);

/** Who is behind a pseudonym. */
export interface Names {
  person(act: string): string | undefined;
  customer(sub: string): string | undefined;
  case(ctag: string): string | undefined;
}

/** The rows of an entry as the journal keeps it. */
export function rowsOfEntry(idx: number, entry: Entry, names: Names): LookRow[] {
  const { iid, act, sub, subs, ctag, pur, dec = "allow", rsn = [], fld = [], out = "done", re, ctx, body } = entry;
  const ts = new Date(entry.ts);
  const office = ctx?.office;
  const common: Common = {
    idx,
    iid,
    typ: entry.typ as SeenKind,
    at: entry.at ? new Date(entry.at) : ts,
    ts,
    personId: act && names.person(act),
    caseId: ctag && names.case(ctag),
    purpose: pur,
    decision: dec,
    out,
    own: body?.own === true,
    fields: fld,
    officeId: typeof office === "string" ? office : undefined,
    re,
    ...ruled(dec, rsn),
  };
  if (subs === undefined || subs.length === 0) return [{ ...common, customerId: sub && names.customer(sub) }];
  return subs.map((one, row) => ({ ...common, row, customerId: names.customer(one), caseId: undefined }));
}

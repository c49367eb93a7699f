import type { AppendCall, Call, Claims, ListCall, Refused, Result } from "@mercusuar/keeper";
import type { Entry, PolicyContext } from "@mercusuar/proof";
import { Memo } from "../platform/memo.ts";

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
  /** Print of the machine from which the session was opened. */
  dev?: string | undefined;
}

/** Kinds that somebody saw, or was refused. Of a task, a consent or a contact, only what was refused. */
export type SeenKind = "look" | "listing" | "search" | "match" | "use" | "case" | "consent" | "customer";
const ALWAYS: ReadonlySet<string> = new Set(["look", "listing", "search", "match", "use"]);
/** Acts about a customer that show nothing: whoever is refused one has still reached for that customer, and is seen in the evening. */
const WHERE_REFUSED: ReadonlySet<string> = new Set(["case", "consent", "customer"]);

/** Whether an entry has rows in the projection: what showed something, and every refused reach for a customer. */
export const isSeen = ({ typ, dec }: { typ: string; dec?: string | undefined }): boolean =>
  ALWAYS.has(typ) || (dec === "deny" && WHERE_REFUSED.has(typ));

type Common = Omit<LookRow, "row" | "customerId">;

/** What a call and its result say of who saw what; empty for calls that show nothing. */
export function rowsOfCall(call: Call, result: Result): LookRow[] {
  const written = writtenOf(call, result);
  if (written === undefined) return [];
  switch (call.call) {
    case "look":
      return [
        {
          ...claimed("look", call.iid, call.claims, written),
          ...whom(call.holder, written),
          fields: namesOf(call.fields),
          own: call.claims.own === true,
        },
      ];
    case "use":
      return [
        {
          ...claimed("use", call.iid, call.claims, written),
          ...whom(call.holder, written),
          fields: [`${call.field.id}:use`],
          own: call.claims.own === true,
        },
      ];
    case "match":
      return [
        {
          ...claimed("match", call.iid, call.claims, written),
          ...whom(call.holder, written),
          fields: [call, ...(call.and ?? [])].map(({ field }) => `${field.id}:match`),
        },
      ];
    case "tokens":
      return [{ ...claimed("search", call.iid, call.claims, written), caseId: undefined }];
    case "list":
      return listed(call, written);
    case "append":
      return isSeen(call) ? [appended(call, written)] : [];
    default:
      return [];
  }
}

interface Written {
  idx: number;
  ts: Date;
  out: string;
  /** The keeper's own rule, where it refused. */
  brake?: string;
  /** The wrap was not the holder's: the entry names nobody. */
  nobody?: boolean;
}

const OUT: Partial<Record<Call["call"], string>> = { look: "opened", use: "opened", list: "opened", tokens: "done", append: "done" };

/** Index and outcome of the entry, or undefined where nothing was written. Refusals of the keeper itself leave entries too. */
function writtenOf(call: Call, result: Result): Written | undefined {
  if (result.ok) {
    const refused = ("claims" in call ? call.claims.dec : "dec" in call ? call.dec : undefined) === "deny";
    const compared = "match" in result ? (result.match ? "match" : "nomatch") : undefined;
    return { idx: result.idx, ts: new Date(result.ts), out: refused ? "refused" : (compared ?? OUT[call.call] ?? "done") };
  }
  const brake = brakeOf(result);
  if (brake === undefined || result.idx === undefined) return undefined;
  return {
    idx: result.idx,
    ts: timeOf(call.iid),
    out: isMismatch(brake) ? "failed" : "refused",
    brake,
    nobody: brake === "BAD_WRAP" || brake === "ERASED",
  };
}

/** No limit: wrap or ciphertext are not what they are said to be, or the key is dead. */
const isMismatch = (brake: string): boolean => brake.startsWith("BAD_") || brake === "ERASED";

/** The keeper's own limits stand above the policy: what an entry says that names one, the policy had allowed. */
export const BRAKES: ReadonlySet<string> = new Set(["BUDGET", "CEILING", "BULK", "TRIES", "UNKNOWN", "BAD_WRAP", "BAD_CIPHERTEXT"]);

const BRAKE_OF: Partial<Record<Refused["code"], string>> = {
  bulk: "BULK",
  tries: "TRIES",
  "unknown-person": "UNKNOWN",
  "bad-wrap": "BAD_WRAP",
  "bad-ciphertext": "BAD_CIPHERTEXT",
  erased: "ERASED",
};

function brakeOf({ code, detail }: Refused): string | undefined {
  if (code === "budget") return detail.includes("ceiling") ? "CEILING" : "BUDGET";
  return BRAKE_OF[code];
}

/** A UUIDv7 begins with its time. */
const timeOf = (iid: string): Date => new Date(Number.parseInt(iid.replace("-", "").slice(0, 12), 16));

function claimed(
  typ: SeenKind,
  iid: string,
  claims: Pick<Claims, "act" | "dec" | "rsn" | "pur" | "re" | "at" | "ctx" | "case" | "dev">,
  written: Written,
): Common {
  const { act, rsn, pur, re, at, ctx, dev } = claims;
  const dec = written.brake && !isMismatch(written.brake) ? "deny" : claims.dec;
  return {
    idx: written.idx,
    iid,
    typ,
    at: at ? new Date(at) : written.ts,
    ts: written.ts,
    personId: act || undefined,
    caseId: claims.case,
    purpose: pur,
    decision: dec,
    out: written.out,
    own: false,
    fields: [],
    officeId: officeNamed(ctx),
    re,
    dev,
    ...ruled(dec, written.brake ? [...rsn, written.brake] : rsn),
  };
}

const whom = ({ kind, id }: { kind: string; id: string }, { nobody }: Written) =>
  nobody
    ? { customerId: undefined, caseId: undefined }
    : kind === "customer"
      ? { customerId: id }
      : { customerId: undefined, caseId: undefined };

function listed(call: ListCall, written: Written): LookRow[] {
  const fields = [...new Set(call.rows.flatMap((row) => namesOf(row.fields)))];
  const common = { ...claimed("listing", call.iid, call.claims, written), caseId: undefined, fields, own: call.claims.own === true };
  if (call.rows.length === 0 || written.nobody) return [common];
  return call.rows.map(({ holder }, row) => ({ ...common, row, customerId: holder.id }));
}

function appended(call: AppendCall, written: Written): LookRow {
  const { act = "", dec = "allow", rsn = [], pur, re, at, ctx, dev, holder } = call;
  const claims = {
    act,
    dec,
    rsn,
    ...(pur ? { pur } : {}),
    ...(re === undefined ? {} : { re }),
    ...(at ? { at } : {}),
    ...(ctx ? { ctx } : {}),
    ...(dev ? { dev } : {}),
    ...(call.case ? { case: call.case } : {}),
  };
  const common = { ...claimed(call.typ as SeenKind, call.iid, claims, written), own: call.body.own === true };
  return holder ? { ...common, ...whom(holder, written) } : { ...common, caseId: undefined };
}

const officeOf = (ctx: PolicyContext | undefined): string | undefined => (typeof ctx?.office === "string" ? ctx.office : undefined);
/** Of a context on its way to the keeper, which is text. */
const officeNamed = (ctx: string | undefined): string | undefined =>
  ctx === undefined ? undefined : offices.of(ctx, () => officeOf(JSON.parse(ctx) as PolicyContext));
const offices = new Memo<string | undefined>();

const ruled = (dec: string, rsn: string[]) => (dec === "deny" ? { rules: rsn, watch: [] } : { rules: [], watch: rsn });
const namesOf = (fields: Array<{ id: string; mask: string }>) => fields.map(({ id, mask }) => `${id}:${mask}`);

/** Who is behind a pseudonym. */
export interface Names {
  person(act: string): string | undefined;
  customer(sub: string): string | undefined;
  case(ctag: string): string | undefined;
}

/** The rows of an entry as the journal keeps it. */
export function rowsOfEntry(idx: number, entry: Entry, names: Names): LookRow[] {
  const { iid, act, sub, subs, ctag, pur, dec = "allow", rsn = [], fld = [], out = "done", re, ctx, dev, body } = entry;
  const ts = new Date(entry.ts);
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
    officeId: officeOf(ctx),
    re,
    dev,
    ...ruled(dec, rsn),
  };
  if (subs === undefined || subs.length === 0) return [{ ...common, customerId: sub && names.customer(sub) }];
  return subs.map((one, row) => ({ ...common, row, customerId: names.customer(one) }));
}

import type { Claims, HolderRef, Refused as KeeperRefusal } from "@mercusuar/keeper";
import { problem } from "../platform/problem.ts";
import type { MayContact } from "./contact/may-contact.ts";
import { contextText } from "./context-text.ts";
import type { Gathered } from "./gather.ts";
import type { House } from "./parts.ts";
import { type Decision, tellable } from "./policy.ts";

/** A refusal is a value: who was refused, by which rules, and which entry says so. */
export interface Refusal {
  refused: true;
  /** The customer must seem not to exist. */
  notFound: boolean;
  /** Rules that may be named to the caller. */
  rules: readonly string[];
  /** The rules are those of the fields asked for: the same number may say another thing of the act as a whole. */
  ofFields?: true;
  /** Only a reason is missing: any that answers all `rules` lets it through (R47). */
  asks?: true;
  /** Of an offer at the wrong time (R89). */
  contact?: MayContact;
  /** Journal index of the refusal. */
  entry: number;
}

/** What the server claims to the keeper about this act. */
export function claimsOf(house: House, about: Gathered, decision: Decision, re?: number): Claims & { pol: string; ctx: string } {
  const { person, purpose, caseId, facts, own } = about;
  const claims: Claims & { pol: string; ctx: string } = {
    act: person.id,
    dec: !decision.allowed ? "deny" : decision.broken ? "breakglass" : "allow",
    rsn: [...(decision.allowed ? [...(decision.broken ?? []), ...decision.watch] : decision.rules)],
    pol: house.policy.hash,
    ctx: contextText(facts, person.officeId),
  };
  // By it the keeper knows him. A refusal opens nothing, and is written of whoever it names.
  if (decision.allowed && person.wrap !== undefined) claims.wrap = person.wrap;
  if (purpose) claims.pur = purpose.id;
  if (caseId) claims.case = caseId;
  if (own) claims.own = own;
  if (re !== undefined) claims.re = re;
  if (person.device) claims.dev = person.device;
  return claims;
}

/** Writes the refused look or match down. The entry names every rule, the caller is told those that he may know. */
export async function refuse(house: House, about: Gathered, decision: Decision, re?: number): Promise<Refusal> {
  const claims = claimsOf(house, about, decision, re);
  const written = await house.keeper.look({ claims, holder: about.holder, fields: [] });
  if (!written.ok) return keeperRefused(written);
  return told(house, about, decision, written.idx);
}

function told(house: House, { contact }: Gathered, decision: Decision, entry: number): Refusal {
  const may = tellable(decision, (id) => house.policy.rule(id));
  return { refused: true, entry, ...may, ...(contact && may.rules.includes("R89") ? { contact } : {}) };
}

/** Writes a refusal that is no look: a case that may not be opened, a listing that may not be shown. */
export async function refuseAct(
  house: House,
  about: Gathered,
  decision: Decision,
  typ: string,
  body: Record<string, string>,
  holder?: HolderRef,
): Promise<Refusal> {
  const { act, dec, rsn, pol, ctx, dev, pur, case: task } = claimsOf(house, about, decision);
  const written = await house.keeper.append({
    typ,
    act,
    dec,
    rsn,
    pol,
    ctx,
    body,
    ...(pur ? { pur } : {}),
    ...(dev ? { dev } : {}),
    ...(holder ? { holder, ...(task ? { case: task } : {}) } : {}),
  });
  if (!written.ok) return keeperRefused(written);
  return told(house, about, decision, written.idx);
}

const LIMITS: Partial<Record<KeeperRefusal["code"], string>> = {
  budget: "BUDGET",
  bulk: "BULK",
  tries: "TRIES",
  "unknown-person": "UNKNOWN",
};

/** The keeper's own limits are refusals like ours; whatever else it says is a fault and opens nothing. */
export function keeperRefused(result: KeeperRefusal): Refusal {
  const rule = LIMITS[result.code];
  if (rule !== undefined) return { refused: true, notFound: false, rules: [rule], entry: result.idx ?? -1 };
  if (result.code === "erased") return { refused: true, notFound: true, rules: [], entry: result.idx ?? -1 };
  throw problem(
    "keeper-fault",
    { id: "Sistem kunci menolak permintaan ini.", en: "The keeper did not take this call." },
    { status: 500, keeper: result.code },
  );
}

import type { ConnectorName } from "@mercusuar/keeper";
import { problem } from "../platform/problem.ts";
import { planFields } from "./field-plan.ts";
import type { Gathered } from "./gather.ts";
import type { House } from "./parts.ts";
import type { Decision } from "./policy.ts";
import { settle } from "./quota.ts";
import { claimsOf, keeperRefused, type Refusal, refuseAct } from "./refusal.ts";

/** A value on its way to a connector. INVARIANT: it is handed to nothing else, and nothing of it is kept. */
export interface OpenedFor {
  refused: false;
  value: string;
  entry: number;
  warnings: readonly string[];
}

/**
 * Opens one value for a connector, through the same gate as a look: purpose, case, consent, scope, portfolio, budget. A field that the purpose
 * does not have stays shut; that it is masked there is no hindrance, for nobody sees it. @throws Problem 409 without such a value, or repeated
 */
export async function openFor(
  house: House,
  about: Gathered,
  { connector, field, iid }: { connector: ConnectorName; field: "phone" | "email"; iid?: string | undefined },
): Promise<OpenedFor | Refusal> {
  const decision = await settle(house, "use", about);
  const refused = (why: Decision) => refuseAct(house, about, why, "use", { connector }, about.holder);
  const { purpose, person, sealed, facts } = about;
  if (!decision.allowed || purpose === undefined) return refused(decision);
  const asked = { purpose, fields: [field], reveal: [], functions: person.functions };
  const { open, locked } = planFields(house.policy, house.records.fields, facts.break_glass ? [] : house.settings.coreFunctions, asked);
  if (open.length === 0)
    return { ...(await refused({ allowed: false, rules: locked.map(({ rule }) => rule), watch: [] })), ofFields: true };
  const value = sealed[field];
  if (value === undefined) {
    await refused({ allowed: false, rules: ["EMPTY"], watch: [] });
    throw problem("no-value", NO_VALUE, { status: 409 });
  }
  const claims = claimsOf(house, about, decision);
  const call = { claims, holder: about.holder, field: { id: field, ver: value[0], ct: value[1] }, connector };
  const result = await house.keeper.use({ ...call, ...(iid === undefined ? {} : { iid }) });
  if (result.ok) return { refused: false, value: result.value, entry: result.idx, warnings: decision.watch };
  if (result.code === "repeated") throw problem("repeated", REPEATED, { entry: result.idx });
  if (result.code === "expired-iid") throw problem("expired-iid", EXPIRED, { status: 422, where: "iid" });
  return keeperRefused(result);
}

const NO_VALUE = { id: "Pelanggan ini tidak mempunyai nomor atau alamat itu.", en: "This customer has no such number or address." };
const REPEATED = {
  id: "Permintaan ini sudah pernah diterima; hasilnya ada pada catatan itu atau tidak diketahui.",
  en: "This request was taken before; what came of it stands at that entry, or is not known.",
};
const EXPIRED = { id: "Isian iid harus UUIDv7 yang baru dibuat.", en: "iid must be a UUIDv7 that was just made." };

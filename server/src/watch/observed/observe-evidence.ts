import type { Reading } from "../../platform/database.ts";
import { indexValue } from "../../records/index.ts";
import type { Evidence } from "../evidence-sources/contract.ts";
import { type Keyed, keyed } from "./keyed.ts";
import { linkedCustomers } from "./store.ts";

/** More customers behind one number than this is a switchboard. */
const MAX_SHARERS = 5;

/**
 * Finds the CRM's customers to a batch of records where this house holds none: by the CRM's own id (`customerNumber`), else by number or address
 * through the links that were imported. Numbers, addresses and ids go no further. A number that several share gives the record to each.
 */
export async function observeEvidence(db: Reading, serverKey: Buffer, batch: readonly Evidence[]): Promise<Evidence[]> {
  const names = keyed(serverKey);
  const linked = await linkedCustomers(db, [...new Set(batch.flatMap((one) => tokenOf(one, names) ?? []))]);
  return batch.flatMap((evidence) => {
    const { phone, email, customerNumber, customer, ...rest } = evidence;
    const token = tokenOf(evidence, names);
    const found = customerNumber ? [names.customer(customerNumber)] : (linked.get(token ?? "") ?? []).slice(0, MAX_SHARERS);
    if (found.length === 0) return [rest];
    return found.map((id, at) => ({ ...rest, customer: id, external: at === 0 ? rest.external : `${rest.external}~${at}` }));
  });
}

function tokenOf({ phone, email, customerNumber }: Evidence, names: Keyed): string | undefined {
  if (customerNumber) return undefined;
  const [kind, text] = phone ? (["phone", phone] as const) : (["email", email ?? ""] as const);
  const value = text ? indexValue(kind, text) : undefined;
  return value === undefined ? undefined : names.link(kind, value);
}

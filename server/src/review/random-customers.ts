import { randomBytes } from "node:crypto";
import type { Reading } from "../platform/database.ts";
import { isObservedCustomer, type LookFacts } from "../watch/index.ts";

/** Whom a look is held against instead: a customer, and his open case where the work lies here. */
interface Other {
  customerId: string;
  caseId: string | undefined;
}

/** Each look as it was, and the same person at the same moment at a customer drawn at random. */
export interface Populations {
  real: LookFacts[];
  active: LookFacts[];
  dormant: LookFacts[];
}

/** A look here is moved to a customer here, one that another system claims to a customer of that system: each among its own. */
export async function populations(db: Reading, looks: readonly LookFacts[], until: Date): Promise<Populations> {
  const claimed = looks.filter(({ customerId }) => isObservedCustomer(customerId));
  const own = looks.filter(({ customerId }) => !isObservedCustomer(customerId));
  return {
    real: [...looks],
    active: [
      ...moved(own, await drawn(db, OPEN_WORK, "cas_", own.length)),
      ...moved(claimed, await drawn(db, WORKED_OUTSIDE, "ocu_", claimed.length, until)),
    ],
    dormant: [
      ...moved(own, await drawn(db, NO_WORK, "cus_", own.length)),
      ...moved(claimed, await drawn(db, LEFT_ALONE_OUTSIDE, "ocu_", claimed.length, until)),
    ],
  };
}

const moved = (looks: readonly LookFacts[], others: readonly Other[]): LookFacts[] =>
  others.length === 0 ? [] : looks.map((look, n) => ({ ...look, ...(others[n % others.length] as Other) }));

const OPEN_WORK = `select customer_id as "customerId", id as "caseId" from access.cases where closed_at is null and grade <> 'C' and id >= $1 order by id limit $2`;
const NO_WORK = `select c.id as "customerId", null as "caseId" from records.customer c where c.state = 'active' and c.id >= $1
  and not exists (select 1 from access.cases k where k.customer_id = c.id and k.closed_at is null) order by c.id limit $2`;
/**
 * No case tells what is open in another system. With whom somebody was in contact within a week, or who asked for something, is who a colleague might
 * have work with: as far back as any template remembers. $3: the end of the day.
 */
const CONTACT = "i.starts_at < $3 and i.starts_at >= $3::timestamptz - interval '7 days'";
const WORKED_OUTSIDE = `select distinct i.customer_id as "customerId", null as "caseId" from watch.interaction i
  where i.customer_id like 'ocu_%' and i.customer_id >= $1 and ${CONTACT} order by 1 limit $2`;
const LEFT_ALONE_OUTSIDE = `select distinct o.customer_id as "customerId", null as "caseId" from watch.observed o
  where o.customer_id like 'ocu_%' and o.customer_id >= $1 and not exists (select 1 from watch.interaction i where i.customer_id = o.customer_id and ${CONTACT})
  order by 1 limit $2`;

/** From a random id on, so that no table is sorted. */
async function drawn(db: Reading, text: string, prefix: string, most: number, until?: Date): Promise<Other[]> {
  if (most === 0) return [];
  const bytes = randomBytes(8).toString("hex");
  const start = `${prefix}${prefix === "ocu_" ? bytes : BigInt(`0x${bytes}`).toString(36)}`;
  const ask = async (from: string, count: number) =>
    (await db.query<{ customerId: string; caseId: string | null }>(text, [from, count, ...(until ? [until] : [])])).rows;
  const rows = await ask(start, most);
  const more = rows.length < most ? await ask("", most - rows.length) : [];
  return [...rows, ...more].map(({ customerId, caseId }) => ({ customerId, caseId: caseId ?? undefined }));
}

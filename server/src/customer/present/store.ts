import type { Derive } from "../../journal/index.ts";
import type { Reading, Writing } from "../../platform/database.ts";

export interface PresenceRow {
  id: string;
  personId: string;
  officeId: string;
  purpose: string;
  way: "phone" | "pad";
  askedAt: Date;
  expiresAt: Date;
  customerId: string | null;
  bound: string | null;
  confirmedAt: Date | null;
  caseId: string | null;
}

const PRESENCE = `select id, person_id as "personId", office_id as "officeId", purpose, way, asked_at as "askedAt", expires_at as "expiresAt",
  customer_id as "customerId", bound, confirmed_at as "confirmedAt", case_id as "caseId" from customer.presence`;

export async function presenceById(db: Reading, id: string): Promise<PresenceRow | undefined> {
  const { rows } = await db.query<PresenceRow>({ name: "customer-presence", text: `${PRESENCE} where id = $1`, values: [id] });
  return rows[0];
}

export async function presenceByMac(db: Reading, mac: string): Promise<PresenceRow | undefined> {
  const { rows } = await db.query<PresenceRow>({ name: "customer-presence-mac", text: `${PRESENCE} where mac = $1`, values: [mac] });
  return rows[0];
}

type NewPresence = Pick<PresenceRow, "id" | "personId" | "officeId" | "purpose" | "way" | "askedAt" | "expiresAt"> & { mac: string };

export async function insertPresence(tx: Writing, row: NewPresence): Promise<void> {
  await tx.query({
    name: "customer-add-presence",
    text: "insert into customer.presence (id, mac, person_id, office_id, purpose, way, asked_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    values: [row.id, row.mac, row.personId, row.officeId, row.purpose, row.way, row.askedAt, row.expiresAt],
  });
}

export async function bindCustomer(
  tx: Writing,
  { id, customerId, bound, at }: { id: string; customerId: string; bound: string; at: Date },
): Promise<void> {
  await tx.query("update customer.presence set customer_id = $2, bound = $3, sent_at = $4 where id = $1 and customer_id is null", [
    id,
    customerId,
    bound,
    at,
  ]);
}

/** False where it was confirmed before: of two at one moment one opens a case. */
export async function markConfirmed(tx: Writing, id: string, caseId: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    "update customer.presence set confirmed_at = $3, case_id = $2 where id = $1 and confirmed_at is null",
    [id, caseId, at],
  );
  return rowCount === 1;
}

/** Counts before anything is compared; gives how many there were with this one. */
export async function addTry(derive: Derive, id: string): Promise<number> {
  const { rows } = await derive((tx) =>
    tx.query<{ tries: number }>("update customer.presence set tries = tries + 1 where id = $1 returning tries", [id]),
  );
  return rows[0]?.tries ?? Number.POSITIVE_INFINITY;
}

/** Links that went to a customer since then. */
export async function linksSince(db: Reading, customerId: string, since: Date): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    "select count(*)::int as n from customer.presence where customer_id = $1 and way = 'phone' and sent_at > $2",
    [customerId, since],
  );
  return rows[0]?.n ?? 0;
}

export async function officeName(db: Reading, id: string): Promise<string> {
  const { rows } = await db.query<{ name: string }>("select name from people.office where id = $1", [id]);
  return rows[0]?.name ?? "";
}

/** What the tablet's answers are compared with: ciphertexts. */
export interface Holdings {
  id: string;
  wrap: string;
  birthDate: [number, string] | null;
  nik: [number, string] | null;
}

export async function holdingsOf(db: Reading, customerId: string): Promise<Holdings | undefined> {
  const { rows } = await db.query<Holdings>(
    `select id, wrap, sealed -> 'birth_date' as "birthDate", sealed -> 'nik' as nik from records.customer where id = $1 and state = 'active'`,
    [customerId],
  );
  return rows[0];
}

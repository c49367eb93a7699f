import type { Reading, Writing } from "../../platform/database.ts";

interface NewCode {
  id: string;
  mac: string;
  personId: string;
  officeId: string;
  customerId: string;
  purpose: string;
  madeAt: Date;
  expiresAt: Date;
}

export async function insertCode(tx: Writing, row: NewCode): Promise<void> {
  await tx.query(
    `insert into customer.call_code (id, mac, person_id, office_id, customer_id, purpose, made_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.mac, row.personId, row.officeId, row.customerId, row.purpose, row.madeAt, row.expiresAt],
  );
}

export interface FoundCode {
  id: string;
  customerId: string;
  wrap: string;
  office: string;
  zone: string;
  zoneLabel: string;
  purpose: string;
  madeAt: Date;
}

/** Widening: a code counts once its entry is sealed, and until its time is over. */
export async function findCode(db: Reading, mac: string, now: Date): Promise<FoundCode | undefined> {
  const { rows } = await db.query<FoundCode>({
    name: "customer-call-code",
    text: `select k.id, k.customer_id as "customerId", c.wrap, o.name as office, o.time_zone as zone, o.zone_label as "zoneLabel", k.purpose, k.made_at as "madeAt"
      from customer.call_code k join records.customer c on c.id = k.customer_id and c.state = 'active' join people.office o on o.id = k.office_id
      where k.mac = $1 and k.idx is not null and k.expires_at > $2`,
    values: [mac, now],
  });
  return rows[0];
}

import type { Reading, Writing } from "../../platform/database.ts";

export interface CustomerKey {
  id: string;
  wrap: string;
  state: string;
}

/** Bytes 5 to 12 of a wrap say which key it holds. */
const KEY_OF_WRAP = "encode(substring(decode(wrap, 'base64') from 6 for 8), 'hex')";

export async function customerKey(db: Reading, id: string, lock = false): Promise<CustomerKey | undefined> {
  const { rows } = await db.query<CustomerKey>(`select id, wrap, state from records.customer where id = $1 ${lock ? "for update" : ""}`, [
    id,
  ]);
  return rows[0];
}

/** Customers of this database whose keys are dead. */
export async function customersWithKeys(db: Reading, keys: readonly string[]): Promise<Array<{ id: string; key: string }>> {
  const { rows } = await db.query<{ id: string; key: string }>(
    `select id, ${KEY_OF_WRAP} as key from records.customer where state <> 'erased' and ${KEY_OF_WRAP} = any ($1::text[]) order by id`,
    [keys],
  );
  return rows;
}

interface DestructionRow {
  key: string;
  customerId: string | null;
  idx: number | null;
  why: string;
  doneAt: Date;
}

export async function knownDestructions(db: Reading): Promise<number> {
  const { rows } = await db.query<{ n: number }>("select count(*)::int as n from records.destruction");
  return rows[0]?.n ?? 0;
}

/** When a customer's data ended, and the index of the entry that says so. */
export async function endOf(db: Reading, customerId: string): Promise<{ at: Date; entry: number | null } | undefined> {
  const { rows } = await db.query<{ at: Date; entry: number | null }>(
    "select done_at as at, idx as entry from records.destruction where customer_id = $1 order by done_at desc limit 1",
    [customerId],
  );
  return rows[0];
}

export async function insertDestruction(tx: Writing, { key, customerId, idx, why, doneAt }: DestructionRow): Promise<void> {
  await tx.query(
    `insert into records.destruction (key, customer_id, idx, why, done_at) values ($1, $2, $3, $4, $5)
      on conflict (key) do update set customer_id = coalesce(excluded.customer_id, records.destruction.customer_id),
        idx = coalesce(records.destruction.idx, excluded.idx)`,
    [key, customerId, idx, why, doneAt],
  );
}

/** How much of a customer there is. */
export interface Holdings {
  fields: number;
  tokens: number;
  consents: number;
  sources: number;
  importRows: number;
}

export async function holdingsOf(db: Reading, id: string): Promise<Holdings> {
  const count = (table: string): string => `(select count(*)::int from records.${table} x where x.customer_id = c.id)`;
  const { rows } = await db.query<Holdings>(
    `select (select count(*)::int from jsonb_object_keys(c.sealed)) as fields, ${count("index_token")} as tokens,
      ${count("consent")} as consents, ${count("provenance")} as sources, ${count("import_row")} as "importRows"
      from records.customer c where c.id = $1`,
    [id],
  );
  return rows[0] ?? { fields: 0, tokens: 0, consents: 0, sources: 0, importRows: 0 };
}

/** All but the empty row, which other rows point to. A customer who returns starts afresh (R105): his file's key is forgotten, too. */
export async function eraseCustomer(tx: Writing, id: string): Promise<void> {
  for (const table of ["index_token", "consent", "contact_choice", "provenance", "import_row"])
    await tx.query(`delete from records.${table} where customer_id = $1`, [id]);
  await tx.query(
    `update records.customer set wrap = '', sealed = '{}', marks = '{}', last_contact_on = null, zone = null, import_id = null, state = 'erased' where id = $1`,
    [id],
  );
}

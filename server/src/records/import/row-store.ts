import type { Reading, Writing } from "../../platform/database.ts";
import { listLiteral } from "../list-literal.ts";
import type { SealedFields } from "../parts.ts";
import { insertTokens } from "../store.ts";

/** What is remembered of a row that came in: under keyed MACs, never plain. */
export interface KnownRow {
  keyToken: string;
  customerId: string;
  contentMac: string;
  importId: string;
}

export async function knownRows(db: Reading, keyTokens: string[]): Promise<Map<string, KnownRow>> {
  const { rows } = await db.query<KnownRow>({
    name: "import-known",
    text: `select key_token as "keyToken", customer_id as "customerId", content_mac as "contentMac", import_id as "importId"
      from records.import_row where key_token = any ($1::text[])`,
    values: [listLiteral(keyTokens)],
  });
  return new Map(rows.map((row) => [row.keyToken, row]));
}

export async function rememberRows(tx: Writing, rows: KnownRow[]): Promise<void> {
  await tx.query({
    name: "import-remember",
    text: `insert into records.import_row (key_token, customer_id, content_mac, import_id)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
      on conflict (key_token) do update set content_mac = excluded.content_mac, import_id = excluded.import_id`,
    values: [
      listLiteral(rows.map((r) => r.keyToken)),
      listLiteral(rows.map((r) => r.customerId)),
      listLiteral(rows.map((r) => r.contentMac)),
      listLiteral(rows.map((r) => r.importId)),
    ],
  });
}

export interface Held {
  id: string;
  wrap: string;
  sealed: SealedFields;
  state: string;
}

export async function heldCustomers(db: Reading, ids: string[]): Promise<Map<string, Held>> {
  const { rows } = await db.query<Held>("select id, wrap, sealed, state from records.customer where id = any ($1::text[])", [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

export interface ChangedCustomer {
  id: string;
  officeId: string;
  sealed: SealedFields;
  tokens: Array<{ ix: string; token: string }>;
  lastContactOn?: string | undefined;
  zone: string | undefined;
}

/** New values of customers who are there already: the mapping's fields are replaced, what it does not bring stays. */
export async function updateCustomers(tx: Writing, rows: ChangedCustomer[], mapped: string[], indexes: string[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await tx.query(
    `update records.customer c set sealed = (c.sealed - $4::text[]) || r.sealed, office_id = r.office_id, last_contact_on = coalesce(r.last_contact_on, c.last_contact_on),
       zone = case when 'postal_code' = any ($4::text[]) then r.zone else c.zone end
     from unnest($1::text[], $2::jsonb[], $3::text[], $5::date[], $6::text[]) as r (id, sealed, office_id, last_contact_on, zone) where c.id = r.id`,
    [
      ids,
      rows.map(({ sealed }) => JSON.stringify(sealed)),
      rows.map(({ officeId }) => officeId),
      mapped,
      rows.map(({ lastContactOn }) => lastContactOn ?? null),
      rows.map(({ zone }) => zone ?? null),
    ],
  );
  await tx.query("delete from records.index_token where customer_id = any ($1::text[]) and ix = any ($2::text[])", [ids, indexes]);
  await insertTokens(tx, rows);
}

/** Which of these offices exist. */
export async function knownOffices(db: Reading, ids: string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>("select id from people.office where id = any ($1::text[])", [ids]);
  return new Set(rows.map(({ id }) => id));
}

export interface ImportCounts {
  rows: number;
  new: number;
  changed: number;
  same: number;
  bad: number;
}

export async function insertImport(
  tx: Writing,
  about: { id: string; source: string; fileHash: string; mapHash: string; key: string; at: Date },
): Promise<void> {
  await tx.query("insert into records.import (id, source, file_hash, map_hash, key_column, started_at) values ($1, $2, $3, $4, $5, $6)", [
    about.id,
    about.source,
    about.fileHash,
    about.mapHash,
    about.key,
    about.at,
  ]);
}

export async function finishImport(tx: Writing, id: string, counts: ImportCounts, at: Date): Promise<void> {
  await tx.query(`update records.import set finished_at = $2, rows = $3, new = $4, changed = $5, same = $6, bad = $7 where id = $1`, [
    id,
    at,
    counts.rows,
    counts.new,
    counts.changed,
    counts.same,
    counts.bad,
  ]);
}

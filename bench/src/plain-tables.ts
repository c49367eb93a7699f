import type pg from "pg";

/** The same number of customers in plain columns, for the baselines: six fields, a primary key, an audit table. */
export async function makePlainTables(client: pg.Client, ids: string[]): Promise<void> {
  await client.query(`
    create schema plain;
    create table plain.customer (id text primary key, a text, b text, c text, d text, e text, f text);
    create table plain.audit (id bigint generated always as identity primary key, person text, customer text, purpose text, fields text, at timestamptz);
    create index audit_customer on plain.audit (customer, at);`);
  await client.query(
    `insert into plain.customer select id, 'Nama ' || id, '+62800' || right(id, 8), 'Sumbawa Besar', '1990-10-20', 'nama@contoh.example', 'Jl. Contoh 1'
     from unnest($1::text[]) as id`,
    [ids],
  );
  await client.query("analyze plain.customer");
}

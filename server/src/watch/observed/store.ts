import type { Reading, Writing } from "../../platform/database.ts";
import { rowPrint } from "../../platform/row-print.ts";
import { type UnknownName, unknownNames } from "./unknown-names.ts";

/** A look as the CRM claims it, under names of ours. */
export interface ObservedRow {
  key: string;
  at: Date;
  personId: string | undefined;
  customerId: string | undefined;
  purpose: string | undefined;
}

interface PrintedObserved {
  source: string;
  key: string;
  at: Date;
  person_id: string | null;
  customer_id: string | null;
  purpose: string | null;
}

/** {@link rowPrint} of a row of `watch.observed`, for the entry of its batch. */
export const observedPrint = (row: PrintedObserved): string =>
  rowPrint("watch.observed", `${row.source} ${row.key}`, [row.at, row.person_id, row.customer_id, row.purpose]);

/**
 * Adds a batch. A record that is there is the same one; it only gains the person or the purpose that was not known when it first came.
 * Gives the rows that are new or gained something.
 */
export async function addObserved(
  tx: Writing,
  batch: { id: string; source: string; now: Date },
  rows: readonly ObservedRow[],
): Promise<PrintedObserved[]> {
  await tx.query("insert into watch.observed_batch (id, source, recorded_at) values ($1, $2, $3)", [batch.id, batch.source, batch.now]);
  const { rows: written } = await tx.query<PrintedObserved>(
    `insert into watch.observed as o (source, batch_id, key, n, at, person_id, customer_id, purpose)
     select $1, $2, * from unnest($3::text[], $4::int[], $5::timestamptz[], $6::text[], $7::text[], $8::text[])
     on conflict (source, key) do update set batch_id = excluded.batch_id, n = excluded.n,
       person_id = coalesce(o.person_id, excluded.person_id), purpose = coalesce(o.purpose, excluded.purpose)
     where (o.person_id is null and excluded.person_id is not null) or (o.person_id is null and o.purpose is null and excluded.purpose is not null)
     returning source, key, at, person_id, customer_id, purpose`,
    [
      batch.source,
      batch.id,
      rows.map((row) => row.key),
      rows.map((_, n) => n),
      rows.map((row) => row.at),
      rows.map((row) => row.personId ?? null),
      rows.map((row) => row.customerId ?? null),
      rows.map((row) => row.purpose ?? null),
    ],
  );
  if (written.length === 0) await tx.query("delete from watch.observed_batch where id = $1", [batch.id]);
  return written;
}

/** Days that these looks belong to, to be run again where they have been run. */
export async function noteObservedDays(tx: Writing, rows: readonly PrintedObserved[], now: Date): Promise<void> {
  await tx.query(
    `insert into watch.late_day (office_id, on_date, due_at)
     select distinct p.office_id, (e.at at time zone o.time_zone)::date, $3::timestamptz from unnest($1::text[], $2::timestamptz[]) as e (person_id, at)
     join people.person p on p.id = e.person_id join people.office o on o.id = p.office_id
     on conflict (office_id, on_date) do update set due_at = least(watch.late_day.due_at, excluded.due_at)`,
    [rows.map((row) => row.person_id), rows.map((row) => row.at), now],
  );
}

/** Which customer of a CRM a number or an address belongs to, by keyed names. */
export interface Link {
  token: string;
  customerId: string;
}

/** {@link rowPrint} of a row of `watch.observed_link`, for the entry of its batch. */
export const linkPrint = ({ token, customerId }: Link): string => rowPrint("watch.observed_link", `${token} ${customerId}`, []);

export async function addLinks(tx: Writing, links: readonly Link[]): Promise<number> {
  const { rowCount } = await tx.query(
    "insert into watch.observed_link (token, customer_id) select * from unnest($1::text[], $2::text[]) on conflict do nothing",
    [links.map(({ token }) => token), links.map(({ customerId }) => customerId)],
  );
  return rowCount;
}

/** Customers by the names of their numbers and addresses. */
export async function linkedCustomers(db: Reading, tokens: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (tokens.length === 0) return found;
  const { rows } = await db.query<{ token: string; customer_id: string }>(
    "select token, customer_id from watch.observed_link where token = any($1) order by customer_id limit 5000",
    [tokens],
  );
  for (const { token, customer_id } of rows) found.set(token, [...(found.get(token) ?? []), customer_id]);
  return found;
}

/** Were customers brought with their numbers at all? */
export async function hasLinks(db: Reading): Promise<boolean> {
  return (await db.query("select 1 from watch.observed_link limit 1")).rows.length > 0;
}

/** Which of these were brought with their numbers. */
export async function linkedAmong(db: Reading, customers: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    "select distinct customer_id as id from watch.observed_link where customer_id = any($1)",
    [customers],
  );
  return new Set(rows.map(({ id }) => id));
}

/** What of a log's looks is not known here. */
export interface ObservedGaps {
  source: string;
  looks: number;
  /** Looks of persons who are not in the roster: nobody explains them, and no desk shows them. */
  unknownPersons: number;
  /** Looks without a customer: they can be held against nothing. */
  unknownCustomers: number;
  /** Looks without a purpose that the house knows. */
  unknownPurposes: number;
  /** Looks at customers who are not among those that were brought with their numbers; 0 where none were. */
  unlinkedCustomers: number;
  /** What the log calls those people and purposes, the commonest first, as far as it may be kept. */
  names: { persons: UnknownName[]; purposes: UnknownName[] };
  from: Date;
  to: Date;
}

export async function observedGaps(db: Reading): Promise<ObservedGaps[]> {
  const { rows } = await db.query<Omit<ObservedGaps, "names">>(
    `select source, count(*)::int as looks, count(*) filter (where person_id is null)::int as "unknownPersons",
       count(*) filter (where customer_id is null)::int as "unknownCustomers", count(*) filter (where purpose is null)::int as "unknownPurposes",
       count(*) filter (where customer_id is not null and exists (select 1 from watch.observed_link)
         and customer_id not in (select l.customer_id from watch.observed_link l))::int as "unlinkedCustomers",
       min(at) as "from", max(at) as "to" from watch.observed group by source order by source limit 500`,
  );
  const names = await unknownNames(db);
  return rows.map((row) => {
    const { person = [], purpose = [] } = names.get(row.source) ?? {};
    return { ...row, names: { persons: person, purposes: purpose } };
  });
}

export async function knownPurposes(db: Reading): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>("select distinct id from records.purpose limit 1000");
  return new Set(rows.map(({ id }) => id));
}

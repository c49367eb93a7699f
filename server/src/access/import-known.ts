import type { House } from "./parts.ts";

/** Columns that may name a customer: our id, or the key under which `import customers` brought him in. */
export const KEY_COLUMNS = ["customer", "customer_key"] as const;
type KeyColumn = (typeof KEY_COLUMNS)[number];

export interface CustomerKey {
  column: KeyColumn;
  key: string;
}

export interface KnownCustomer {
  id: string;
  officeId: string;
}

/** What the rows of a batch name and we know. */
export interface Known {
  customer(key: CustomerKey): KnownCustomer | undefined;
  /** Person id of a login. */
  person(login: string): string | undefined;
  offices: ReadonlySet<string>;
}

export function keyOf(row: Record<string, string>): CustomerKey | undefined {
  for (const column of KEY_COLUMNS) if (row[column]) return { column, key: row[column] };
  return undefined;
}

/** Looks a whole batch up: customers by id, or by blind index for a number; persons by login; offices by id. */
export async function known(
  house: House,
  keys: readonly CustomerKey[],
  logins: readonly string[],
  offices: readonly string[],
  system: string,
): Promise<Known> {
  const ids = await customerIds(house, keys, system);
  const [customers, persons, places] = await Promise.all([
    house.db.query<KnownCustomer>(`select id, office_id as "officeId" from records.customer where id = any ($1) and state = 'active'`, [
      [...new Set(ids.values())],
    ]),
    house.db.query<{ id: string; login: string }>("select id, login from people.person where login = any ($1) and state <> 'left'", [
      [...new Set(logins)],
    ]),
    house.db.query<{ id: string }>("select id from people.office where id = any ($1)", [[...new Set(offices)]]),
  ]);
  const byId = new Map(customers.rows.map((row) => [row.id, row]));
  const byLogin = new Map(persons.rows.map((row) => [row.login, row.id]));
  return {
    customer: ({ column, key }) => byId.get(ids.get(`${column}:${key}`) ?? ""),
    person: (login) => byLogin.get(login),
    offices: new Set(places.rows.map(({ id }) => id)),
  };
}

async function customerIds(house: House, keys: readonly CustomerKey[], system: string): Promise<Map<string, string>> {
  const ids = new Map(keys.filter(({ column }) => column === "customer").map(({ key }) => [`customer:${key}`, key]));
  const named = keys.filter(({ column }) => column === "customer_key").map(({ key }) => key);
  const found = named.length > 0 ? await house.records.findByImportKey(system, named) : [];
  for (const [at, id] of found.entries()) if (id !== undefined) ids.set(`customer_key:${named[at]}`, id);
  return ids;
}

import type { Reading } from "../platform/database.ts";
import { PURPOSES, type Purpose, publishedPurposes } from "../records/index.ts";
import { tablePages } from "./table-pages.ts";

/** What the check takes from the tables because the journal does not tell it: purposes by their fingerprint, offices of customers, whose tokens are whose. */
export interface TakenFacts {
  purposes: Map<string, Purpose>;
  customers: Map<string, string>;
  erased: Set<string>;
  conflicts: Map<string, string[]>;
  nobody: string;
  persons: string[];
  offices: string[];
}

/** @param wanted whether a customer was looked at: memory follows looks, not customers */
export async function takeFacts(db: Reading, nobody: string, wanted: (customer: string) => boolean): Promise<TakenFacts> {
  const taken: TakenFacts = {
    purposes: new Map(),
    customers: new Map(),
    erased: new Set(),
    conflicts: new Map(),
    nobody,
    persons: [],
    offices: [],
  };
  const shipped = PURPOSES.map((purpose) => [purpose.id, purpose] as const);
  taken.purposes = new Map([...shipped, ...(await publishedPurposes(db)).map((purpose) => [purpose.id, purpose] as const)]);
  const customers = tablePages<{ id: string; office: string; state: string }>(
    db,
    "select id, office_id as office, state from records.customer where id > $1 order by id limit $2",
  );
  for await (const { id, office, state } of customers) {
    if (state === "erased") taken.erased.add(id);
    if (wanted(id)) taken.customers.set(id, office);
  }
  const pairs = await db.query<{ id: string; person: string; customer: string }>(
    `select distinct t.conflict_id as id, t.person_id as person, i.customer_id as customer
      from people.conflict_token t join records.index_token i on i.token = t.token`,
  );
  for (const { id, person, customer } of pairs.rows) {
    const key = `${person} ${customer}`;
    taken.conflicts.set(key, [...(taken.conflicts.get(key) ?? []), id]);
  }
  taken.persons = (await db.query<{ id: string }>("select id from people.person order by id")).rows.map(({ id }) => id);
  taken.offices = (await db.query<{ id: string }>("select id from people.office order by id")).rows.map(({ id }) => id);
  return taken;
}

import type { Writing } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { problem } from "../../platform/problem.ts";
import { addCustomers, type NewCustomer } from "../add-customers.ts";
import type { House } from "../parts.ts";
import { impossiblePerson } from "./impossible-person.ts";

/** Two persons who agreed to it. */
export interface HoneyMakers {
  id: string;
  by: string;
  second: string;
}

export interface HoneyStatus {
  /** Honey records that were made. Which they are is told to nobody. */
  made: number;
  /** Customers, honey records left out: the only number in which they are counted is their own. */
  customers: number;
  /** Honey records among all records, 0 to 1. */
  share: number;
}

export interface Honey {
  /** @param spend uses the approval up, in the transaction that notes how many were made */
  make(count: number, makers: HoneyMakers, spend: (tx: Writing) => Promise<void>): Promise<void>;
  status(): Promise<HoneyStatus>;
}

const MOST = 1_000;

/**
 * Makes honey records (umpan): customers whom nobody has cause to open, of people who cannot be. They come from where real customers came, lie in
 * their offices, and are told from them by nothing but a flag inside the wrap, which the keeper alone reads. No id is given back, logged or listed.
 * @throws Problem 400 for a count out of range, 409 in a house without customers, where they would stand alone
 */
export async function makeHoney(house: House, count: number, makers: HoneyMakers, spend: (tx: Writing) => Promise<void>): Promise<void> {
  if (!Number.isInteger(count) || count < 1 || count > MOST) throw problem("bad-field", words.count);
  const places = await placesOf(house, count);
  const [{ source } = { source: "" }] = places;
  const customers = places.map((place): NewCustomer => ({ ...place, values: impossiblePerson(), provenance: place, honey: true }));
  await addCustomers(house, customers, { by: makers.by, second: makers.second, source });
  const id = newId("hny");
  await house.act(async (tx, write) => {
    await tx.query("insert into records.honey_batch (id, made_at, count) values ($1, $2, $3)", [id, house.clock.now(), count]);
    await spend(tx);
    await write({
      typ: "honey",
      aggregate: "honey",
      act: makers.by,
      psn: makers.second,
      body: { change: "made", id, count },
      marks: [{ table: "records.honey_batch", id }],
    });
  });
}

/** Office and provenance of so many drawn customers: honey must look as if it had come with the others. */
async function placesOf({ db }: House, count: number): Promise<Array<{ officeId: string; channel: string; source: string }>> {
  const places: Array<{ officeId: string; channel: string; source: string }> = [];
  while (places.length < count) {
    const { rows } = await db.query<(typeof places)[number]>(
      `select c.office_id as "officeId", p.channel, p.source from (
         (select id, office_id from records.customer where id > $1 and state = 'active' order by id limit 1)
         union all (select id, office_id from records.customer where state = 'active' order by id limit 1)) c
       join records.provenance p on p.customer_id = c.id limit 1`,
      [newId("cus")],
    );
    if (!rows[0]) throw problem("conflict", words.noCustomers);
    places.push(rows[0]);
  }
  return places;
}

export async function honeyStatus({ db }: House): Promise<HoneyStatus> {
  const { rows } = await db.query<{ made: number; all: number }>(
    `select (select coalesce(sum(count), 0)::int from records.honey_batch where idx is not null) as made,
       (select count(*)::int from records.customer where state <> 'erased') as all`,
  );
  const { made, all } = rows[0] ?? { made: 0, all: 0 };
  return { made, customers: Math.max(0, all - made), share: all === 0 ? 0 : made / all };
}

const words = {
  count: { id: `Jumlah data pemantau: bilangan bulat 1 sampai ${MOST}.`, en: `Honey records: a whole number from 1 to ${MOST}.` },
  noCustomers: {
    id: "Belum ada pelanggan; data pemantau akan berdiri sendiri dan mudah dikenali.",
    en: "There are no customers yet; honey records would stand alone and be told at a glance.",
  },
};

import { type Behind, type Brought, isOlder, type Shelf, wrapStarts } from "../journal/index.ts";
import { followTokens } from "../people/index.ts";
import type { Database, Reading, Writing } from "../platform/database.ts";
import { PAIRED } from "./index-values.ts";
import type { House, SealedFields } from "./parts.ts";
import { insertTokens } from "./store.ts";

interface Row {
  id: string;
  wrap: string;
  mark: string;
  sealed: SealedFields | null;
  known: string[];
  housed: boolean;
}

/** Customers, for whoever rotates keys. A row that changes between reading and storing keeps what it has, and is read again. */
export const customerShelf = (house: Pick<House, "db" | "fields">): Shelf => ({
  behind: (epoch, after, limit) => customersBehind(house, epoch, after, limit),
  store: (tx, _, found) => storeCustomers(tx, found),
});

async function customersBehind(
  { db, fields }: Pick<House, "db" | "fields">,
  epoch: number,
  after: string,
  limit: number,
): Promise<Behind[]> {
  const needed = fields.filter(({ id, index }) => index || PAIRED.some(({ of }) => of.includes(id)));
  const { rows } = await db.query<Row>({
    name: "records-behind",
    text: `select c.id, c.wrap, md5(c.sealed::text) as mark,
        (select jsonb_object_agg(f.key, f.value) from jsonb_each(c.sealed) f where f.key = any ($5::text[])) as sealed,
        array(select t.token from records.index_token t where t.customer_id = c.id) as known,
        exists (select 1 from records.index_token t where t.customer_id = c.id and t.ix = 'address') as housed
      from records.customer c where c.id > $1 and c.state <> 'erased' and (${isOlder("c.wrap", "$2")}
        or exists (select 1 from records.index_token t where t.customer_id = c.id and t.epoch < $4)) order by c.id limit $3`,
    values: [after, wrapStarts(epoch), limit, epoch, needed.map(({ id }) => id)],
  });
  return rows.map(({ id, wrap, mark, sealed, known, housed }) => {
    const pairs = PAIRED.filter(({ ix }) => ix !== "address" || housed);
    return { kind: "customer", id, wrap, mark, known, ...indexed(fields, pairs, sealed ?? {}) };
  });
}

/** The sealed values that have an index, and which. Not yet by address, where a version before knew none: it would ask for a grant. */
function indexed(fields: House["fields"], pairs: typeof PAIRED, sealed: SealedFields): Pick<Behind, "fields" | "index"> {
  const index = fields.flatMap(({ id, index }) => (index && sealed[id] ? [{ ix: index as string, of: [id] }] : []));
  for (const { ix, of } of pairs) if (of.every((id) => sealed[id])) index.push({ ix, of: [...of] });
  const ids = [...new Set(index.flatMap(({ of }) => of))];
  return { index, fields: ids.map((id) => ({ id, ver: sealed[id]?.[0] ?? 0, ct: sealed[id]?.[1] ?? "" })) };
}

type Found = ReadonlyArray<{ was: Behind; now: Brought }>;

/** Against a deadlock with an import: rows that somebody else holds are left for the next pass, never waited for. */
async function storeCustomers(tx: Writing, found: Found): Promise<number> {
  const free = await tx.query<{ id: string }>(
    "select id from records.customer where id = any ($1::text[]) order by id for update skip locked",
    [found.map(({ was }) => was.id)],
  );
  const mine = new Set(free.rows.map(({ id }) => id));
  const some = found.filter(({ was }) => mine.has(was.id));
  const { rows } = await tx.query<{ id: string }>({
    name: "records-rewrap",
    text: `update records.customer c set wrap = n.wrap from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as n (id, was, wrap, mark)
      where c.id = n.id and c.wrap = n.was and md5(c.sealed::text) = n.mark and c.state <> 'erased' returning c.id`,
    values: [
      some.map(({ was }) => was.id),
      some.map(({ was }) => was.wrap),
      some.map(({ now }) => now.wrap),
      some.map(({ was }) => was.mark),
    ],
  });
  const kept = new Set(rows.map(({ id }) => id));
  const brought = some
    .filter(({ was }) => kept.has(was.id))
    .map(({ was, now }) => ({ id: was.id, tokens: now.tokens, whole: now.withheld === 0 }));
  if (brought.length === 0) return 0;
  // Where tokens were withheld the old ones stay: they tell that somebody is still to be brought.
  await tx.query(
    "delete from records.index_token where customer_id = any ($1::text[]) or (customer_id = any ($2::text[]) and token = any ($3::text[]))",
    [
      brought.filter(({ whole }) => whole).map(({ id }) => id),
      brought.filter(({ whole }) => !whole).map(({ id }) => id),
      brought.flatMap(({ tokens }) => tokens.flatMap(({ token, was }) => [token, ...was])),
    ],
  );
  await insertTokens(tx, brought);
  await followTokens(
    tx,
    brought.flatMap(({ tokens }) => tokens.flatMap(({ token, was }) => was.map((one) => ({ was: one, token })))),
  );
  return brought.length;
}

/** The holder of nothing: comes last, so that its wrap tells how far a rotation has come, and how old a database is. */
export const nobodyShelf = (db: Database, stored: () => Promise<void>): Shelf => ({
  behind: (epoch, after) => nobodyBehind(db, epoch, after),
  async store(tx, _, found) {
    for (const { was, now } of found) await tx.query("update records.nobody set wrap = $2 where id = $1", [was.id, now.wrap]);
    return found.length;
  },
  stored,
});

async function nobodyBehind(db: Reading, epoch: number, after: string): Promise<Behind[]> {
  const { rows } = await db.query<{ id: string; wrap: string }>(
    `select id, wrap from records.nobody where id > $1 and ${isOlder("wrap", "$2")}`,
    [after, wrapStarts(epoch)],
  );
  return rows.map((row) => ({ kind: "customer", ...row, mark: "", fields: [], index: [], known: [] }));
}

/** Customers whose search tokens are of index keys that are gone: of an older database, until two persons grant new ones. */
export async function withOlderTokens(db: Reading, epoch: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    "select count(distinct customer_id)::int as count from records.index_token where epoch < $1",
    [epoch],
  );
  return rows[0]?.count ?? 0;
}

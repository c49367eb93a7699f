import type { Behind, Brought, Shelf } from "../journal/index.ts";
import { isOlder, wrapStarts } from "../journal/index.ts";
import type { Database, Reading, Writing } from "../platform/database.ts";

interface Row {
  id: string;
  wrap: string;
  values: Array<{ field: string; ix: string; sealed: string; tokens: string[] }> | null;
}

const TABLES = [
  { table: "people.conflict_token", own: ["conflict_id", "person_id"] },
  { table: "people.person_token", own: ["person_id"] },
  { table: "people.emergency_token", own: ["person_id"] },
  { table: "people.address_token", own: ["person_id"] },
] as const;

const epochIs = (epoch: string): string => `split_part(token, '.', 1)::int ${epoch}`;

/**
 * Persons with keys of their own. While keys are rotated both tokens of a value stand here, the old and the new: a customer may have
 * either, and a conflict that was declared must hold throughout.
 */
export const personShelf = (db: Database): Shelf => ({
  behind: (epoch, after, limit) => peopleBehind(db, epoch, after, limit),
  store: storePeople,
  async forget(tx, epoch) {
    for (const { table, own } of TABLES)
      await tx.query(
        `delete from ${table} t where ${epochIs("< $1")} and (t.field is not null or exists (select 1 from ${table} n
          where ${own.map((column) => `n.${column} = t.${column}`).join(" and ")} and n.ix = t.ix and split_part(n.token, '.', 1)::int = $1))`,
        [epoch],
      );
  },
});

async function peopleBehind(db: Reading, epoch: number, after: string, limit: number): Promise<Behind[]> {
  const values = TABLES.map(
    ({ table }) =>
      `select t.field, t.ix, t.sealed, jsonb_agg(t.token) as tokens from ${table} t where t.person_id = p.id and t.field is not null group by 1, 2, 3`,
  );
  const missing = TABLES.map(
    ({ table, own }) => `exists (select 1 from ${table} t where t.person_id = p.id and t.field is not null and not exists (
      select 1 from ${table} n where ${own.map((column) => `n.${column} = t.${column}`).join(" and ")} and n.field = t.field
        and split_part(n.token, '.', 1)::int = $4))`,
  );
  const { rows } = await db.query<Row>(
    `select p.id, p.wrap, (select jsonb_agg(v) from (${values.join(" union all ")}) v) as values
      from people.person p where p.id > $1 and p.wrap is not null and (${isOlder("p.wrap", "$2")} or ${missing.join(" or ")}) order by p.id limit $3`,
    [after, wrapStarts(epoch), limit, epoch],
  );
  return rows.map(({ id, wrap, values }) => ({
    kind: "person",
    id,
    wrap,
    mark: "",
    known: (values ?? []).flatMap(({ tokens }) => tokens),
    fields: (values ?? []).map(({ field, sealed }) => ({ id: field, ver: 1, ct: sealed })),
    index: (values ?? []).map(({ field, ix }) => ({ ix, of: [field] })),
  }));
}

async function storePeople(tx: Writing, _: number, found: ReadonlyArray<{ was: Behind; now: Brought }>): Promise<number> {
  const { rows } = await tx.query<{ id: string }>(
    `update people.person p set wrap = n.wrap from unnest($1::text[], $2::text[], $3::text[]) as n (id, was, wrap)
      where p.id = n.id and p.wrap = n.was returning p.id`,
    [found.map(({ was }) => was.id), found.map(({ was }) => was.wrap), found.map(({ now }) => now.wrap)],
  );
  const kept = new Set(rows.map(({ id }) => id));
  const made = found.flatMap(({ was, now }) =>
    kept.has(was.id) ? now.tokens.map(({ token, of }) => ({ person: was.id, field: of[0] ?? "", token })) : [],
  );
  for (const { table, own } of TABLES)
    await tx.query(
      `insert into ${table} (${own.join(", ")}, ix, token, field, sealed)
        select ${own.map((column) => `t.${column}`).join(", ")}, t.ix, n.token, t.field, t.sealed from ${table} t
        join unnest($1::text[], $2::text[], $3::text[]) as n (person, field, token) on t.person_id = n.person and t.field = n.field
        on conflict do nothing`,
      [made.map(({ person }) => person), made.map(({ field }) => field), made.map(({ token }) => token)],
    );
  return kept.size;
}

/** A customer got new tokens: rows of before, whose value nobody keeps, follow the customer whom they match. */
export async function followTokens(tx: Writing, pairs: ReadonlyArray<{ was: string; token: string }>): Promise<void> {
  if (pairs.length === 0) return;
  for (const { table, own } of TABLES)
    await tx.query({
      name: `${table.replace(".", "-")}-follow`,
      text: `insert into ${table} (${own.join(", ")}, ix, token)
        select ${own.map((column) => `t.${column}`).join(", ")}, t.ix, n.token
        from unnest($1::text[], $2::text[]) as n (was, token) join ${table} t on t.token = n.was where t.field is null
        on conflict do nothing`,
      values: [pairs.map(({ was }) => was), pairs.map(({ token }) => token)],
    });
}

/** Numbers that staff named before values were kept, and that match no customer: after a rotation they have to be named again. */
export async function tokensWithoutValue(db: Reading, epoch: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select (${TABLES.map(({ table }) => `(select count(*) from ${table} where field is null and ${epochIs("< $1")})`).join(" + ")})::int as count`,
    [epoch],
  );
  return rows[0]?.count ?? 0;
}

import type { KnownHolder } from "./journal/index.ts";
import type { Database } from "./platform/database.ts";

const PAGE = 500;

/** Everybody who may stand in the journal: people by id, customers by wrap with their cases. To rebuild the projection. */
export async function* knownHolders(db: Database): AsyncGenerator<KnownHolder[]> {
  yield* pages(db, "select 'person' as kind, id from people.person where id > $1 order by id limit $2");
  yield* pages(
    db,
    "select 'customer' as kind, id, wrap, array['prs_nobody'] as cases from records.nobody where id > $1 order by id limit $2",
  );
  yield* pages(
    db,
    `select 'customer' as kind, c.id, c.wrap, array(select k.id from access.cases k where k.customer_id = c.id union all select p.id from customer.presence p where p.customer_id = c.id) as cases
      from records.customer c where c.id > $1 and c.state <> 'erased' order by c.id limit $2`,
  );
}

async function* pages(db: Database, text: string): AsyncGenerator<KnownHolder[]> {
  let after = "";
  for (;;) {
    const { rows } = await db.query<KnownHolder>(text, [after, PAGE]);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? "";
  }
}

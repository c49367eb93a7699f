import type { Reading } from "../platform/database.ts";

/**
 * Which of these customers lay within the person's scope at some time between two instants (R10). One statement, the same for an id that
 * does not exist and for one of another office: whoever writes ids into a report learns nothing from the answer.
 */
export async function customersInReach(db: Reading, personId: string, ids: string[], from: Date, until: Date): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await db.query<{ id: string }>({
    name: "watch-in-reach",
    text: `select k.id from records.customer k left join people.office o on o.id = k.office_id
      where k.id = any ($2) and exists (
        select 1 from people.grant_ g left join people.office top on top.id = g.office_id
        where g.person_id = $1 and g.function in ('cs', 'telesales', 'field') and g.idx is not null
          and g.starts_at < $4 and g.ends_at > $3 and (g.revoked_at is null or g.revoked_at > $3)
          and (g.scope = 'nation' or (g.scope <> 'portfolio' and (o.path = top.path or starts_with(o.path, rtrim(top.path, '/') || '/')))
            or (g.scope = 'portfolio' and exists (select 1 from access.portfolio p where p.customer_id = k.id and p.idx is not null
              and $1 in (p.holder_id, p.stand_in_id) and p.from_at < $4 and (p.until_at is null or p.until_at > $3)))))`,
    values: [personId, ids, from, until],
  });
  return new Set(rows.map(({ id }) => id));
}

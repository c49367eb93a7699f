import { standingCte } from "../../people/index.ts";
import type { Reading } from "../../platform/database.ts";
import type { Decider, Line } from "./rules.ts";

const DECIDES = ["supervisor", "branch_head"];

interface LineRow {
  person_id: string;
  first: string | null;
  second: string | null;
  fit: boolean;
  on_duty: boolean;
}

/**
 * The two who may decide for this person about this customer. Whoever has a declared conflict with the customer, or shares an identity with
 * him, does not decide: else a grudge would only need a willing subordinate.
 */
export async function lineOf(db: Reading, personId: string, customerId: string, now: Date): Promise<Line> {
  const { rows } = await db.query<LineRow>({
    name: "access-break-glass-line",
    text: `select me.person_id, line.first, line.second, me.on_duty,
        me.state = 'active' and me.terms_ok and me.screened and me.contracted and me.pledged and me.functions && $4::text[]
          and not exists (select 1 from people.conflict_token t join people.conflict d on d.id = t.conflict_id and d.withdrawn_at is null
            join records.index_token i on i.token = t.token and i.customer_id = $2 where t.person_id = me.person_id)
          and not exists (select 1 from people.person_token t join records.index_token i on i.token = t.token and i.customer_id = $2
            where t.person_id = me.person_id) as fit
      from (select p.id, nullif(p.supervisor_id, p.id) as first, nullif(nullif(coalesce(p.superior_id, s.supervisor_id, s.superior_id), p.id), p.supervisor_id) as second
        from people.person p left join people.person s on s.id = p.supervisor_id where p.id = $1) line
      cross join lateral (${standingCte("any (array[line.first, line.second])", "$3")}) me`,
    values: [personId, customerId, now, DECIDES],
  });
  const who = (id: string | null | undefined): Decider | undefined => {
    const row = rows.find(({ person_id }) => person_id === id);
    return row && { id: row.person_id, fit: row.fit, onDuty: row.on_duty };
  };
  return { first: who(rows[0]?.first), second: who(rows[0]?.second) };
}

import type { Database } from "../../platform/database.ts";
import type { OfficeDay } from "../office-day.ts";
import { inTurns } from "../turns.ts";

/** Results that claim a contact. */
export const CLAIMED = ["done", "forwarded", "call_back", "interested", "refused_offer"] as const;
/** Cases of our own calls: asking about them would ask in a circle. */
export const SOURCE = "call-backs";

export interface PoolRow {
  look: number;
  personId: string;
  customerId: string;
  purpose: string | null;
}

const MOST = 20_000;

/**
 * Looks of a day where a contact is claimed and nobody but the person himself vouches for it (grade B or C): an outcome or a report names the
 * customer; no call of the exchange and no ticket of the counter does. The newest of each person and customer. Customers who were asked lately, or
 * do not wish to be asked, are left in peace.
 * @param since called since then: not again · @param refusedSince said no since then
 */
export async function callable(db: Database, day: OfficeDay, rest: { since: Date; refusedSince: Date }): Promise<PoolRow[]> {
  const text = `select * from (
       select distinct on (l.person_id, l.customer_id) l.idx as look, l.person_id as "personId", l.customer_id as "customerId", l.purpose
       from journal.look_index l join records.customer c on c.id = l.customer_id and c.state = 'active'
       left join access.cases k on k.id = l.case_id
       where l.person_id = any($1) and l.at >= $2 and l.at < $3 and l.typ = 'look' and l.out = 'opened' and l.decision <> 'deny'
         and coalesce(k.source, '') <> $4
         and (exists (select 1 from watch.interaction i where i.person_id = l.person_id and i.customer_id = l.customer_id and i.kind = 'outcome'
                and i.starts_at >= $2 and i.starts_at < $3 and i.result = any($5))
           or exists (select 1 from watch.report r join watch.report_row w on w.report_id = r.id
                where r.person_id = l.person_id and r.on_date = $6 and w.customer_id = l.customer_id and w.result = any($5)))
         and not exists (select 1 from watch.interaction i where i.person_id = l.person_id and i.customer_id = l.customer_id and i.grade = 'A'
                and i.kind in ('call', 'counter') and i.starts_at >= $2 and i.starts_at < $3)
         and not exists (select 1 from review.explanation e where e.look_idx = l.idx and e.look_row = l.row and e.grade = 'A')
         and not exists (select 1 from review.call_back b where b.customer_id = l.customer_id
                and (b.made_at >= $7 or (b.state = 'refused' and b.answered_at >= $8)))
       order by l.person_id, l.customer_id, l.at desc, l.idx desc) pool
     order by look limit ${MOST}`;
  const values = [day.from, day.until, SOURCE, CLAIMED, day.date, rest.since, rest.refusedSince];
  const ask = async (some: string[]) => (await db.query<PoolRow>(text, [some, ...values])).rows;
  return (await inTurns(db, "persons", day.staff.keys(), ask)).sort((a, b) => a.look - b.look).slice(0, MOST);
}

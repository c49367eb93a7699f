import type { Reading } from "../platform/database.ts";
import type { NewExplanation } from "./look-store.ts";
import type { OfficeDay } from "./office-day.ts";

/** More than this between the same two within a week is no help any more; either way counts, or two would take turns. */
const PER_PAIR = 5;

/**
 * Looks that somebody else has confirmed as asked for by him, grade B and in his name: a colleague who serves this customer by record (T5), or
 * somebody above (T6). A colleague who does not serve the customer excuses nobody, or two could clear each other of whomever they like; nor does
 * a confirmation that does not stand in the journal. Emergency access and honey records are never explained away, whoever asked for them.
 */
export async function confirmedLooks(db: Reading, day: OfficeDay): Promise<NewExplanation[]> {
  const { rows } = await db.query<{ idx: number; row: number; role: string; evidence: string }>(
    `select d.look_idx as idx, d.look_row as row, c.role, c.id as evidence
     from review.confirmation c join review.desk_row r on r.id = c.row_id join review.desk_look d on d.desk_row_id = r.id
     join journal.look_index l on l.idx = d.look_idx and l.row = d.look_row and l.decision <> 'breakglass'
     where r.office_id = $1 and r.on_date = $2 and c.state = 'yes' and c.idx is not null and r.state in ('waiting', 'asked', 'answered')
       and not exists (select 1 from watch.honey_hit h where h.look_idx = d.look_idx)
       and not exists (select 1 from review.explanation e where e.look_idx = d.look_idx and e.look_row = d.look_row)
       and (c.role = 'supervisor' or (
         (select count(distinct o.id) from review.confirmation o where o.role = 'colleague' and o.state = 'yes' and o.id <> c.id
            and o.answered_at > c.answered_at - interval '7 days' and o.answered_at <= c.answered_at
            and ((o.person_id = c.person_id and o.by_person = c.by_person) or (o.person_id = c.by_person and o.by_person = c.person_id))) < ${PER_PAIR}
         and (exists (select 1 from access.portfolio f where f.customer_id = l.customer_id and c.by_person in (f.holder_id, f.stand_in_id)
                and f.idx is not null and f.from_at <= l.at and (f.until_at is null or f.until_at > l.at))
           or exists (select 1 from access.cases k join access.claim a on a.case_id = k.id where k.customer_id = l.customer_id and k.grade <> 'C'
                and a.person_id = c.by_person and a.claimed_at <= l.at and a.claimed_at > l.at - interval '7 days')
           or exists (select 1 from watch.interaction i where i.customer_id = l.customer_id and i.person_id = c.by_person and i.grade <> 'C'
                and i.starts_at <= l.at and i.starts_at > l.at - interval '7 days'))))
     order by d.look_idx, d.look_row`,
    [day.office.id, day.date],
  );
  return rows.map(({ idx, row, role, evidence }) => ({ idx, row, template: role === "supervisor" ? "T6" : "T5", grade: "B", evidence }));
}

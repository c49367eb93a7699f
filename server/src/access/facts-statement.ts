/**
 * Everything the policy must know about person, customer and case, in one named statement: one journey to the database, one plan a
 * connection. Always gives exactly one row for a known session, whether or not the customer exists, so that both cost the same.
 *
 * Widening rows (grants, cases, claims, portfolios, consents given) count only once they stand in the journal (`idx is not null`),
 * narrowing ones (claims of others, refusals) at once. Against whom: a DBA who adds a row behind the program's back.
 */
import { sessionCte, standingCte } from "../people/index.ts";

/** $1 token hash · $2 now · $3 customer id · $4 case id or null · $5 purpose id · $6 consent question or null */
export const FACTS_TEXT = `
with session as (${sessionCte("$1", "$2")}),
standing as (${standingCte("(select person_id from session)", "$2")}),
customer as (
  select c.id, c.wrap, c.marks, c.sealed, o.path as office_path
  from records.customer c join people.office o on o.id = c.office_id where c.id = $3 and c.state = 'active')
select session.*, standing.*,
  customer.id as customer_id, customer.wrap, customer.marks, customer.sealed, customer.office_path as customer_path,
  held.holder_id, held.stand_in_id,
  work.id as case_id, work.purpose as case_purpose, work.origin as case_origin, work.mine as case_mine, work.elsewhere as case_elsewhere,
  (select k.state from records.consent k
    where k.customer_id = customer.id and k.question = $6 and (k.state = 'no' or k.idx is not null)) as consent,
  exists (select 1 from people.conflict_token t join people.conflict d on d.id = t.conflict_id
    join records.index_token i on i.token = t.token and i.customer_id = customer.id
    where t.person_id = session.person_id and d.withdrawn_at is null) as conflict,
  (select array_agg(distinct case
      when pt.person_id = session.person_id then case when pt.ix = 'kk' then 'near' else 'self' end
      when pt.ix = 'kk' and exists (select 1 from people.person_token own where own.person_id = session.person_id and own.token = pt.token) then 'near'
      when kin.office_id = standing.office_id or kin.id in (standing.supervisor_id, standing.superior_id) or kin.supervisor_id = session.person_id then 'near'
      else 'other' end)
    from records.index_token i join people.person_token pt on pt.token = i.token join people.person kin on kin.id = pt.person_id
    where i.customer_id = customer.id) as kinship,
  coalesce((select q.looks + q.searches + q.own_cases from access.quota_day q
    where q.person_id = session.person_id and q.on_date = ($2::timestamptz at time zone standing.zone)::date), 0) as spent
from session
left join standing on true
left join customer on true
left join lateral (
  select p.holder_id, p.stand_in_id from access.portfolio p
  where p.customer_id = customer.id and p.until_at is null and p.idx is not null) held on true
left join lateral (
  select c.id, c.purpose, c.origin,
    coalesce(case when m.id is null then c.assigned_to = session.person_id else m.person_id = session.person_id and m.idx is not null end, false) as mine,
    coalesce(m.person_id <> session.person_id, false) as elsewhere
  from access.cases c
  left join access.claim m on m.case_id = c.id and m.released_at is null and m.expires_at > $2
  where c.customer_id = customer.id and c.closed_at is null and (c.closes_at is null or c.closes_at > $2) and c.idx is not null
    and c.id = coalesce($4, c.id)
  order by mine desc, (c.purpose = $5) desc, c.opened_at desc limit 1) work on true`;

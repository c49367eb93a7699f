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
standing as (${standingCte("(select person_id from session)", "$2")})
select s.session_id, s.person_id, s.token_hash, s.method, s.created_at, s.expires_at, s.mac,
  me.person_wrap, me.state, me.office_id, me.zone, me.language, me.supervisor_id, me.superior_id,
  me.terms_ok, me.screened, me.contracted, me.pledged, me.on_duty, me.functions, me.grants,
  c.id as customer_id, c.wrap, c.marks, c.sealed, o.path as customer_path, held.holder_id, held.stand_in_id,
  work.id as case_id, work.purpose as case_purpose, work.origin as case_origin, work.mine as case_mine, work.elsewhere as case_elsewhere,
  (select k.state from records.consent k where k.customer_id = c.id and k.question = $6 and (k.state = 'no' or k.idx is not null)) as consent,
  exists (select 1 from people.conflict_token t join people.conflict d on d.id = t.conflict_id
    join records.index_token i on i.token = t.token and i.customer_id = c.id
    where t.person_id = s.person_id and d.withdrawn_at is null) as conflict,
  (select array_agg(distinct t.person_id || ' ' || t.ix)
    from records.index_token i join people.person_token t on t.token = i.token where i.customer_id = c.id) as staff,
  coalesce((select q.looks + q.searches + q.own_cases from access.quota_day q
    where q.person_id = s.person_id and q.on_date = ($2::timestamptz at time zone me.zone)::date), 0) as spent
from session s join standing me on true
left join records.customer c on c.id = $3 and c.state = 'active'
left join people.office o on o.id = c.office_id
left join access.portfolio held on held.customer_id = c.id and held.until_at is null and held.idx is not null
left join lateral (
  select k.id, k.purpose, k.origin,
    coalesce(case when m.id is null then k.assigned_to = s.person_id else m.person_id = s.person_id and m.idx is not null end, false) as mine,
    coalesce(m.person_id <> s.person_id, false) as elsewhere
  from access.cases k
  left join access.claim m on m.case_id = k.id and m.released_at is null and m.expires_at > $2
  where k.customer_id = c.id and k.closed_at is null and (k.closes_at is null or k.closes_at > $2) and k.idx is not null
    and k.id = coalesce($4, k.id)
  order by mine desc, (k.purpose = $5) desc, k.opened_at desc limit 1) work on true`;

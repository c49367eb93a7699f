/**
 * Everything the policy must know about person, customer and case, in one named statement: one journey to the database for all who ask
 * at the same moment, one plan a connection. Gives exactly one row for a known session, whether or not the customer exists, so that both
 * cost the same.
 *
 * Widening rows (grants, cases, claims, portfolios, consents given) count only once they stand in the journal (`idx is not null`),
 * narrowing ones (claims of others, refusals) at once. Against whom: a DBA who adds a row behind the program's back.
 *
 * A row crosses as one JSON value: to read forty columns apart would cost the server more than all that it decides from them.
 */
import { sessionCte, standingCte } from "../people/index.ts";

/** Arrays, one element an ask: $1 token hash · $2 now · $3 customer id · $4 case id or null · $5 purpose id. `n` counts from 1;
 * its bounds exclude nothing, but tell the planner that the list is short: else it plans anew at every call, which costs as much as the answer. */
export const FACTS_TEXT = `
select row_to_json(fact) as fact from (
with ask as (
  select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[])
    with ordinality as a (token, now, customer, work, purpose, n) where n between 1 and 64)
select ask.n, s.session_id, s.person_id, s.token_hash, s.method, s.created_at, s.expires_at, s.device, s.mac,
  me.person_wrap, me.state, me.office_id, me.zone, me.language, me.supervisor_id, me.superior_id,
  me.terms_ok, me.screened, me.contracted, me.pledged, me.on_duty, me.grants,
  c.id as customer_id, c.wrap, c.marks, c.sealed, c.customer_path, c.holder_id, c.stand_in_id,
  work.id as case_id, work.purpose as case_purpose, work.origin as case_origin, work.mine as case_mine, work.elsewhere as case_elsewhere,
  (select jsonb_object_agg(k.question, k.state) from records.consent k where k.customer_id = c.id and (k.state = 'no' or k.idx is not null)) as consents,
  exists (select 1 from people.conflict_token t join people.conflict d on d.id = t.conflict_id
    join records.index_token i on i.token = t.token and i.customer_id = c.id
    where t.person_id = s.person_id and d.withdrawn_at is null) as conflict,
  array(select t.person_id || ' ' || t.ix
    from records.index_token i join people.person_token t on t.token = i.token where i.customer_id = c.id) as staff,
  coalesce((select q.looks + q.searches + q.own_cases from access.quota_day q
    where q.person_id = s.person_id and q.on_date = (ask.now at time zone me.zone)::date), 0) as spent
from ask
join lateral (${sessionCte("ask.token", "ask.now")}) s on true
join lateral (${standingCte("s.person_id", "ask.now")}) me on true
left join lateral (
  select k.id, k.wrap, k.marks, k.sealed, o.path as customer_path, held.holder_id, held.stand_in_id
  from records.customer k
  left join people.office o on o.id = k.office_id
  left join access.portfolio held on held.customer_id = k.id and held.until_at is null and held.idx is not null
  where k.id = ask.customer and k.state = 'active' limit 1) c on true
left join lateral (
  select k.id, k.purpose, k.origin,
    coalesce(case when m.id is null then k.assigned_to = s.person_id else m.person_id = s.person_id and m.idx is not null end, false) as mine,
    coalesce(m.person_id <> s.person_id, false) as elsewhere
  from access.cases k
  left join access.claim m on m.case_id = k.id and m.released_at is null and m.expires_at > ask.now
  where k.customer_id = c.id and k.closed_at is null and (k.closes_at is null or k.closes_at > ask.now) and k.idx is not null
    and k.id = coalesce(ask.work, k.id)
  order by mine desc, (k.purpose = ask.purpose) desc, k.opened_at desc limit 1) work on true) fact`;

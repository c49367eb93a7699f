/**
 * Everything the policy must know about person, customer and case, in one named statement: one journey to the database for all who ask
 * at the same moment, one plan a connection. Gives exactly one row for a known session, whether or not the customer exists, so that both
 * cost the same.
 *
 * Widening rows (grants, cases, claims, portfolios, consents given) count only once they stand in the journal (`idx is not null`),
 * narrowing ones (claims of others, refusals) at once. Against whom: a DBA who adds a row behind the program's back.
 *
 * What is text crosses as one text, cut by a character that no id holds: to write a row as JSON, or to read forty columns apart, would
 * cost more than all that is decided from them.
 */
import { sessionCte, standingCte } from "../people/index.ts";

/** Stands between the values of a row: the unit separator of ASCII. A value that is missing is empty. */
export const SEPARATOR = "\u001f";

/** Each value as text, in the order in which they cross. `n` says whose row it is. Lists are lines. */
const VALUES = {
  n: "ask.n::text",
  session_id: "s.session_id",
  person_id: "s.person_id",
  token_hash: "s.token_hash",
  method: "s.method",
  device: "s.device",
  mac: "s.mac",
  person_wrap: "me.person_wrap",
  state: "me.state",
  office_id: "me.office_id",
  zone: "me.zone",
  language: "me.language",
  supervisor_id: "me.supervisor_id",
  superior_id: "me.superior_id",
  terms_ok: "me.terms_ok::text",
  screened: "me.screened::text",
  contracted: "me.contracted::text",
  pledged: "me.pledged::text",
  duty_kind: "me.duty_kind",
  grants: "me.grants",
  customer_id: "c.id",
  wrap: "c.wrap",
  marks: "array_to_string(c.marks, chr(10))",
  customer_path: "c.customer_path",
  holder_id: "c.holder_id",
  stand_in_id: "c.stand_in_id",
  case_id: "work.id",
  case_purpose: "work.purpose",
  /** Seconds; only of a visit, which is of a day. */
  case_opened: "case when work.purpose = 'visit' then extract(epoch from work.opened_at)::text end",
  case_origin: "work.origin",
  case_mine: "work.mine::text",
  case_elsewhere: "work.elsewhere::text",
  consents: `(select string_agg(k.question || ' ' || k.state, chr(10))
    from records.consent k where k.customer_id = c.id and (k.state = 'no' or k.idx is not null))`,
  conflict: `(exists (select 1 from people.conflict_token t join people.conflict d on d.id = t.conflict_id
    join records.index_token i on i.token = t.token and i.customer_id = c.id
    where t.person_id = s.person_id and d.withdrawn_at is null))::text`,
  staff: `(select string_agg(t.person_id || ' ' || t.ix, chr(10))
    from records.index_token i join people.person_token t on t.token = i.token where i.customer_id = c.id)`,
  spent: `(select q.looks + q.searches + q.own_cases from access.quota_day q
    where q.person_id = s.person_id and q.on_date = (ask.now at time zone me.zone)::date)::text`,
} as const;

/** Names of the values in the order in which they cross. */
export const NAMES = Object.keys(VALUES) as Array<keyof typeof VALUES>;

/** Arrays, one element an ask: $1 token hash · $2 now · $3 customer id · $4 case id or null · $5 purpose id. `n` counts from 1;
 * its bounds exclude nothing, but tell the planner that the list is short: else it plans anew at every call, which costs as much as the answer. */
export const FACTS_TEXT = `
with ask as (
  select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[])
    with ordinality as a (token, now, customer, work, purpose, n) where n between 1 and 64)
select array_to_string(array[${Object.values(VALUES).join(", ")}], chr(31), '') as told, s.created_at, s.expires_at, c.sealed
from ask
join lateral (${sessionCte("ask.token", "ask.now")}) s on true
join lateral (${standingCte("s.person_id", "ask.now", "lines")}) me on true
left join lateral (
  select k.id, k.wrap, k.marks, k.sealed, o.path as customer_path, held.holder_id, held.stand_in_id
  from records.customer k
  left join people.office o on o.id = k.office_id
  left join access.portfolio held on held.customer_id = k.id and held.until_at is null and held.idx is not null
  where k.id = ask.customer and k.state = 'active' limit 1) c on true
left join lateral (
  select k.id, k.purpose, k.origin, k.opened_at,
    coalesce(case when m.id is null then k.assigned_to = s.person_id else m.person_id = s.person_id and m.idx is not null end, false) as mine,
    coalesce(m.person_id <> s.person_id, false) as elsewhere
  from access.cases k
  left join access.claim m on m.case_id = k.id and m.released_at is null and m.expires_at > ask.now
  where k.customer_id = c.id and k.closed_at is null and (k.closes_at is null or k.closes_at > ask.now) and k.idx is not null
    and k.id = coalesce(ask.work, k.id)
  order by mine desc, (k.purpose = ask.purpose) desc, k.opened_at desc limit 1) work on true`;

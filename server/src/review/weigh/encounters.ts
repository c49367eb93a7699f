/**
 * Looks as the scoring counts them, as SQL: the first of a person at a customer after half an hour without one. $1 persons, $2 and $3 bounds of the
 * office's local day, $4 its zone. All that is told of a look was on record strictly before it.
 *
 * `met` has one row an encounter; `feature` adds what is known of the moment, for those that `chosen` names. A search, a refusal and what the
 * person himself did within the half hour are no contact with the customer.
 */
import { SEEN } from "../../watch/index.ts";
import { IS_LOOK } from "../look-store.ts";

const LOOK = "l.idx, l.row, l.at, l.person_id, l.customer_id, l.purpose";

/** `asked`: name of a relation of (idx, row) whose looks are there whatever they count as by now: what lay on a desk once is weighed. */
export const metOf = (asked?: string): string => `
  looks as (
    select ${LOOK} from ${SEEN} l where ${IS_LOOK}${asked ? ` union select ${LOOK} from ${asked} w join ${SEEN} l on l.idx = w.idx and l.row = w.row` : ""}),
  gaps as (
    select l.*, lag(l.at) over (partition by l.person_id, l.customer_id order by l.at, l.idx, l.row) as here_before from looks l),
  seen as (select g.*, g.here_before is null or g.at - g.here_before > interval '30 minutes' as begins from gaps g),
  met as (
    select s.*, count(*) over (partition by s.person_id order by s.at range between interval '60 minutes' preceding and current row) - 1 as burst
    from seen s where s.begins)`;

/** `chosen`: name of a relation with the columns of `met`. Persons are probed for one by one: of what `chosen` leaves the planner guesses one row, and would read all persons for each. */
export const featureOf = (chosen: string): string => `
  feature as (
    select m.idx, m.row, m.at, m.person_id, m.customer_id, p.job, p.office_id, m.burst::float8 as burst, coalesce(m.purpose, '') as stage,
      extract(hour from m.at at time zone $4)::int as hour,
      extract(epoch from m.at - greatest(
        (select max(o.at) from journal.look_index o where o.customer_id = m.customer_id and o.at < m.at and o.typ in ('look', 'match') and o.decision <> 'deny'
          and (o.person_id <> m.person_id or o.at < m.at - interval '30 minutes')),
        (select max(o.at) from watch.observed o join watch.observed_batch b on b.id = o.batch_id where b.idx is not null and o.customer_id = m.customer_id and o.at < m.at
          and (o.person_id <> m.person_id or o.at < m.at - interval '30 minutes')),
        (select max(i.starts_at) from watch.interaction i where i.customer_id = m.customer_id and i.starts_at < m.at and i.grade <> 'C'),
        case when c.last_contact_on::timestamp at time zone $4 < m.at then c.last_contact_on::timestamp at time zone $4 end)) / 86400.0 as dormant_days,
      extract(epoch from m.at - greatest(
        (select max(o.at) from journal.look_index o where o.person_id = m.person_id and o.at < m.at),
        (select max(o.at) from watch.observed o where o.person_id = m.person_id and o.at < m.at))) / 86400.0 as idle_days,
      coalesce((select count(distinct r.person_id) from review.desk_row r where r.customer_id = m.customer_id and r.person_id <> m.person_id
        and r.kind = 'look' and r.state <> 'explained' and r.at >= m.at - interval '7 days' and r.at < m.at), 0)::float8 as crowd,
      coalesce('public_figure' = any(c.marks), false) as public_figure
    from ${chosen} m cross join lateral (select q.job, q.office_id from people.person q where q.id = m.person_id offset 0) p
      left join records.customer c on c.id = m.customer_id)`;

/** Days in which a vendor's regions are only learned: at first all of them are new. */
const LEARNING = 14;
/** An office's region: what stands right below the head office on its path. */
const regionOf = (office: string): string => `split_part(${office}.path, '/', 3)`;

/** What is known of the two of them beside the work: rows of (idx, row, flag) for the looks of `feature`. */
export const FLAGGED = `
  on_duty as materialized (
    select q.office_id, d.person_id, d.starts_at, d.ends_at from people.duty d join people.person q on q.id = d.person_id
    where d.kind <> 'off' and d.starts_at < $3 and d.ends_at > $2 and q.office_id in (select office_id from feature)),
  flagged as (
    select f.idx, f.row, 'declared_party' as flag from feature f
      join records.index_token i on i.customer_id = f.customer_id
      join people.conflict_token t on t.token = i.token and t.person_id = f.person_id
      join people.conflict d on d.id = t.conflict_id and d.withdrawn_at is null
    union
    select f.idx, f.row, case
        when t.person_id = f.person_id then case when t.ix = 'kk' then 'same_household' else 'self' end
        when t.person_id in (me.supervisor_id, me.superior_id) then 'superior'
        when it.office_id = me.office_id or it.supervisor_id = me.id or it.supervisor_id = me.supervisor_id then 'colleague' end
      from feature f
      join records.index_token i on i.customer_id = f.customer_id
      join people.person_token t on t.token = i.token
      join people.person me on me.id = f.person_id join people.person it on it.id = t.person_id
    union
    select f.idx, f.row, 'emergency_contact' from feature f
      join records.index_token i on i.customer_id = f.customer_id
      join people.emergency_token t on t.token = i.token and t.person_id = f.person_id
    union
    select f.idx, f.row, 'same_address' from feature f
      join records.index_token i on i.customer_id = f.customer_id
      join people.address_token t on t.token = i.token and t.person_id = f.person_id
    union
    select f.idx, f.row, 'public_figure' from feature f where f.public_figure
    union
    select f.idx, f.row, 'ex_case' from feature f where exists (
      select 1 from access.cases k join access.claim a on a.case_id = k.id and a.person_id = f.person_id
      where k.customer_id = f.customer_id and k.closed_at < f.at - interval '1 day' and k.grade <> 'C')
      and not exists (select 1 from access.cases k where k.customer_id = f.customer_id and k.grade <> 'C' and k.opened_at <= f.at and (k.closed_at is null or k.closed_at >= f.at))
    union
    select f.idx, f.row, 'new_region' from feature f
      join people.person me on me.id = f.person_id and me.vendor_id is not null
      join records.customer c on c.id = f.customer_id join people.office o on o.id = c.office_id
      where exists (select 1 from review.vendor_office v where v.vendor_id = me.vendor_id and v.first_on <= ($2 at time zone $4)::date - ${LEARNING})
        and not exists (select 1 from review.vendor_office v join people.office w on w.id = v.office_id
          where v.vendor_id = me.vendor_id and v.first_on < ($2 at time zone $4)::date and ${regionOf("w")} = ${regionOf("o")})
    union
    select f.idx, f.row, 'serial' from feature f where (
      select count(distinct r.on_date) from review.desk_row r where r.person_id = f.person_id and r.customer_id = f.customer_id and r.kind = 'look'
        and r.state <> 'explained' and r.at < f.at - interval '12 hours' and r.at >= f.at - interval '42 days') >= 2
    union
    select f.idx, f.row, 'alone_on_duty' from feature f where exists (
        select 1 from people.duty d where d.person_id = f.person_id and d.kind <> 'off' and f.at >= d.starts_at and f.at < d.ends_at)
      and not exists (
        select 1 from on_duty d where d.office_id = f.office_id and d.person_id <> f.person_id and f.at >= d.starts_at and f.at < d.ends_at))`;

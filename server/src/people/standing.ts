import type { Language } from "../platform/language.ts";

/** A live grant: what somebody may do, and how far (R10, R36). `office_path` is null for the whole nation and for a portfolio. */
export interface Grant {
  function: string;
  scope: "nation" | "region" | "branch" | "portfolio";
  office_path: string | null;
}

/** One row of `standingCte`. */
export interface StandingRow {
  person_id: string;
  person_wrap: string | null;
  name: string;
  login: string;
  state: "candidate" | "active" | "suspended" | "left";
  office_id: string;
  office_name: string;
  office_path: string;
  zone: string;
  zone_label: string;
  language: Language;
  supervisor_id: string | null;
  superior_id: string | null;
  joined_on: string;
  employment: "internal" | "outsourced";
  job: string;
  screened: boolean;
  contracted: boolean;
  pledged: boolean;
  pledge_until: Date | null;
  terms_ok: boolean;
  on_duty: boolean;
  duty_kind: "desk" | "field" | "off" | null;
  duty_until: Date | null;
  functions: string[];
  grants: Grant[];
}

const GRANTS = {
  json: (live: string) => `coalesce((select json_agg(json_build_object('function', g.function, 'scope', g.scope, 'office_path', go.path))
      from ${live}), '[]')`,
  lines: (live: string) => `(select string_agg(g.function || ' ' || g.scope || ' ' || coalesce(go.path, ''), chr(10)) from ${live})`,
};

/**
 * Everything about a person's standing at an instant, one row, none for an unknown person. Widening rows (grants, screenings, contracts,
 * pledges, acceptances, duty) count only once they stand in the journal; narrowing ones (an end, a revocation, an `off` segment) at once.
 * Days are days of the office's zone (R72). Rank appears nowhere: only grants open anything (R36, R37).
 * Every answer is an expression of its own: whoever asks for few of the columns pays for few.
 * @param form of the grants: the hot path takes them as lines, for {@link grantsOf}, since JSON costs the database more than all it finds
 */
export function standingCte(personParam: string, nowParam: string, form: keyof typeof GRANTS = "json"): string {
  const now = `${nowParam}::timestamptz`;
  const duty = `people.duty d where d.person_id = p.id and d.starts_at <= ${now} and d.ends_at > ${now} and (d.idx is not null or d.kind = 'off')`;
  const decisive = "order by d.kind = 'off' desc, d.kind = 'field' desc, d.ends_at desc limit 1";
  const pledge = `people.pledge g where g.person_id = p.id and g.idx is not null and g.signed_at <= ${now} and g.valid_until > ${now}`;
  const live = `people.grant_ g left join people.office go on go.id = g.office_id
    where g.person_id = p.id and p.state = 'active' and g.idx is not null and g.revoked_at is null and g.starts_at <= ${now} and g.ends_at > ${now}`;
  return `
  select p.id as person_id, p.wrap as person_wrap, p.name, p.login, p.state, p.office_id, o.name as office_name, o.path as office_path,
    o.time_zone as zone, o.zone_label, p.language, p.supervisor_id, p.superior_id, p.joined_on, p.employment, p.job,
    exists (select 1 from people.screening s where s.person_id = p.id and s.idx is not null
      and day.today between s.passed_on and s.valid_until) as screened,
    exists (select 1 from people.contract c where c.person_id = p.id and c.idx is not null
      and c.starts_on <= day.today and (c.ends_on is null or c.ends_on >= day.today)) as contracted,
    exists (select 1 from ${pledge}) as pledged, (select max(g.valid_until) from ${pledge}) as pledge_until,
    exists (select 1 from people.terms_acceptance a where a.person_id = p.id and a.idx is not null
      and a.version >= (select coalesce(max(t.version) filter (where t.grace_until <= ${now}), min(t.version)) from people.terms t)) as terms_ok,
    coalesce((select bool_and(d.kind <> 'off') from ${duty}), false) as on_duty,
    (select d.kind from ${duty} ${decisive}) as duty_kind, (select d.ends_at from ${duty} ${decisive}) as duty_until,
    coalesce((select array_agg(distinct g.function) from ${live}), '{}') as functions,
    ${GRANTS[form](live)} as grants
  from people.person p join people.office o on o.id = p.office_id
  cross join lateral (select (${now} at time zone o.time_zone)::date as today) day
  where p.id = ${personParam}`;
}

/** Grants out of lines: function, scope, and the office's path where there is one. */
export const grantsOf = (lines: string): Grant[] => (lines === "" ? [] : lines.split("\n").map(grantOf));

function grantOf(line: string): Grant {
  const [name = "", scope, path] = line.split(" ", 3);
  return { function: name, scope: scope as Grant["scope"], office_path: path || null };
}

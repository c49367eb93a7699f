import type { House } from "./parts.ts";
import { type CONTROLS, type ControlShare, runsForOutsourcedOnly } from "./rules.ts";

type Control = (typeof CONTROLS)[number];

export interface EqualControl extends ControlShare {
  control: Control;
  /** It runs for outsourced staff, and for nobody internal (R79). */
  outsourcedOnly: boolean;
}

/** Whom of those who hold a live grant each control reaches, internal and outsourced apart (R79, R80): the same ones are to reach all. */
export async function equalControls({ db, clock }: House): Promise<EqualControl[]> {
  const { rows } = await db.query<{ control: Control; employment: "internal" | "outsourced"; has: number; of: number }>(
    `with held as (
       select p.id, p.employment, p.supervisor_id, p.superior_id, (
           select max(g.ends_at) from people.grant_ g where g.person_id = p.id and g.idx is not null and g.revoked_at is null and g.starts_at <= $1 and g.ends_at > $1) as ends
       from people.person p where p.state = 'active'),
     asked as (
       select h.employment, c.control, case c.control
           when 'screening' then exists (select 1 from people.screening s where s.person_id = h.id and s.idx is not null and s.valid_until >= $1::date)
           when 'contract' then exists (select 1 from people.contract k where k.person_id = h.id and k.idx is not null and (k.ends_on is null or k.ends_on >= $1::date))
           when 'pledge' then exists (select 1 from people.pledge l where l.person_id = h.id and l.idx is not null and l.valid_until > $1)
           when 'terms' then exists (select 1 from people.terms_acceptance a where a.person_id = h.id and a.idx is not null)
           else h.supervisor_id is not null or h.superior_id is not null end as holds
       from held h cross join (values ('screening'), ('contract'), ('pledge'), ('terms'), ('line')) as c (control) where h.ends is not null)
     select control, employment, count(*) filter (where holds)::int as has, count(*)::int as of from asked group by 1, 2 order by 1, 2`,
    [clock.now()],
  );
  return CONTROL_ORDER.map((control) => {
    const share = (employment: string) => {
      const { has = 0, of = 0 } = rows.find((row) => row.control === control && row.employment === employment) ?? {};
      return { has, of };
    };
    const one = { internal: share("internal"), outsourced: share("outsourced") };
    return { control, ...one, outsourcedOnly: runsForOutsourcedOnly(one) };
  });
}

const CONTROL_ORDER: readonly Control[] = ["screening", "contract", "pledge", "terms", "line"];

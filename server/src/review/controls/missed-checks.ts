import { localDay } from "../../platform/local-day.ts";
import { monthStart } from "./control-month.ts";
import { monthOn } from "./draw-month.ts";
import type { ControlParts } from "./parts.ts";
import { READABLE, type Reader } from "./readers.ts";

/** Nobody called on him unannounced in that month. */
export interface MissedCheck {
  person: { id: string; name: string };
  supervisor: { id: string; name: string };
  /** YYYY-MM by his office's clocks. */
  month: string;
}

const MOST = 200;
/** Months that are looked back upon. */
const BACK = 3;

interface Office {
  id: string;
  zone: string;
}

/**
 * Persons who could open customer data through a month that is over, and of whom no unannounced check is recorded for it (R59). Months in which the house
 * drew no checks yet are not counted against anybody.
 */
export async function missedChecks({ db }: ControlParts, reader: Reader, now: Date): Promise<MissedCheck[]> {
  const { rows: offices } = await db.query<Office>("select id, time_zone as zone from people.office order by path limit 5000");
  const missed: MissedCheck[] = [];
  for (const { zone, months } of monthsByZone(offices, now)) {
    for (const month of months) {
      const { rows } = await db.query<{ id: string; name: string; supervisorId: string; supervisor: string | null }>(TEXT, [
        ...reader,
        month,
        monthStart(month, zone),
        monthStart(monthOn(month, 1), zone),
        zone,
        now,
      ]);
      for (const { id, name, supervisorId, supervisor } of rows)
        missed.push({ person: { id, name }, supervisor: { id: supervisorId, name: supervisor ?? "" }, month });
    }
  }
  return missed.slice(0, MOST);
}

/** Could he open customer data at that moment? A grant that was renewed meanwhile is one and the same post. */
const heldAt = (
  at: string,
): string => `exists (select 1 from people.grant_ g where g.person_id = p.id and g.function in ('cs', 'telesales', 'field')
  and g.idx is not null and g.starts_at <= ${at} and g.ends_at > ${at} and (g.revoked_at is null or g.revoked_at > ${at}))`;

/** A check counts for the month that drew it, however late it was done. $5 month, $6 its start, $7 its end, $8 the zone, $9 now. */
const TEXT = `select p.id, p.name, p.supervisor_id as "supervisorId", b.name as supervisor
  from people.person p join people.office o on o.id = p.office_id left join people.person b on b.id = p.supervisor_id
  where o.time_zone = $8 and p.state = 'active' and p.supervisor_id is not null and p.joined_on <= ($6 at time zone $8)::date and ${READABLE}
    and exists (select 1 from review.inquiry_step m where m.topic = 'controls ' || o.id || ' ' || $5)
    and ${heldAt("$6::timestamptz")} and ${heldAt("$7::timestamptz - interval '1 second'")} and ${heldAt("$9::timestamptz")}
    and not exists (select 1 from review.inquiry_step d join review.inquiry_step f on f.id = d.thread
      where d.kind = 'check_done' and d.person_id = p.id and f.facts::jsonb ->> 'month' = $5)
  order by p.name, p.id limit ${MOST}`;

function monthsByZone(offices: readonly Office[], now: Date): Array<{ zone: string; months: string[] }> {
  return [...new Set(offices.map(({ zone }) => zone))].map((zone) => {
    const month = localDay(now, zone).slice(0, 7);
    return { zone, months: Array.from({ length: BACK }, (_, n) => monthOn(month, -1 - n)) };
  });
}

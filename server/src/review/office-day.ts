import type { Reading } from "../platform/database.ts";
import { dayBounds } from "../platform/local-day.ts";

/** Somebody of the office on that day, those who left included: their attempts are seen too. */
export interface Staff {
  id: string;
  name: string;
  job: string;
  supervisorId: string | undefined;
  superiorId: string | undefined;
  /** The data protection officer, for whom nobody is above: nobody is above the watch (R80). */
  officerId: string | undefined;
  joinedOn: string;
}

/** One office's local day: everything of the evening happens within it. */
export interface OfficeDay {
  office: { id: string; name: string; zone: string; label: string };
  date: string;
  from: Date;
  until: Date;
  staff: ReadonlyMap<string, Staff>;
}

export interface Office {
  id: string;
  name: string;
  zone: string;
  label: string;
}

/** Offices in which somebody works, in the order of the tree. */
export async function offices(db: Reading, id?: string): Promise<Office[]> {
  const { rows } = await db.query<Office>(
    `select o.id, o.name, o.time_zone as zone, o.zone_label as label from people.office o
     where ($1::text is null or o.id = $1) and exists (select 1 from people.person p where p.office_id = o.id) order by o.path`,
    [id ?? null],
  );
  return rows;
}

interface StaffRow {
  id: string;
  name: string;
  job: string;
  supervisor: string | null;
  superior: string | null;
  officer: string | null;
  joined_on: string;
}

/** A supervisor who left or is suspended is none: the row goes to the superior. */
export async function officeDay(db: Reading, office: Office, date: string): Promise<OfficeDay> {
  const { from, until } = dayBounds(date, office.zone);
  const { rows } = await db.query<StaffRow>(
    `select p.id, p.name, p.job, s.id as supervisor, t.id as superior, p.joined_on, case when s.id is null and t.id is null then (
       select min(q.id) from people.person q join people.grant_ g on g.person_id = q.id where q.id <> p.id and q.state = 'active' and g.function = 'officer'
         and g.idx is not null and g.revoked_at is null and g.starts_at < $3 and g.ends_at > $2) end as officer from people.person p
     left join people.person s on s.id = p.supervisor_id and s.state = 'active' left join people.person t on t.id = p.superior_id and t.state = 'active'
     where p.office_id = $1 order by p.name, p.id`,
    [office.id, from, until],
  );
  const staff = rows.map((row) => ({
    id: row.id,
    name: row.name,
    job: row.job,
    supervisorId: row.supervisor ?? undefined,
    superiorId: row.superior ?? undefined,
    officerId: row.officer ?? undefined,
    joinedOn: row.joined_on,
  }));
  return { office, date, from, until, staff: new Map(staff.map((one) => [one.id, one])) };
}

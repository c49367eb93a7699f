import type { Reading } from "../platform/database.ts";
import type { Known } from "./import-row.ts";

/** Somebody as he stands now, for the diff of an import. */
export interface Present {
  id: string;
  login: string;
  name: string;
  employment: string;
  vendorId: string | null;
  officeId: string;
  supervisor: string | null;
  superior: string | null;
  job: string;
  extension: string | null;
  state: string;
  functions: string[];
  screenedOn: string | null;
  contractFrom: string | null;
  pledged: boolean;
  identityMac: string | null;
}

export async function present(db: Reading, logins: string[], now: Date): Promise<Map<string, Present>> {
  const { rows } = await db.query<Present>(
    `select p.id, p.login, p.name, p.employment, p.vendor_id as "vendorId", p.office_id as "officeId", s.login as supervisor, u.login as superior,
      p.job, p.extension, p.state, p.identity_mac as "identityMac",
      coalesce((select array_agg(distinct g.function) from people.grant_ g where g.person_id = p.id and g.revoked_at is null and g.ends_at > $2), '{}') as functions,
      (select max(c.passed_on) from people.screening c where c.person_id = p.id) as "screenedOn",
      (select max(c.starts_on) from people.contract c where c.person_id = p.id) as "contractFrom",
      exists (select 1 from people.pledge c where c.person_id = p.id and c.valid_until > $2) as pledged
    from people.person p left join people.person s on s.id = p.supervisor_id left join people.person u on u.id = p.superior_id
    where p.login = any($1::text[])`,
    [logins, now],
  );
  return new Map(rows.map((row) => [row.login, row]));
}

/** Offices and vendors by id and by name; a name that two bear stands for neither. */
export async function knownNames(db: Reading): Promise<Pick<Known, "offices" | "vendors">> {
  const [offices, vendors] = await Promise.all(
    ["office", "vendor"].map((table) => db.query<{ id: string; name: string }>(`select id, name from people.${table}`)),
  );
  return { offices: byName(offices?.rows ?? []), vendors: byName(vendors?.rows ?? []) };
}

function byName(rows: Array<{ id: string; name: string }>): Map<string, string> {
  const single = rows.filter(({ name }) => rows.filter((other) => other.name === name).length === 1);
  return new Map([...single.map(({ id, name }) => [name, id] as const), ...rows.map(({ id }) => [id, id] as const)]);
}

export interface RosterPerson {
  id: string;
  login: string;
  zone: string;
}

export async function rosterPeople(db: Reading, logins: string[]): Promise<Map<string, RosterPerson>> {
  const { rows } = await db.query<RosterPerson>(
    `select p.id, p.login, o.time_zone as zone from people.person p join people.office o on o.id = p.office_id
      where p.login = any($1::text[]) and p.state <> 'left'`,
    [logins],
  );
  return new Map(rows.map((row) => [row.login, row]));
}

export interface PlannedSegment {
  personId: string;
  date: string;
  kind: string;
  from: Date;
  to: Date;
}

export async function plannedDays(db: Reading, personIds: string[], dates: string[]): Promise<PlannedSegment[]> {
  const { rows } = await db.query<PlannedSegment>(
    `select person_id as "personId", on_date as date, kind, starts_at as "from", ends_at as "to" from people.duty
      where person_id = any($1::text[]) and on_date = any($2::date[]) and source <> 'absence' order by starts_at`,
    [personIds, dates],
  );
  return rows;
}

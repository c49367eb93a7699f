import type { FunctionName } from "./functions.ts";
import type { House } from "./parts.ts";
import { type StandingRow, standingCte } from "./standing.ts";

export interface PersonName {
  id: string;
  name: string;
  job: string;
  officeId: string;
  employment: "internal" | "outsourced";
  supervisorId: string | null;
  /** Who decides where the supervisor is silent or is himself the one it is about (R5). */
  superiorId: string | null;
  state: string;
}

const NAME = `p.id, p.name, p.job, p.office_id as "officeId", p.employment, p.supervisor_id as "supervisorId", p.superior_id as "superiorId", p.state`;

/** Names and posts of people by id; unknown ids are left out. At most 1,000 at once. */
export async function names(house: House, ids: readonly string[]): Promise<Map<string, PersonName>> {
  const asked = [...new Set(ids)].slice(0, 1_000);
  if (asked.length === 0) return new Map();
  const { rows } = await house.db.query<PersonName>(`select ${NAME} from people.person p where p.id = any($1::text[])`, [asked]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Logins of people at work who share a NIK, as tokens tell: one human being with two of them. At most 50 groups. */
export async function sharedNiks(house: House): Promise<string[][]> {
  const { rows } = await house.db.query<{ logins: string[] }>(
    `select distinct array_agg(distinct p.login order by p.login) as logins from people.person_token t join people.person p on p.id = t.person_id
      where t.ix = 'nik' and p.state <> 'left' group by t.token having count(distinct p.id) > 1 order by logins limit 50`,
  );
  return rows.map(({ logins }) => logins);
}

/** People of an office with their logins, by name; those who have left come too. At most 500. */
export async function ofOffice(house: House, officeId: string): Promise<Array<PersonName & { login: string }>> {
  const { rows } = await house.db.query<PersonName & { login: string }>(
    `select p.login, ${NAME} from people.person p where p.office_id = $1 order by p.name, p.id limit 500`,
    [officeId],
  );
  return rows;
}

/** People whose direct superior this person is. At most 500. */
export async function teamOf(house: House, supervisorId: string): Promise<PersonName[]> {
  const { rows } = await house.db.query<PersonName>(
    `select ${NAME} from people.person p where p.supervisor_id = $1 order by p.name, p.id limit 500`,
    [supervisorId],
  );
  return rows;
}

export interface OfficeName {
  id: string;
  name: string;
  kind: string;
  path: string;
  zone: string;
  label: string;
}

const OFFICE = "o.id, o.name, o.kind, o.path, o.time_zone as zone, o.zone_label as label";

/** All offices, by path. At most 5,000. */
export async function offices(house: House): Promise<OfficeName[]> {
  const { rows } = await house.db.query<OfficeName>(`select ${OFFICE} from people.office o order by o.path limit 5000`);
  return rows;
}

export async function office(house: House, id: string): Promise<OfficeName | undefined> {
  const { rows } = await house.db.query<OfficeName>(`select ${OFFICE} from people.office o where o.id = $1`, [id]);
  return rows[0];
}

export interface DutySegment {
  kind: "desk" | "field" | "off";
  from: Date;
  to: Date;
}

/** A person's duty segments that touch the span, oldest first. */
export async function dutyOf(house: House, personId: string, from: Date, until: Date): Promise<DutySegment[]> {
  const { rows } = await house.db.query<DutySegment>(
    `select kind, starts_at as "from", ends_at as "to" from people.duty
      where person_id = $1 and ends_at > $2 and starts_at < $3 and (idx is not null or kind = 'off') order by starts_at limit 100`,
    [personId, from, until],
  );
  return rows;
}

/** Somebody by login or by id; undefined when unknown. */
export async function find(house: House, loginOrId: string): Promise<PersonName | undefined> {
  const { rows } = await house.db.query<PersonName>(`select ${NAME} from people.person p where p.login = $1 or p.id = $1`, [
    loginOrId.trim().toLowerCase(),
  ]);
  return rows[0];
}

/** Under which somebody signs in; empty when unknown. */
export async function loginOf(house: House, personId: string): Promise<string> {
  const { rows } = await house.db.query<{ login: string }>("select login from people.person where id = $1", [personId]);
  return rows[0]?.login ?? "";
}

/** Functions of somebody's live grants. */
export async function functionsOf(house: House, personId: string): Promise<string[]> {
  const { rows } = await house.db.query<StandingRow>({
    name: "people-holds",
    text: standingCte("$1", "$2"),
    values: [personId, house.clock.now()],
  });
  return rows[0]?.functions ?? [];
}

/** Has this person a live grant of the function now? */
export const holds = async (house: House, personId: string, name: FunctionName): Promise<boolean> =>
  (await functionsOf(house, personId)).includes(name);

/** Is somebody this person's supervisor or superior, or HR? Never his own. */
export async function leads({ db }: House, by: { id: string; functions: readonly string[] }, personId: string): Promise<boolean> {
  if (by.id === personId) return false;
  const { rows } = await db.query<{ led: boolean }>(
    "select coalesce($2 in (supervisor_id, superior_id), false) as led from people.person where id = $1 and state <> 'left'",
    [personId, by.id],
  );
  const [row] = rows;
  return (
    row !== undefined &&
    (by.functions.includes("hr") || (row.led && by.functions.some((name) => name === "supervisor" || name === "branch_head")))
  );
}

export interface TermsText {
  version: number;
  id: string;
  en: string;
}

/** The newest version of the terms. */
export async function newestTerms(house: House): Promise<TermsText | undefined> {
  const { rows } = await house.db.query<TermsText>(
    "select version, text_id as id, text_en as en from people.terms order by version desc limit 1",
  );
  return rows[0];
}

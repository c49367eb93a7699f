import type { Reading } from "../../platform/database.ts";

/** Somebody who opens customer data under a supervisor. */
export interface Member {
  id: string;
  name: string;
  job: string;
  supervisorId: string;
}

/** Most people of one office whose controls are drawn. */
const MOST = 5_000;

/** Those of an office who hold a live grant of a data function now, and have a supervisor; by id: the order of the draw. */
export async function membersOf(db: Reading, officeId: string, now: Date): Promise<Member[]> {
  const { rows } = await db.query<Member>(
    `select p.id, p.name, p.job, p.supervisor_id as "supervisorId" from people.person p
     where p.office_id = $1 and p.state = 'active' and p.supervisor_id is not null and p.joined_on <= $2 and exists (
       select 1 from people.grant_ g where g.person_id = p.id and g.function in ('cs', 'telesales', 'field') and g.idx is not null
         and g.revoked_at is null and g.starts_at <= $2 and g.ends_at > $2)
     order by p.id collate "C" limit ${MOST}`,
    [officeId, now],
  );
  return rows;
}

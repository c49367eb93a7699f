import type { Reading } from "../platform/database.ts";
import { SEEN } from "../watch/index.ts";
import { IS_LOOK } from "./look-store.ts";

/** A person's day in numbers. `looks` = clear + answered + decided + waiting + followed + open; listings are counted apart. */
export interface PersonCounts {
  personId: string;
  looks: number;
  clear: number;
  /** The person has said what it was. */
  answered: number;
  /** Accepted without a word from the person. */
  decided: number;
  waiting: number;
  followed: number;
  /** Queues opened and searches made: what they show is masked, and a page that asks anew is no new look. */
  listings: number;
}

export const NO_COUNTS = { looks: 0, clear: 0, answered: 0, decided: 0, waiting: 0, followed: 0, listings: 0 };

/** Looks of each of these people between two instants, and how they stand, with their listings apart. */
export async function countsOfPeople(db: Reading, persons: readonly string[], from: Date, until: Date): Promise<Map<string, PersonCounts>> {
  const { rows } = await db.query<PersonCounts>(
    `with seen as (select l.idx, min(l.row) as row, min(l.person_id) as person_id from ${SEEN} l where ${IS_LOOK} group by l.idx, l.part)
     select s.person_id as "personId", count(*)::int as looks, count(e.look_idx)::int as clear, 0 as listings,
       count(*) filter (where e.look_idx is null and (r.state = 'answered' or r.state in ('accepted', 'mistake') and r.answered_at is not null))::int as answered,
       count(*) filter (where e.look_idx is null and r.state in ('accepted', 'mistake') and r.answered_at is null)::int as decided,
       count(*) filter (where e.look_idx is null and r.state in ('waiting', 'asked'))::int as waiting,
       count(*) filter (where e.look_idx is null and r.state = 'followed')::int as followed
     from seen s left join review.explanation e on e.look_idx = s.idx and e.look_row = s.row
     left join review.desk_look d on d.look_idx = s.idx and d.look_row = s.row left join review.desk_row r on r.id = d.desk_row_id group by s.person_id`,
    [persons, from, until],
  );
  const found = new Map(rows.map((row) => [row.personId, row]));
  const listings = await listingsOfPeople(db, persons, from, until);
  return new Map(
    persons.map((personId) => [
      personId,
      { ...(found.get(personId) ?? { personId, ...NO_COUNTS }), listings: listings.get(personId) ?? 0 },
    ]),
  );
}

async function listingsOfPeople(db: Reading, persons: readonly string[], from: Date, until: Date): Promise<Map<string, number>> {
  const { rows } = await db.query<{ person_id: string; listings: number }>(
    `select l.person_id, count(distinct l.idx)::int as listings from journal.look_index l
     where l.person_id = any($1) and l.at >= $2 and l.at < $3 and l.typ = 'listing' and l.decision <> 'deny' and l.customer_id is not null group by 1`,
    [persons, from, until],
  );
  return new Map(rows.map(({ person_id, listings }) => [person_id, listings]));
}

/** Looks of each of these people on each local day of a span: the small multiples. */
export async function looksByDay(
  db: Reading,
  persons: readonly string[],
  from: Date,
  until: Date,
  zone: string,
): Promise<Map<string, Map<string, number>>> {
  const { rows } = await db.query<{ person_id: string; day: string; looks: number }>(
    `select l.person_id, to_char(l.at at time zone $4, 'YYYY-MM-DD') as day, count(distinct (l.idx, l.part))::int as looks from ${SEEN} l
     where l.person_id = any($1) and l.at >= $2 and l.at < $3 and l.typ in ('look', 'use') and l.out = 'opened' and l.decision <> 'deny' group by 1, 2`,
    [persons, from, until, zone],
  );
  const days = new Map<string, Map<string, number>>();
  for (const { person_id, day, looks } of rows) days.set(person_id, (days.get(person_id) ?? new Map<string, number>()).set(day, looks));
  return days;
}

/** Whom this person supervises, with those who left today or before and still have rows; at most 200. */
export async function teamOf(db: Reading, supervisorId: string): Promise<Array<{ id: string; name: string; job: string }>> {
  const { rows } = await db.query<{ id: string; name: string; job: string }>(
    "select id, name, job from people.person where supervisor_id = $1 and state in ('active', 'suspended', 'left') order by name, id limit 200",
    [supervisorId],
  );
  return rows;
}

/** Those who work under the same supervisor, the person included; he alone where he has none. At most 200. */
export async function colleaguesOf(db: Reading, personId: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select c.id from people.person p join people.person c on c.id = p.id or (c.supervisor_id = p.supervisor_id and p.supervisor_id is not null)
     where p.id = $1 order by c.id limit 200`,
    [personId],
  );
  return rows.map(({ id }) => id);
}

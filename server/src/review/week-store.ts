import type { Reading } from "../platform/database.ts";

export interface Teammate {
  id: string;
  name: string;
  job: string;
}

/** One person's local day in numbers. `unexplained` ones wait or were taken further; `answered` ones are answered, accepted or told as mistakes. */
export interface PersonDay {
  date: string;
  looks: number;
  explained: number;
  unexplained: number;
  answered: number;
  leftToHim: number;
  selfReports: number;
}

/** Those whom somebody supervises (or himself alone), and everybody who may be compared with them: the same jobs of the same offices. */
export async function teamAndSelf(db: Reading, personId: string, whose: "mine" | "team"): Promise<{ team: Teammate[]; peers: Teammate[] }> {
  const { rows: team } = await db.query<Teammate>(
    whose === "team"
      ? {
          text: "select id, name, job from people.person where supervisor_id = $1 and state = 'active' order by name, id limit 200",
          values: [personId],
        }
      : { text: "select id, name, job from people.person where id = $1", values: [personId] },
  );
  const { rows: peers } = await db.query<Teammate>(
    `select distinct q.id, q.name, q.job from people.person p join people.person q on q.job = p.job and q.office_id = p.office_id and q.state = 'active'
     where p.id = any($1) order by q.name, q.id limit 500`,
    [team.map(({ id }) => id)],
  );
  return { team, peers };
}

/** Days on which these people looked, each by its own office's calendar, the oldest first. */
export async function countsByDay(db: Reading, persons: readonly string[], from: string, until: string): Promise<Map<string, PersonDay[]>> {
  const { rows } = await db.query<PersonDay & { person: string }>(
    `with looked as (
       select l.person_id, (l.at at time zone o.time_zone)::date as on_date, l.idx, l.row from journal.look_index l
       join people.person p on p.id = l.person_id join people.office o on o.id = p.office_id
       where l.person_id = any($1) and l.at >= $2::date - interval '1 day' and l.at < $3::date + interval '2 days'
         and l.typ in ('look', 'use') and l.out = 'opened' and l.decision <> 'deny')
     select l.person_id as person, to_char(l.on_date, 'YYYY-MM-DD') as date, count(*)::int as looks, count(e.look_idx)::int as explained,
       count(*) filter (where e.look_idx is null and r.state in ('waiting', 'asked', 'followed'))::int as unexplained,
       count(*) filter (where e.look_idx is null and r.state in ('answered', 'accepted', 'mistake'))::int as answered,
       count(*) filter (where e.look_idx is null and r.lane = 'question')::int as "leftToHim", count(m.look_idx)::int as "selfReports"
     from looked l left join review.explanation e on e.look_idx = l.idx and e.look_row = l.row
     left join review.desk_look d on d.look_idx = l.idx and d.look_row = l.row left join review.desk_row r on r.id = d.desk_row_id
     left join watch.mistake m on m.look_idx = l.idx and m.idx is not null
     where l.on_date >= $2::date and l.on_date <= $3::date group by 1, 2 order by 1, 2`,
    [persons, from, until],
  );
  const days = new Map<string, PersonDay[]>();
  for (const { person, ...day } of rows) days.set(person, [...(days.get(person) ?? []), day]);
  return days;
}

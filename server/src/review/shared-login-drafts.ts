import type { Database } from "../platform/database.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { OfficeDay } from "./office-day.ts";
import { inTurns } from "./turns.ts";

/** Who walks from a desk to the counter's tablet and back changes machines twice, and not within minutes. */
const TURNS = 3;
const WITHIN_MINUTES = 10;

interface Turns {
  person_id: string;
  turns: number;
  at: Date;
  last_at: Date;
}

/**
 * Log-ins that several seem to use: looks and searches of one person that go back and forth between machines within minutes (R50). What is
 * compared are keyed prints of machines; which machines they are, nobody can tell. One index range a person and day.
 */
export async function sharedLoginDrafts(db: Database, day: OfficeDay): Promise<Draft[]> {
  const text = `with seen as (
       select l.person_id, l.at, l.dev, lag(l.dev) over own as before, lag(l.at) over own as before_at from journal.look_index l
       where l.person_id = any($1) and l.at >= $2 and l.at < $3 and l.row = 0 and l.dev is not null window own as (partition by l.person_id order by l.at, l.idx))
     select person_id, count(*)::int as turns, min(at) as at, max(at) as last_at from seen
     where dev <> before and at - before_at <= make_interval(mins => $4) group by person_id having count(*) >= $5 order by min(at), person_id limit 500`;
  const rows = await inTurns(
    db,
    "persons",
    day.staff.keys(),
    async (some) => (await db.query<Turns>(text, [some, day.from, day.until, WITHIN_MINUTES, TURNS])).rows,
  );
  return rows.flatMap(({ person_id, turns, at, last_at }) => {
    const staff = day.staff.get(person_id);
    const reasons = [{ id: "shared_login", values: { count: turns } }];
    return staff ? [draftOf(staff, { kind: "sign_in", topic: "shared", at: at.getTime(), lastAt: last_at.getTime(), reasons })] : [];
  });
}

import type { Reading } from "../../platform/database.ts";

/** One figure about a supervisor's own control; `of` how many there were. Not measured: the house kept no record of it when the review was opened. */
export interface Figure {
  id:
    | "desk_rows_in_time"
    | "desk_rows_passed_on"
    | "questions_asked"
    | "reports_filed"
    | "call_backs"
    | "unannounced_checks"
    | "drills_caught"
    | "reminders";
  measured: boolean;
  value?: number;
  of?: number;
}

/** Hours in which a row of the desk is to be decided. */
const IN_TIME = 24;
/** Days before the inquiry that are looked at. */
const DAYS = 30;

interface Counts {
  rows: number;
  in_time: number;
  passed: number;
  asked: number;
  reports: number;
  missing: number;
  calls: number;
  called: number;
  checks: number;
  checked: number;
  reminders: number;
  read: number;
  drills: number;
  caught: number;
}

const NONE: Counts = {
  rows: 0,
  in_time: 0,
  passed: 0,
  asked: 0,
  reports: 0,
  missing: 0,
  calls: 0,
  called: 0,
  checks: 0,
  checked: 0,
  reminders: 0,
  read: 0,
  drills: 0,
  caught: 0,
};

/** How this supervisor's line was controlled in the thirty days before (R58). Figures, no judgement. */
export async function controlFigures(db: Reading, supervisorId: string, until: Date): Promise<Figure[]> {
  const from = new Date(until.getTime() - DAYS * 86_400_000);
  const { rows } = await db.query<Counts>(
    `with team as (select id from people.person where supervisor_id = $1),
       rows as (select r.* from review.desk_row r join team t on t.id = r.person_id where r.made_at >= $2 and r.made_at < $3 and r.state <> 'explained'),
       drills as (select d.until_at, s.facts as decided from review.drill d left join review.inquiry_step s on s.topic = 'drill ' || d.id and s.at < $3
         where d.reviewer_id = $1 and d.made_at >= $2 and d.made_at < $3)
     select count(*)::int as rows,
       count(*) filter (where decided_by = $1 and decided_at <= made_at + interval '${IN_TIME} hours')::int as in_time,
       count(*) filter (where reasons @> '[{"id": "supervisor_silent"}]')::int as passed,
       count(*) filter (where asked_at is not null)::int as asked,
       (select count(*)::int from watch.report p join team t on t.id = p.person_id where p.filed_at >= $2 and p.filed_at < $3) as reports,
       count(*) filter (where kind = 'missing_report')::int as missing,
       (select count(*)::int from review.call_back c join team t on t.id = c.person_id where c.made_at >= $2 and c.made_at < $3) as calls,
       (select count(*)::int from review.call_back c join team t on t.id = c.person_id where c.made_at >= $2 and c.made_at < $3 and c.state <> 'waiting') as called,
       (select count(*)::int from review.inquiry_step c join team t on t.id = c.person_id where c.kind = 'check_due' and c.at >= $2 and c.at < $3) as checks,
       (select count(*)::int from review.inquiry_step c join team t on t.id = c.person_id where c.kind = 'check_due' and c.at >= $2 and c.at < $3
         and exists (select 1 from review.inquiry_step d where d.thread = c.id and d.kind = 'check_done' and d.at < $3)) as checked,
       (select count(*)::int from review.inquiry_step c join team t on t.id = c.person_id where c.kind = 'reminder_due' and c.at >= $2 and c.at < $3) as reminders,
       (select count(*)::int from review.inquiry_step c join team t on t.id = c.person_id where c.kind = 'reminder_due' and c.at >= $2 and c.at < $3
         and exists (select 1 from review.inquiry_step d where d.thread = c.id and d.kind = 'reminder_done' and d.at < $3)) as read,
       (select count(*)::int from drills where decided is not null or until_at <= $3) as drills,
       (select count(*)::int from drills where decided::json ->> 'outcome' = 'caught') as caught
     from rows`,
    [supervisorId, from, until],
  );
  const { rows: all, ...counted } = rows[0] ?? NONE;
  return [
    { id: "desk_rows_in_time", measured: true, value: counted.in_time, of: all },
    { id: "desk_rows_passed_on", measured: true, value: counted.passed, of: all },
    { id: "questions_asked", measured: true, value: counted.asked, of: all },
    { id: "reports_filed", measured: true, value: counted.reports, of: counted.reports + counted.missing },
    { id: "call_backs", measured: true, value: counted.called, of: counted.calls },
    { id: "unannounced_checks", measured: true, value: counted.checked, of: counted.checks },
    { id: "reminders", measured: true, value: counted.read, of: counted.reminders },
    // A house without drills keeps no record of them.
    counted.drills === 0
      ? { id: "drills_caught", measured: false }
      : { id: "drills_caught", measured: true, value: counted.caught, of: counted.drills },
  ];
}

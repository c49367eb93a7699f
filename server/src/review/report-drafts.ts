import type { Database, Reading } from "../platform/database.ts";
import { type Draft, draftOf } from "./draft.ts";
import { looksAroundReports } from "./look-store.ts";
import type { OfficeDay, Staff } from "./office-day.ts";

/** A report may be filed while the last contact is being written down. */
const GRACE = "5 minutes";
const NAMED = 10;

interface ReportRow {
  person_id: string;
  filed_at: Date;
  nihil: boolean;
  rows: number;
  missing: string[] | null;
  later: number;
}
interface DutyEnd {
  person_id: string;
  ends_at: Date;
}

/** The other direction of R52: what was reported against what was done, and who has not reported at all (R51). */
export async function reportDrafts(db: Database, day: OfficeDay, now: Date): Promise<Draft[]> {
  const persons = [...day.staff.keys()];
  const reports = new Map((await reportsOf(db, persons, day)).map((row) => [row.person_id, row]));
  const looks = await looksAroundReports(db, day);
  const ends = await dutyEnds(db, persons, day);
  return [...day.staff.values()].flatMap((staff) => {
    const report = reports.get(staff.id);
    const { before, after } = looks.get(staff.id) ?? { before: 0, after: 0 };
    if (report) return [...unmatched(staff, report), ...untrue(staff, report, before, after)];
    const over = now >= (ends.get(staff.id) ?? day.until);
    return before > 0 && over
      ? [draftOf(staff, { kind: "missing_report", topic: "", at: now.getTime(), reasons: [{ id: "count", values: { count: before } }] })]
      : [];
  });
}

function unmatched(staff: Staff, { filed_at, missing, later }: ReportRow): Draft[] {
  const customers = missing ?? [];
  if (customers.length === 0) return [];
  const [only] = customers.length === 1 ? customers : [];
  const which = { count: customers.length, which: customers.slice(0, NAMED).join(",") };
  const early = later > 0 ? [{ id: "filed_before" }] : [];
  return [
    draftOf(staff, {
      kind: "report",
      topic: "unmatched",
      at: filed_at.getTime(),
      customerId: only,
      reasons: [{ id: "count", values: which }, ...early],
    }),
  ];
}

/** "Nihil" on a day with looks, and a report that was written before the work. */
function untrue(staff: Staff, { filed_at, nihil }: ReportRow, before: number, after: number): Draft[] {
  const about = (topic: string, count: number): Draft[] => [
    draftOf(staff, { kind: "report", topic, at: filed_at.getTime(), reasons: [{ id: "count", values: { count } }] }),
  ];
  if (nihil && before > 0) return about("nihil", before + after);
  return after > 0 && (nihil || before === 0) ? about("early", after) : [];
}

/** Reports with the customers for whom neither a look nor a contact of that person exists; what came only after filing counts as missing. */
async function reportsOf(db: Reading, persons: string[], day: OfficeDay): Promise<ReportRow[]> {
  const { rows } = await db.query<ReportRow>(
    `with done as (
       select r.id, w.customer_id, least(
         (select min(l.at) from journal.look_index l where l.person_id = r.person_id and l.customer_id = w.customer_id and l.at >= $2 and l.at < $3 and l.typ = 'look' and l.decision <> 'deny'),
         (select min(i.starts_at) from watch.interaction i where i.customer_id = w.customer_id and i.person_id = r.person_id and i.starts_at >= $2 and i.starts_at < $3 and i.grade <> 'C')) as at
       from watch.report r join watch.report_row w on w.report_id = r.id where r.person_id = any($1) and r.on_date = $4)
     select r.person_id, r.filed_at, r.nihil, count(d.customer_id)::int as rows,
       array_agg(distinct d.customer_id) filter (where d.customer_id is not null and (d.at is null or d.at > r.filed_at + interval '${GRACE}')) as missing,
       count(*) filter (where d.at > r.filed_at + interval '${GRACE}')::int as later
     from watch.report r left join done d on d.id = r.id where r.person_id = any($1) and r.on_date = $4 group by r.id`,
    [persons, day.from, day.until, day.date],
  );
  return rows;
}

/** When each person's last duty of the day ends. */
async function dutyEnds(db: Reading, persons: string[], day: OfficeDay): Promise<Map<string, Date>> {
  const { rows } = await db.query<DutyEnd>(
    "select person_id, max(ends_at) as ends_at from people.duty where person_id = any($1) and kind <> 'off' and starts_at >= $2 and starts_at < $3 group by person_id",
    [persons, day.from, day.until],
  );
  return new Map(rows.map(({ person_id, ends_at }) => [person_id, ends_at]));
}

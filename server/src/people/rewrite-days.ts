import type { Reading, Writing } from "../platform/database.ts";
import { about } from "./about.ts";
import type { By, Write } from "./parts.ts";

/** Source of the segments of a declared absence: a new plan for the day leaves them. */
export const ABSENCE = "absence";
/** Begins the source of a segment that a person switched to himself. */
export const SWITCH = "switch:";

export interface PlannedSegment {
  id: string;
  kind: "desk" | "field" | "off";
  from: Date;
  to: Date;
  source: string;
}
export interface PlannedDay {
  personId: string;
  date: string;
  segments: PlannedSegment[];
}

/** Replaces whole days. What falls away counts at once, what is added once it stands in the journal, `off` at once. */
export async function rewriteDays(tx: Writing, write: Write, days: PlannedDay[], source: string, by: By): Promise<void> {
  await tx.query(
    `delete from people.duty d using unnest($1::text[], $2::date[]) as day (person_id, on_date)
      where d.person_id = day.person_id and d.on_date = day.on_date`,
    [days.map(({ personId }) => personId), days.map(({ date }) => date)],
  );
  for (const { personId, date, segments } of days) {
    const body = { change: "set", date, source, count: segments.length };
    await write({ typ: "duty", ...about(personId, by), body });
  }
  await addSegments(tx, write, days, by);
}

/** Adds segments to days, beside what is planned there. */
export async function addSegments(tx: Writing, write: Write, days: PlannedDay[], by: By): Promise<void> {
  const rows = days.flatMap(({ personId, date, segments }) => segments.map((segment) => ({ ...segment, personId, date })));
  const column = <Value>(of: (row: (typeof rows)[number]) => Value): Value[] => rows.map(of);
  await tx.query(
    `insert into people.duty (id, person_id, on_date, kind, starts_at, ends_at, source)
      select * from unnest($1::text[], $2::text[], $3::date[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[])`,
    [
      column(({ id }) => id),
      column(({ personId }) => personId),
      column(({ date }) => date),
      column(({ kind }) => kind),
      column(({ from }) => from),
      column(({ to }) => to),
      column(({ source }) => source),
    ],
  );
  for (const { id, personId, date, kind, from, to, source } of rows) {
    const body = { change: "segment", date, id, kind, from: from.toISOString(), to: to.toISOString(), source };
    await write({ typ: "duty", ...about(personId, by), body, marks: [{ table: "people.duty", id }] });
  }
}

/** What is planned for somebody, day by day, of the days asked for; each row held until the transaction ends. */
export async function plannedFor(tx: Reading, personId: string, dates: readonly string[]): Promise<PlannedDay[]> {
  const { rows } = await tx.query<PlannedSegment & { date: string }>(
    `select id, on_date::text as date, kind, starts_at as "from", ends_at as "to", source from people.duty
      where person_id = $1 and on_date = any($2::date[]) order by starts_at, id for update`,
    [personId, dates],
  );
  return dates.map((date) => ({
    personId,
    date,
    segments: rows.filter((row) => row.date === date).map(({ date: _, ...segment }) => segment),
  }));
}

import type { Writing } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { isDay, localInstant, nextDay } from "../platform/local-day.ts";
import { fieldProblem, refuseFaults } from "./faults.ts";
import type { ActHow, House } from "./parts.ts";
import { ABSENCE, type PlannedDay, type PlannedSegment, rewriteDays } from "./rewrite-days.ts";
import { segmentFaults } from "./rules.ts";

export interface Segment {
  /** `desk`: at the system; `field`: outside; `off`: not on duty, wins over the others. */
  kind: "desk" | "field" | "off";
  /** Times of the office's clocks, `HH:MM`; an end before the start lies on the next day. */
  from: string;
  to: string;
}

/** The whole plan of one person for one day of his office. No segments: off duty. */
export interface DutyDay {
  personId: string;
  date: string;
  segments: Segment[];
}

/** Replaces the duty plan of the days given (R31, R72); of two plans for one day the last. What falls away counts at once, what is added once it stands in the journal. */
export async function setDuty(house: House, days: DutyDay[], source: string, { by, wait = true }: ActHow = {}): Promise<void> {
  refuseFaults(
    days.flatMap(({ date, segments }) => [
      ...(isDay(date) ? [] : [{ field: "date", what: "a day, YYYY-MM-DD" }]),
      ...segments.flatMap(segmentFaults),
    ]),
  );
  if (days.length === 0) return;
  const zones = await zonesOf(
    house,
    days.map(({ personId }) => personId),
  );
  await house.act(
    async (tx, write) => {
      const latest = new Map(days.map((day) => [`${day.personId} ${day.date}`, day]));
      const planned = [...latest.values()].map(({ personId, date, segments }) => {
        const zone = zones.get(personId);
        if (!zone) throw fieldProblem([{ field: "person", what: "somebody who exists" }]);
        const given = segments.map((one) => ({ id: newId("dut"), kind: one.kind, ...instants(date, one, zone), source }));
        return { personId, date, segments: given };
      });
      for (const away of await absences(tx, planned))
        planned.find(({ personId, date }) => personId === away.personId && date === away.date)?.segments.push(...away.segments);
      await rewriteDays(tx, write, planned, source, by);
    },
    { wait },
  );
}

/** Absences of days that are planned anew: a roster file does not call anybody back. */
async function absences(tx: Writing, days: Array<Pick<DutyDay, "personId" | "date">>): Promise<PlannedDay[]> {
  const { rows } = await tx.query<PlannedSegment & { personId: string; date: string }>(
    `select d.id, d.person_id as "personId", d.on_date::text as date, d.kind, d.starts_at as "from", d.ends_at as "to", d.source
      from people.duty d join unnest($1::text[], $2::date[]) as day (person_id, on_date) on d.person_id = day.person_id and d.on_date = day.on_date
      where d.source = $3`,
    [days.map(({ personId }) => personId), days.map(({ date }) => date), ABSENCE],
  );
  return rows.map(({ personId, date, ...segment }) => ({ personId, date, segments: [{ ...segment, id: newId("dut") }] }));
}

/** A segment as instants, in the zone of the office. */
export function instants(date: string, { from, to }: Pick<Segment, "from" | "to">, zone: string): { from: Date; to: Date } {
  return { from: localInstant(date, from, zone), to: localInstant(to > from ? date : nextDay(date), to, zone) };
}

async function zonesOf(house: House, ids: string[]): Promise<Map<string, string>> {
  const { rows } = await house.db.query<{ id: string; zone: string }>(
    "select p.id, o.time_zone as zone from people.person p join people.office o on o.id = p.office_id where p.id = any($1::text[])",
    [ids],
  );
  return new Map(rows.map(({ id, zone }) => [id, zone]));
}

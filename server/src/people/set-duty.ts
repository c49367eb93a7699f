import type { Writing } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { isDay, localInstant, nextDay } from "../platform/local-day.ts";
import { about } from "./about.ts";
import { fieldProblem, refuseFaults } from "./faults.ts";
import type { ActHow, By, House, OutboxEntry } from "./parts.ts";
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
        return { personId, date, segments: segments.map((one) => ({ id: newId("dut"), kind: one.kind, ...instants(date, one, zone) })) };
      });
      await replace(tx, planned, source);
      for (const day of planned) for (const entry of entriesOf(day, source, by)) await write(entry);
    },
    { wait },
  );
}

interface PlannedDay {
  personId: string;
  date: string;
  segments: Array<{ id: string; kind: Segment["kind"]; from: Date; to: Date }>;
}

async function replace(tx: Writing, days: PlannedDay[], source: string): Promise<void> {
  await tx.query(
    `delete from people.duty d using unnest($1::text[], $2::date[]) as day (person_id, on_date)
      where d.person_id = day.person_id and d.on_date = day.on_date`,
    [days.map(({ personId }) => personId), days.map(({ date }) => date)],
  );
  const rows = days.flatMap(({ personId, date, segments }) => segments.map((segment) => ({ ...segment, personId, date })));
  await tx.query(
    `insert into people.duty (id, person_id, on_date, kind, starts_at, ends_at, source)
      select r.*, $7 from unnest($1::text[], $2::text[], $3::date[], $4::text[], $5::timestamptz[], $6::timestamptz[]) as r`,
    [
      rows.map(({ id }) => id),
      rows.map(({ personId }) => personId),
      rows.map(({ date }) => date),
      rows.map(({ kind }) => kind),
      rows.map(({ from }) => from),
      rows.map(({ to }) => to),
      source,
    ],
  );
}

function entriesOf({ personId, date, segments }: PlannedDay, source: string, by: By): OutboxEntry[] {
  const whom = { typ: "duty", ...about(personId, by) };
  return [
    { ...whom, body: { change: "set", date, source, count: segments.length } },
    ...segments.map(({ id, kind, from, to }): OutboxEntry => {
      const body = { change: "segment", date, id, kind, from: from.toISOString(), to: to.toISOString(), source };
      return { ...whom, body, marks: [{ table: "people.duty", id }] };
    }),
  ];
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

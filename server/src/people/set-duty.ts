import type { Writing } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { isDay, localInstant, nextDay } from "../platform/local-day.ts";
import { about } from "./about.ts";
import { fieldProblem, refuseFaults } from "./faults.ts";
import type { ActHow, By, House, Write } from "./parts.ts";
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

/** Replaces the duty plan of the days given (R31, R72). What falls away counts at once, what is added once it stands in the journal. */
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
      for (const day of days) {
        const zone = zones.get(day.personId);
        if (!zone) throw fieldProblem([{ field: "person", what: "somebody who exists" }]);
        await replace(tx, write, day, { zone, source, by });
      }
    },
    { wait },
  );
}

interface Writer {
  zone: string;
  source: string;
  by: By;
}

async function replace(tx: Writing, write: Write, { personId, date, segments }: DutyDay, { zone, source, by }: Writer): Promise<void> {
  await tx.query("delete from people.duty where person_id = $1 and on_date = $2", [personId, date]);
  await write({ typ: "duty", ...about(personId, by), body: { change: "set", date, source, count: segments.length } });
  for (const segment of segments) {
    const id = newId("dut");
    const { from, to } = instants(date, segment, zone);
    await tx.query(
      "insert into people.duty (id, person_id, on_date, kind, starts_at, ends_at, source) values ($1, $2, $3, $4, $5, $6, $7)",
      [id, personId, date, segment.kind, from, to, source],
    );
    const body = { change: "segment", date, id, kind: segment.kind, from: from.toISOString(), to: to.toISOString(), source };
    await write({ typ: "duty", ...about(personId, by), body, marks: [{ table: "people.duty", id }] });
  }
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

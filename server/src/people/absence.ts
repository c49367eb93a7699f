import { newId } from "../platform/ids.ts";
import { dayBounds, localDay, nextDay } from "../platform/local-day.ts";
import { problem } from "../platform/problem.ts";
import { about } from "./about.ts";
import { fieldProblem } from "./faults.ts";
import type { ActHow, House } from "./parts.ts";
import { ABSENCE, addSegments, type PlannedDay, plannedFor, rewriteDays } from "./rewrite-days.ts";
import { WORDS } from "./words.ts";
import { zoneOf } from "./zone-of.ts";

/** Why somebody is away, as one word of a list. */
export const ABSENCE_WHY = {
  leave: { id: "cuti", en: "leave" },
  sick: { id: "sakit", en: "sick" },
  training: { id: "pelatihan", en: "training" },
  duty_trip: { id: "tugas luar kantor", en: "away on duty" },
} as const;
export type AbsenceWhy = keyof typeof ABSENCE_WHY;

const LONGEST = 60 * 86_400_000;

/**
 * Declares that somebody is away (R44): he is off duty from now or then on, and his stand-in sees his customers once it is sealed.
 * @throws Problem `bad-field`: an end after the start and the present, at most 60 days after the start
 */
export async function declareAbsence(
  house: House,
  personId: string,
  { from, until, why }: { from: Date; until: Date; why: AbsenceWhy },
  { by, wait = true }: ActHow = {},
): Promise<void> {
  if (!(until > from) || until <= house.clock.now()) throw fieldProblem([{ field: "until", what: "after the start, and to come" }]);
  if (until.getTime() - from.getTime() > LONGEST) throw fieldProblem([{ field: "until", what: "at most 60 days after the start" }]);
  const zone = await zoneOf(house, personId);
  const days = daysBetween(from, until, zone).map(
    ({ date, ...span }): PlannedDay => ({
      personId,
      date,
      segments: [{ id: newId("dut"), kind: "off", ...span, source: ABSENCE }],
    }),
  );
  const last = days.at(-1)?.date ?? "";
  await house.act(
    async (tx, write) => {
      await write({
        typ: "duty",
        ...about(personId, by),
        body: { change: "absent", date: days[0]?.date ?? last, from: from.toISOString(), to: until.toISOString(), why },
      });
      await addSegments(tx, write, days, by);
    },
    { wait },
  );
}

/**
 * Somebody is back. His stand-in loses sight of his customers at once; he himself is on duty again, as planned, once it is sealed.
 * @throws Problem `not-absent`
 */
export async function endAbsence(house: House, personId: string, { by, wait = true }: ActHow = {}): Promise<void> {
  const now = house.clock.now();
  const { rows } = await house.db.query<{ date: string }>(
    "select distinct on_date::text as date from people.duty where person_id = $1 and source = $2 and ends_at > $3 order by date limit 61",
    [personId, ABSENCE, now],
  );
  if (rows.length === 0) throw problem("not-absent", WORDS.notAbsent, { status: 409 });
  await house.act(
    async (tx, write) => {
      const planned = await plannedFor(
        tx,
        personId,
        rows.map(({ date }) => date),
      );
      await write({ typ: "duty", ...about(personId, by), body: { change: "back", date: rows[0]?.date ?? "", from: now.toISOString() } });
      await rewriteDays(
        tx,
        write,
        planned.map((day) => backOn(day, now)),
        "back",
        by,
      );
    },
    { wait },
  );
}

/** The day without its absence from now on; what is over stays told. */
function backOn({ personId, date, segments }: PlannedDay, now: Date): PlannedDay {
  const kept = segments.flatMap((one) => {
    if (one.source !== ABSENCE || one.to <= now) return [one];
    return one.from < now ? [{ ...one, to: now }] : [];
  });
  return { personId, date, segments: kept.map((one) => ({ ...one, id: newId("dut") })) };
}

/** The parts of a span, day by day of the office's clocks. */
function daysBetween(from: Date, until: Date, zone: string): Array<{ date: string; from: Date; to: Date }> {
  const days: Array<{ date: string; from: Date; to: Date }> = [];
  for (let date = localDay(from, zone); ; date = nextDay(date)) {
    const day = dayBounds(date, zone);
    if (day.from >= until) return days;
    days.push({ date, from: new Date(Math.max(+from, +day.from)), to: new Date(Math.min(+until, +day.until)) });
  }
}

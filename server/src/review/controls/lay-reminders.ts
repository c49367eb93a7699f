import type { Reading } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { localDay, nextDay } from "../../platform/local-day.ts";
import { writeStep } from "../inquiries/ledger.ts";
import type { Office } from "../office-day.ts";
import { layMissing } from "./lay-missing.ts";
import type { ControlParts } from "./parts.ts";
import { reminderDay } from "./reminder-day.ts";

/** Most people of one office who are reminded. */
const MOST = 5_000;

/**
 * Reminds each person of an office of his pledge on the days after his start that have come (R64), supervisors as well: nobody is above it. Unlike a
 * check it names him at once, for he is the one who shall read it. Laid already, it changes nothing. Gives how many were laid.
 */
export async function layReminders(parts: ControlParts, office: Office): Promise<number> {
  const { db, clock, settings } = parts;
  const now = clock.now();
  const today = localDay(now, office.zone);
  const until = nextDay(today, settings.reminderDays);
  const due = (await starts(db, office, now)).flatMap(({ personId, start }) => {
    const day = reminderDay(start, today, settings.remindEvery);
    return day === undefined ? [] : [{ personId, day, topic: `reminder ${personId} ${day}` }];
  });
  return layMissing(parts, due, (tx, write, { personId, day, topic }) =>
    writeStep(tx, write, now, {
      ...{ thread: newId("rem"), begins: true, kind: "reminder_due", typ: "control", personId, topic },
      facts: { day, until },
      body: { state: "due", until },
    }),
  );
}

/** Who holds a live grant, and since which local day: he had joined, and a first grant had begun. A system that signs in reads no reminders. */
async function starts(db: Reading, office: Office, now: Date): Promise<Array<{ personId: string; start: string }>> {
  const { rows } = await db.query<{ personId: string; start: string }>(
    `select p.id as "personId", greatest(p.joined_on, (min(g.starts_at) at time zone $3::text)::date)::text as start
     from people.person p join people.grant_ g on g.person_id = p.id and g.idx is not null and g.function <> 'integrator' and g.starts_at <= $2
     where p.office_id = $1 and p.state = 'active'
     group by p.id having bool_or(g.revoked_at is null and g.ends_at > $2) order by p.id limit ${MOST}`,
    [office.id, now, office.zone],
  );
  return rows;
}

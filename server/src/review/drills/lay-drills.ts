import { newId } from "../../platform/ids.ts";
import { dayBounds, localDay, localInstant, nextDay } from "../../platform/local-day.ts";
import { isBegun, monthSeed } from "../controls/control-month.ts";
import { lastDay, monthOn } from "../controls/draw-month.ts";
import { membersOf } from "../controls/members.ts";
import type { ControlParts } from "../controls/parts.ts";
import type { Office } from "../office-day.ts";
import type { ReviewParts } from "../parts.ts";
import { DRILL_DAYS, drawDrills } from "./draw-drills.ts";
import { makeSpecimen, NAMES } from "./make-specimen.ts";
import { freeNames, metIn, numbersOfNoLook, reviewersOf } from "./store.ts";

export type DrillParts = Pick<ReviewParts, "db" | "derive" | "clock" | "serverKey"> & Pick<ControlParts, "settings">;

/** Hours of the day in which a made-up look took place; it is over for a while when the evening runs. */
const [FROM, TO] = ["08:00", "17:00"];
const [LEAST, AGO] = [60 * 60_000, 15 * 60_000];

interface Due {
  reviewerId: string;
  job: string;
  month: string;
  date: string;
}

/**
 * Lays the drills that have fallen due on the desks of an office, with the evening of today: of a drill that is not revealed the journal knows nothing but
 * the seed of the month, which was committed to in the month before. Gives how many.
 */
export async function layDrills(parts: DrillParts, office: Office, date: string): Promise<number> {
  const { db, clock, settings, serverKey } = parts;
  const now = clock.now();
  const month = date.slice(0, 7);
  const day = Number(date.slice(8));
  if (settings.drills === 0 || date !== localDay(now, office.zone) || day > lastDay(month, DRILL_DAYS)) return 0;
  if (!(await isBegun(db, office.id, monthOn(month, -1)))) return 0;
  const reviewers = new Map((await reviewersOf(db, await membersOf(db, office.id, now), now)).map(({ id, job }) => [id, job]));
  const drawn = drawDrills([...reviewers.keys()], month, settings.drills, monthSeed(serverKey, office.id, month));
  const met = await metIn(db, month, [...reviewers.keys()]);
  let laid = 0;
  for (const { reviewerId } of drawn.filter((one) => one.day <= day && !met.has(one.reviewerId)))
    if (await layOne(parts, office, now, { reviewerId, job: reviewers.get(reviewerId) ?? "", month, date })) laid++;
  return laid;
}

/** On another day, where the hour is too early, no entry is at hand, or each of the names is somebody's. */
async function layOne({ db, derive, serverKey }: DrillParts, office: Office, now: Date, due: Due): Promise<boolean> {
  const { reviewerId, job, month, date } = due;
  const specimen = makeSpecimen(reviewerId, await freeNames(db, NAMES), monthSeed(serverKey, office.id, month));
  const from = localInstant(date, FROM, office.zone).getTime();
  const span = Math.min(localInstant(date, TO, office.zone).getTime(), now.getTime() - AGO) - from;
  if (!specimen || span < LEAST) return false;
  const at = new Date(from + 1000 * Math.floor((specimen.moment * span) / 1000));
  const [entry] = await numbersOfNoLook(db, at, 1);
  if (entry === undefined) return false;
  const until = dayBounds(nextDay(date, DRILL_DAYS), office.zone).from;
  const { name, customer, fields, reasons } = specimen;
  return derive(async (tx) => {
    const { rowCount } = await tx.query(
      `insert into review.drill (id, office_id, reviewer_id, month, on_date, made_at, until_at, person_id, name, job, customer_id, customer, at, entry, purpose, fields, reasons)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'care', $15, $16::jsonb) on conflict (reviewer_id, month) do nothing`,
      [
        ...[newId("row"), office.id, reviewerId, month, date, now, until, newId("per"), name, job, newId("cus"), customer],
        ...[at, entry, fields, JSON.stringify(reasons)],
      ],
    );
    return rowCount > 0;
  });
}

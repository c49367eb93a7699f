import type { Database, Writing } from "../../platform/database.ts";
import { edgesOf, ORDERED } from "../../watch/index.ts";
import type { OfficeDay } from "../office-day.ts";
import type { ReviewParts } from "../parts.ts";
import { personsInTurns, portion } from "../turns.ts";
import { FLAGGED, featureOf, metOf } from "./encounters.ts";

/** So many looks of a day tell what is usual; of more, one in so many is counted for all. */
const ENOUGH = 20_000;

/**
 * Folds an office's day into the counts from which the model of what is usual is made: once, and again only if the day has got more looks, or more
 * of them are explained, since. The counts of a day are replaced as a whole, so that running it twice counts nothing twice.
 * @param explained looks of the day that are explained by now
 */
export async function foldDay(
  parts: ReviewParts,
  day: OfficeDay,
  looksByPerson: ReadonlyMap<string, number>,
  explained: number,
): Promise<void> {
  const looks = [...looksByPerson.values()].reduce((sum, count) => sum + count, 0);
  const before = await folded(parts.db, day);
  const [counted, learned] = [before?.looks === looks, before?.explained === explained];
  if (looks === 0 || (counted && learned)) return;
  const every = Math.max(1, Math.ceil(looks / ENOUGH));
  await parts.derive((tx) => tx.query("delete from review.folded where office_id = $1 and on_date = $2", [day.office.id, day.date]));
  if (!counted)
    await parts.derive((tx) => tx.query("delete from review.roll where office_id = $1 and on_date = $2", [day.office.id, day.date]));
  for (const persons of personsInTurns(looksByPerson, portion(parts.db, "looks"))) {
    if (!counted) await parts.derive((tx) => addRolls(tx, day, persons, every));
    if (!learned) await parts.derive((tx) => addVendorOffices(tx, day, persons));
  }
  await parts.derive((tx) =>
    tx.query("insert into review.folded (office_id, on_date, looks, explained, every) values ($1, $2, $3, $4, $5)", [
      day.office.id,
      day.date,
      looks,
      explained,
      every,
    ]),
  );
}

async function folded(db: Database, day: OfficeDay): Promise<{ looks: number; explained: number } | undefined> {
  const { rows } = await db.query<{ looks: number; explained: number }>(
    "select looks, explained from review.folded where office_id = $1 and on_date = $2",
    [day.office.id, day.date],
  );
  return rows[0];
}

/** Place of a value among lower edges, as `binOf` of the scoring has it. */
const binned = (measure: string, column: string, edges: number): string =>
  `select 'job:' || job, '${measure}', case when ${column} is null then 'never' else (greatest(1, width_bucket(${column}::float8, $${edges}::float8[])) - 1)::text end from feature`;

/** @param every one look in so many is counted, for all */
async function addRolls(tx: Writing, day: OfficeDay, persons: string[], every: number): Promise<void> {
  const columns = { dormancy: "dormant_days", burst: "burst", crowd: "crowd", idle: "idle_days" } as const;
  const measures = ORDERED.map((measure, at) => binned(measure, columns[measure], 8 + at));
  await tx.query(
    `with ${metOf()}, chosen as (select * from met where (idx + row) % $7 = 0), ${featureOf("chosen")}, ${FLAGGED},
       counted as (
         ${measures.join(" union all ")}
         union all select 'job:' || job, 'stage', stage from feature union all select 'job:' || job, 'hour', hour::text from feature
         union all select 'person:' || person_id, 'stage', stage from feature union all select 'person:' || person_id, 'hour', hour::text from feature
         union all select 'job:' || f.job, 'flag', g.flag from feature f join flagged g on g.idx = f.idx and g.row = f.row and g.flag is not null)
     insert into review.roll as r (office_id, on_date, scope, measure, bin, count)
     select $5, $6, c.scope, c.measure, c.bin, (count(*) * $7)::int from counted c (scope, measure, bin) group by 3, 4, 5
     on conflict (office_id, on_date, scope, measure, bin) do update set count = r.count + excluded.count`,
    [persons, day.from, day.until, day.office.zone, day.office.id, day.date, every, ...ORDERED.map(edgesOf)],
  );
}

/** Where these persons' vendors had work: only looks that were explained tell so, never a list. A day that is folded again has no region twice. */
async function addVendorOffices(tx: Writing, day: OfficeDay, persons: string[]): Promise<void> {
  await tx.query(
    `insert into review.vendor_office (vendor_id, office_id, first_on)
     select distinct p.vendor_id, c.office_id, $4::date from people.person p
       join journal.look_index l on l.person_id = p.id and l.at >= $2 and l.at < $3
       join review.explanation e on e.look_idx = l.idx and e.look_row = l.row join records.customer c on c.id = l.customer_id
     where p.id = any($1) and p.vendor_id is not null and l.typ <> 'listing'
     on conflict (vendor_id, office_id) do update set first_on = least(review.vendor_office.first_on, excluded.first_on)`,
    [persons, day.from, day.until, day.date],
  );
}

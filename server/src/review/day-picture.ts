import type { Reading } from "../platform/database.ts";
import { dayBounds, localDay } from "../platform/local-day.ts";
import type { SignedIn } from "../platform/signed-in.ts";
import { SEEN } from "../watch/index.ts";
import { drillFor, rowFor } from "./decide.ts";
import { drillPicture } from "./drills/drill-picture.ts";
import { openNote } from "./notes.ts";
import type { ReviewParts } from "./parts.ts";
import { timeText } from "./sentence.ts";

const MOST = 500;
const OTHERS = 20;
const MEMORY = 90 * 86_400_000;

/** The day of one person around one row of the desk. */
export interface DayPicture {
  from: string;
  until: string;
  duty: Array<{ from: string; to: string }>;
  contacts: Array<{ kind: string; from: string; to?: string }>;
  looks: Array<{ at: string; explained: boolean; entry: number; here: boolean }>;
  /** Who else looked at this customer within 90 days, by job: names are for an inquiry, not for curiosity. */
  others: Array<{ time: string; job: string; date: string }>;
  receipt?: { entry: number };
  purpose?: string;
  fields: string[];
  /** What the person wrote beside his answer. */
  note?: string;
  /** Looks before this instant were pruned with their term, some of this day among them: none shown does not mean none made. */
  prunedBefore?: string;
}

/** Draws the day picture of a row on this supervisor's desk. Reading a person's day leaves an entry of its own. */
export async function dayPicture(parts: ReviewParts, who: SignedIn, id: string): Promise<DayPicture> {
  const drill = await drillFor(parts, who, id);
  if (drill) return drillPicture(parts, drill, who.person.language);
  const row = await rowFor(parts, who, id);
  const { from, until } = dayBounds(row.date, row.zone);
  const language = who.person.language;
  const looks = await looksOf(parts.db, row.personId, from, until, id);
  const others = row.customerId ? await othersOf(parts.db, row.customerId, row.personId, new Date(until.getTime() - MEMORY), until) : [];
  const kept = await parts.keeper.append({
    typ: "trail",
    act: who.person.id,
    psn: row.personId,
    body: { question: "day_picture", from: from.toISOString(), to: until.toISOString(), rows: looks.length },
  });
  if (!kept.ok) throw new Error(`the keeper refused to write that a day was looked at: ${kept.code}`);
  const { pruned } = await parts.keeper.status();
  const note = row.answerSealed ? await openNote(parts, who.person.id, row.personId, id, row.answerSealed) : undefined;
  return {
    from: from.toISOString(),
    until: until.toISOString(),
    duty: await dutyOf(parts.db, row.personId, from, until),
    contacts: await contactsOf(parts.db, row.personId, from, until),
    looks,
    others: others.map(({ at, job }) => ({ time: timeText(at, row, language), date: localDay(at, row.zone), job })),
    ...(row.entry === null ? {} : { receipt: { entry: row.entry } }),
    ...(row.purpose === null ? {} : { purpose: parts.purposeLabel(row.purpose, language) }),
    fields: [...new Set((row.fields ?? []).map((field) => parts.fieldLabel(field.split(":")[0] ?? "", language)))],
    ...(note === undefined ? {} : { note }),
    ...(pruned !== undefined && from < new Date(pruned.before) ? { prunedBefore: pruned.before } : {}),
  };
}

async function dutyOf(db: Reading, personId: string, from: Date, until: Date): Promise<DayPicture["duty"]> {
  const { rows } = await db.query<{ from: Date; to: Date }>(
    `select starts_at as "from", ends_at as "to" from people.duty where person_id = $1 and kind <> 'off' and starts_at < $3 and ends_at > $2 order by starts_at limit 20`,
    [personId, from, until],
  );
  return rows.map((row) => ({ from: row.from.toISOString(), to: row.to.toISOString() }));
}

async function contactsOf(db: Reading, personId: string, from: Date, until: Date): Promise<DayPicture["contacts"]> {
  const { rows } = await db.query<{ kind: string; from: Date; to: Date | null }>(
    `select kind, starts_at as "from", ends_at as "to" from watch.interaction where person_id = $1 and starts_at >= $2 and starts_at < $3 order by starts_at limit $4`,
    [personId, from, until, MOST],
  );
  return rows.map((row) => ({ kind: row.kind, from: row.from.toISOString(), ...(row.to ? { to: row.to.toISOString() } : {}) }));
}

async function looksOf(db: Reading, personId: string, from: Date, until: Date, rowId: string): Promise<DayPicture["looks"]> {
  const { rows } = await db.query<{ idx: number; at: Date; explained: boolean; here: boolean }>(
    `select l.idx, min(l.at) as at, bool_or(e.look_idx is not null) as explained, bool_or(d.desk_row_id is not distinct from $5) as here from ${SEEN} l
     left join review.explanation e on e.look_idx = l.idx and (l.observed is null or e.look_row = l.row)
     left join review.desk_look d on d.look_idx = l.idx and (l.observed is null or d.look_row = l.row)
     where l.person_id = $1 and l.at >= $2 and l.at < $3 and l.typ in ('look', 'listing') and l.decision <> 'deny' group by l.idx, l.part order by min(l.at), l.idx limit $4`,
    [personId, from, until, MOST, rowId],
  );
  return rows.map((row) => ({ at: row.at.toISOString(), explained: row.explained, entry: row.idx, here: row.here }));
}

async function othersOf(
  db: Reading,
  customerId: string,
  personId: string,
  from: Date,
  until: Date,
): Promise<Array<{ at: Date; job: string }>> {
  const { rows } = await db.query<{ at: Date; job: string }>(
    `select l.at, p.job from ${SEEN} l join people.person p on p.id = l.person_id
     where l.customer_id = $1 and l.at >= $2 and l.at < $3 and l.person_id <> $4 and l.typ = 'look' and l.decision <> 'deny' order by l.at desc limit $5`,
    [customerId, from, until, personId, OTHERS],
  );
  return rows;
}

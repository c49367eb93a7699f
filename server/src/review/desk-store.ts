import type { Reading, Writing } from "../platform/database.ts";
import { SEEN } from "../watch/index.ts";
import type { Draft, RowKind } from "./draft.ts";
import { holdRows } from "./hold-rows.ts";
import type { OfficeDay } from "./office-day.ts";
import type { Reason } from "./reason.ts";

export type RowState = "waiting" | "asked" | "answered" | "accepted" | "mistake" | "followed" | "explained";

/** A row that lies on a desk already, as the evening needs it. */
export interface KeptRow {
  id: string;
  kind: RowKind;
  topic: string;
  personId: string;
  state: RowState;
  reasons: Reason[];
  looks: number[];
  /** When the last of them took place. */
  lastAt: number | undefined;
  /** Looks that have found an explanation since. */
  cleared: number;
}

/** Rows about the people of this office: a row goes with its person where he is moved to another. */
export async function keptRows(db: Reading, day: OfficeDay): Promise<KeptRow[]> {
  const { rows } = await db.query<KeptRow & { last_at: Date | null }>(
    `select r.id, r.kind, r.topic, r.person_id as "personId", r.state, r.reasons, coalesce(d.looks, '{}') as looks, coalesce(d.cleared, 0)::int as cleared, d.last_at
     from review.desk_row r left join lateral (
       select array_agg(d.look_idx order by d.look_idx) as looks, count(e.look_idx) as cleared, max(l.at) as last_at
       from review.desk_look d
       left join lateral (select s.at from ${SEEN} s where s.idx = d.look_idx and s.row = d.look_row limit 1) l on true
       left join review.explanation e on e.look_idx = d.look_idx and e.look_row = d.look_row
       where d.desk_row_id = r.id) d on true
     where r.person_id = any($1) and r.on_date = $2 order by r.id`,
    [[...day.staff.keys()], day.date],
  );
  return rows.map(({ last_at, ...row }) => ({ ...row, looks: row.looks.map(Number), lastAt: last_at?.getTime() }));
}

/** A wrong click that somebody told. */
export interface ToldMistake {
  look: number;
  atOnce: boolean;
  toldAt: Date;
  /** Told by this person within 30 days. */
  before: number;
}

export async function mistakesOfDay(db: Reading, day: OfficeDay): Promise<Map<number, ToldMistake>> {
  const { rows } = await db.query<{ look_idx: number; at_once: boolean; told_at: Date; before: number }>(
    `select m.look_idx, m.at_once, m.told_at,
       (select count(*)::int from watch.mistake o where o.person_id = m.person_id and o.told_at > m.told_at - interval '30 days' and o.told_at <= m.told_at) as before
     from watch.mistake m where m.person_id = any($1) and m.told_at >= $2 and m.told_at < $3::timestamptz + interval '1 day' and m.idx is not null`,
    [[...day.staff.keys()], day.from, day.until],
  );
  return new Map(rows.map((row) => [row.look_idx, { look: row.look_idx, atOnce: row.at_once, toldAt: row.told_at, before: row.before }]));
}

export async function insertRows(tx: Writing, day: OfficeDay, drafts: readonly Draft[], now: Date): Promise<void> {
  if (drafts.length === 0) return;
  const column = (of: (draft: Draft) => unknown) => drafts.map((draft) => of(draft) ?? null);
  await tx.query(
    `insert into review.desk_row (office_id, on_date, made_at, id, kind, topic, person_id, customer_id, case_id, look_idx, at, reasons, to_person, due_at, lane, asked_at)
     select $1, $2, $3, *, case when n.due_at is not null then $3::timestamptz end
     from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::bigint[], $11::timestamptz[], $12::jsonb[], $13::text[], $14::timestamptz[], $15::text[])
       as n (id, kind, topic, person_id, customer_id, case_id, look_idx, at, reasons, to_person, due_at, lane)`,
    [
      day.office.id,
      day.date,
      now,
      column(({ id }) => id),
      column(({ kind }) => kind),
      column(({ topic }) => topic),
      column(({ personId }) => personId),
      column(({ customerId }) => customerId),
      column(({ caseId }) => caseId),
      column(({ entry }) => entry),
      column(({ at }) => new Date(at)),
      column(({ reasons }) => JSON.stringify(reasons)),
      column(({ toPerson }) => toPerson),
      column(({ dueAt }) => dueAt),
      column(({ lane }) => lane),
    ],
  );
  const looks = drafts.flatMap(({ id, looks }) => looks.map((look) => ({ id, ...look })));
  await tx.query(
    "insert into review.desk_look (desk_row_id, look_idx, look_row) select * from unnest($1::text[], $2::bigint[], $3::int[])",
    [looks.map(({ id }) => id), looks.map(({ idx }) => idx), looks.map(({ row }) => row)],
  );
}

export interface RowChange {
  id: string;
  /** As the run has found it. INVARIANT: what somebody has decided or answered since is not overwritten; the next run goes on from there. */
  was: RowState;
  state: RowState;
  reasons: Reason[];
  answer?: string;
  answeredAt?: Date;
  /** The entry that the row points at from now on, and its customer where there is one only. */
  newest?: { entry: number; customerId: string | undefined };
}

export async function changeRows(tx: Writing, changes: readonly RowChange[]): Promise<void> {
  if (changes.length === 0) return;
  await holdRows(
    tx,
    changes.map(({ id }) => id),
  );
  await tx.query(
    `update review.desk_row r set state = c.state, reasons = c.reasons, answer = coalesce(c.answer, r.answer), answered_at = coalesce(c.answered_at, r.answered_at),
       look_idx = coalesce(c.look_idx, r.look_idx), customer_id = case when c.look_idx is null then r.customer_id else c.customer_id end
     from unnest($1::text[], $2::text[], $3::jsonb[], $4::text[], $5::timestamptz[], $6::bigint[], $7::text[], $8::text[])
       as c (id, state, reasons, answer, answered_at, look_idx, customer_id, was) where r.id = c.id and r.state = c.was`,
    [
      changes.map(({ id }) => id),
      changes.map(({ state }) => state),
      changes.map(({ reasons }) => JSON.stringify(reasons)),
      changes.map(({ answer }) => answer ?? null),
      changes.map(({ answeredAt }) => answeredAt ?? null),
      changes.map(({ newest }) => newest?.entry ?? null),
      changes.map(({ newest }) => newest?.customerId ?? null),
      changes.map(({ was }) => was),
    ],
  );
}

/** Rows that waited too long on the supervisor's desk go on to his superior (R5). Gives their number. */
export async function passOn(tx: Writing, day: OfficeDay, before: Date, hours: number): Promise<number> {
  const { rowCount } = await tx.query(
    `update review.desk_row r set to_person = p.superior_id, reasons = r.reasons || $3::jsonb
     from people.person p where p.id = r.person_id and r.office_id = $1 and r.state in ('waiting', 'asked', 'answered') and r.lane is distinct from 'question' and r.made_at < $2
       and r.to_person = p.supervisor_id and p.superior_id is not null and p.superior_id <> r.person_id and p.superior_id <> p.supervisor_id`,
    [day.office.id, before, JSON.stringify([{ id: "supervisor_silent", values: { hours } }])],
  );
  return rowCount;
}

/** Are there rows that `passOn` would pass on? */
export async function overdue(db: Reading, day: OfficeDay, before: Date): Promise<boolean> {
  const { rows } = await db.query(
    `select 1 from review.desk_row r join people.person p on p.id = r.person_id
     where r.office_id = $1 and r.state in ('waiting', 'asked', 'answered') and r.lane is distinct from 'question' and r.made_at < $2
       and r.to_person = p.supervisor_id and p.superior_id is not null and p.superior_id <> r.person_id and p.superior_id <> p.supervisor_id limit 1`,
    [day.office.id, before],
  );
  return rows.length > 0;
}

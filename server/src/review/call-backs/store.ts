import type { Reading, Writing } from "../../platform/database.ts";
import type { Callable } from "./draw-calls.ts";

/** What a customer says, or why he says nothing. */
export const RESULTS = ["confirmed", "denied", "unreachable", "refused", "forgotten"] as const;
export type Result = (typeof RESULTS)[number];
export type CallBackState = Result | "waiting";

/** Persons of an office about whom a call was drawn since. */
export async function askedAbout(db: Reading, officeId: string, week: string): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    "select distinct b.person_id as id from review.call_back b join review.call_back_draw d on d.id = b.draw_id where d.office_id = $1 and d.week = $2",
    [officeId, week],
  );
  return new Set(rows.map(({ id }) => id));
}

export interface DrawRow {
  id: string;
  officeId: string;
  date: string;
  week: string;
  calls: number;
  pool: readonly Callable[];
  due: readonly string[];
}

export async function isDrawn(db: Reading, officeId: string, date: string): Promise<boolean> {
  return (await db.query("select 1 from review.call_back_draw where office_id = $1 and on_date = $2", [officeId, date])).rowCount > 0;
}

/** False where somebody drew it at the same moment: his stands. */
export async function insertDraw(tx: Writing, draw: DrawRow, now: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into review.call_back_draw (id, office_id, on_date, week, drawn_at, calls, pool, due) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (office_id, on_date) do nothing`,
    [
      draw.id,
      draw.officeId,
      draw.date,
      draw.week,
      now,
      draw.calls,
      JSON.stringify(draw.pool.map(({ look, personId, customerId }) => [look, personId, customerId])),
      draw.due,
    ],
  );
  return rowCount > 0;
}

export interface NewCallBack extends Callable {
  id: string;
  callerId: string | undefined;
  caseId: string | undefined;
}

export async function insertCallBacks(tx: Writing, draw: DrawRow, list: readonly NewCallBack[], now: Date): Promise<void> {
  const column = (of: (one: NewCallBack) => unknown) => list.map((one) => of(one) ?? null);
  await tx.query(
    `insert into review.call_back (draw_id, office_id, on_date, made_at, id, look_idx, person_id, customer_id, caller_id, case_id)
     select $1, $2, $3, $4, * from unnest($5::text[], $6::bigint[], $7::text[], $8::text[], $9::text[], $10::text[])`,
    [
      draw.id,
      draw.officeId,
      draw.date,
      now,
      column(({ id }) => id),
      column(({ look }) => look),
      column(({ personId }) => personId),
      column(({ customerId }) => customerId),
      column(({ callerId }) => callerId),
      column(({ caseId }) => caseId),
    ],
  );
}

/** Begins a week of an office; false where it has begun. */
export async function beginWeek(tx: Writing, officeId: string, week: string, now: Date): Promise<boolean> {
  const text = "insert into review.call_back_week (office_id, week, begun_at) values ($1, $2, $3) on conflict do nothing";
  return (await tx.query(text, [officeId, week, now])).rowCount > 0;
}

/** Weeks of an office before this one whose seed is not told yet: they are told now. */
export async function endWeeks(tx: Writing, officeId: string, week: string, now: Date): Promise<string[]> {
  const { rows } = await tx.query<{ week: string }>(
    "update review.call_back_week set revealed_at = $3 where office_id = $1 and week < $2 and revealed_at is null returning week",
    [officeId, week, now],
  );
  return rows.map((row) => row.week).sort();
}

export interface StoredCallBack {
  id: string;
  officeId: string;
  date: string;
  look: number;
  personId: string;
  name: string;
  job: string;
  supervisorId: string | null;
  superiorId: string | null;
  customerId: string;
  callerId: string | null;
  callerName: string | null;
  callerActive: boolean;
  caseId: string | null;
  state: CallBackState;
  madeAt: Date;
  answeredAt: Date | null;
  zone: string;
}

const CALL_BACK = `b.id, b.office_id as "officeId", b.on_date as date, b.look_idx as look, b.person_id as "personId", p.name, p.job, p.supervisor_id as "supervisorId",
  p.superior_id as "superiorId", b.customer_id as "customerId", b.caller_id as "callerId", c.name as "callerName", coalesce(c.state = 'active', false) as "callerActive",
  b.case_id as "caseId", b.state, b.made_at as "madeAt", b.answered_at as "answeredAt", o.time_zone as zone
  from review.call_back b join people.person p on p.id = b.person_id join people.office o on o.id = b.office_id left join people.person c on c.id = b.caller_id`;

export async function callBackById(db: Reading, id: string): Promise<StoredCallBack | undefined> {
  const { rows } = await db.query<StoredCallBack>(`select ${CALL_BACK} where b.id = $1 and b.idx is not null`, [id]);
  return rows[0];
}

export interface ListAsk {
  /** Tasks of this caller. */
  callerId?: string | undefined;
  /** About people of whom this one is supervisor or superior. */
  above?: string | undefined;
  officeId?: string | undefined;
  /** Those that wait only. */
  waiting?: boolean | undefined;
  limit: number;
}

/** Call-backs, those that wait first, the newest first. */
export async function listCallBacks(
  db: Reading,
  { callerId, above, officeId, waiting = false, limit }: ListAsk,
): Promise<StoredCallBack[]> {
  const { rows } = await db.query<StoredCallBack>(
    `select ${CALL_BACK} where b.idx is not null and ($1::text is null or b.caller_id = $1) and ($2::text is null or p.supervisor_id = $2 or p.superior_id = $2)
       and ($3::text is null or b.office_id = $3) and (not $4 or b.state = 'waiting') order by b.state <> 'waiting', b.made_at desc, b.id limit $5`,
    [callerId ?? null, above ?? null, officeId ?? null, waiting, limit],
  );
  return rows;
}

/** Writes an answer down, unless there is one. */
export async function answerCallBack(tx: Writing, id: string, result: Result, by: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    "update review.call_back set state = $2, answered_by = $3, answered_at = $4 where id = $1 and state = 'waiting'",
    [id, result, by, at],
  );
  return rowCount > 0;
}

/** How many customers said what since. */
export async function resultsSince(db: Reading, officeId: string | undefined, since: Date): Promise<Record<CallBackState, number>> {
  const { rows } = await db.query<{ state: CallBackState; count: number }>(
    "select state, count(*)::int as count from review.call_back where ($1::text is null or office_id = $1) and made_at >= $2 and idx is not null group by state",
    [officeId ?? null, since],
  );
  const none = { waiting: 0, confirmed: 0, denied: 0, unreachable: 0, refused: 0, forgotten: 0 };
  return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
}

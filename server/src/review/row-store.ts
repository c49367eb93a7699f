import type { Reading, Writing } from "../platform/database.ts";
import type { ScorePart } from "../watch/index.ts";
import type { RowState } from "./desk-store.ts";
import type { RowKind, RowLane } from "./draft.ts";
import type { Reason } from "./reason.ts";
import { NO_CAUSE } from "./rules.ts";

/** A row of the desk as it is told: with its person, its office's zone, and the fields of its looks. */
export interface StoredRow {
  id: string;
  kind: RowKind;
  topic: string;
  officeId: string;
  date: string;
  zone: string;
  zoneLabel: string;
  personId: string;
  name: string;
  job: string;
  customerId: string | null;
  caseId: string | null;
  entry: number | null;
  at: Date;
  reasons: Reason[];
  toPerson: string | null;
  state: RowState;
  askedAt: Date | null;
  answer: string | null;
  answerSealed: string | null;
  answeredAt: Date | null;
  dueAt: Date | null;
  /** Whom his answer names, and what that one says of it. */
  named: { name: string; state: "asked" | "yes" | "no" } | null;
  lane: RowLane | null;
  /** What gave the row its weight, the weightiest first. */
  parts: ScorePart[];
  purpose: string | null;
  fields: string[] | null;
  /** Who else a finding is about. */
  withName: string | null;
  /** Looks on this row that nothing explains. */
  looks: number;
  rank: number;
}

/** What a draw left over stays with the person's own question. */
const ON_DESK = "r.lane is distinct from 'question'";

const RANK = `case when r.state in ('waiting', 'asked') and r.reasons @> '[{"id":"${NO_CAUSE}"}]' then -1 when r.state in ('waiting', 'asked') and r.kind <> 'sample' then 0
  when r.state in ('waiting', 'asked', 'answered') then 1 when r.state = 'mistake' then 2 else 3 end`;

const ROW = `r.id, r.kind, r.topic, r.office_id as "officeId", r.on_date as date, o.time_zone as zone, o.zone_label as "zoneLabel", r.person_id as "personId", p.name, p.job,
  r.customer_id as "customerId", r.case_id as "caseId", r.look_idx as entry, r.at, r.reasons, r.to_person as "toPerson", r.state, r.asked_at as "askedAt", r.answer,
  r.answer_sealed as "answerSealed", r.answered_at as "answeredAt", r.due_at as "dueAt", r.lane, r.parts, s.purpose, s.fields,
  (select count(*)::int from review.desk_look d where d.desk_row_id = r.id
     and not exists (select 1 from review.explanation e where e.look_idx = d.look_idx and e.look_row = d.look_row)) as looks,
  (select json_build_object('name', n.name, 'state', c.state) from review.confirmation c join people.person n on n.id = c.by_person where c.row_id = r.id order by c.asked_at desc limit 1) as named,
  (select n.name from people.person n where n.id = r.reasons -> 0 -> 'values' ->> 'with') as "withName",
  ${RANK} as rank`;

/** `r` is a page of rows: what follows is asked for these alone, by primary key. */
const AROUND = `join people.person p on p.id = r.person_id join people.office o on o.id = r.office_id
  left join lateral (
    select min(l.purpose) as purpose, array_agg(distinct f) filter (where f is not null) as fields
    from journal.look_index l left join lateral unnest(l.fields) f on true
    where l.idx = any (array(select r.look_idx union select d.look_idx from review.desk_look d where d.desk_row_id = r.id limit 50))) s on true`;

export interface RowPlace {
  rank: number;
  at: Date;
  id: string;
}

/** Rows on somebody's desk for a day: those that wait first, then by time. What late evidence explained is left out. */
export async function rowsTo(
  db: Reading,
  toPerson: string,
  date: string,
  office: string | undefined,
  after: RowPlace | undefined,
  limit: number,
): Promise<StoredRow[]> {
  const { rows } = await db.query<StoredRow>(
    `select ${ROW} from (
       select r.* from review.desk_row r where r.to_person = $1 and r.on_date = $2 and ($3::text is null or r.office_id = $3) and r.state <> 'explained' and ${ON_DESK}
         and ($4::int is null or (${RANK}, r.at, r.id) > ($4, $5::timestamptz, $6::text)) order by ${RANK}, r.at, r.id limit $7) r
     ${AROUND} order by rank, r.at, r.id`,
    [toPerson, date, office ?? null, after?.rank ?? null, after?.at ?? null, after?.id ?? null, limit],
  );
  return rows;
}

export async function rowById(db: Reading, id: string): Promise<StoredRow | undefined> {
  const { rows } = await db.query<StoredRow>(`select ${ROW} from (select r.* from review.desk_row r where r.id = $1) r ${AROUND}`, [id]);
  return rows[0];
}

/** Rows about looks of a person that still wait for his answer, of the last fortnight; a refusal only when he was asked. */
export async function questionsTo(db: Reading, personId: string, since: string, limit: number): Promise<StoredRow[]> {
  const { rows } = await db.query<StoredRow>(
    `select ${ROW} from (select r.* from review.desk_row r where r.person_id = $1 and r.on_date >= $2 and (r.state = 'asked' or (r.state = 'waiting' and r.kind not in ('refusal', 'sample', 'unanswered', 'relation'))) order by r.at, r.id limit $3) r ${AROUND} order by r.at, r.id`,
    [personId, since, limit],
  );
  return rows;
}

/** Rows of an evening, whoever's desk they lie on. */
export async function rowsOfEvening(db: Reading, officeId: string, date: string, limit: number): Promise<StoredRow[]> {
  const { rows } = await db.query<StoredRow>(
    `select ${ROW} from (select r.* from review.desk_row r where r.office_id = $1 and r.on_date = $2 and r.state <> 'explained' order by r.at, r.id limit $3) r ${AROUND} order by r.at, r.id`,
    [officeId, date, limit],
  );
  return rows;
}

export interface RowCounts {
  waiting: number;
  /** Of those that wait: about refusals and reports, not about looks. */
  others: number;
  missing: number;
  /** Tries that were refused, as the rows about them tell. */
  refusals: number;
  decided: number;
}

/** How many rows of a day wait on somebody's desk, by state. */
export async function countRowsTo(db: Reading, toPerson: string, date: string, office: string | undefined): Promise<RowCounts> {
  const { rows } = await db.query<RowCounts>(
    `select count(*) filter (where state in ('waiting', 'asked'))::int as waiting,
       count(*) filter (where state in ('waiting', 'asked') and kind not in ('look', 'listing'))::int as others, count(*) filter (where kind = 'missing_report' and state in ('waiting', 'asked'))::int as missing,
       coalesce(sum(coalesce((select (x -> 'values' ->> 'count')::int from jsonb_array_elements(reasons) x where x ->> 'id' = 'refused' limit 1), 1)) filter (where kind = 'refusal'), 0)::int as refusals, count(*) filter (where state in ('accepted', 'mistake', 'followed'))::int as decided
     from review.desk_row where to_person = $1 and on_date = $2 and ($3::text is null or office_id = $3) and state <> 'explained' and lane is distinct from 'question'`,
    [toPerson, date, office ?? null],
  );
  return rows[0] ?? { waiting: 0, others: 0, missing: 0, refusals: 0, decided: 0 };
}

export interface Decision {
  id: string;
  from: readonly RowState[];
  state: RowState;
  by: string;
  at: Date;
  noteSealed: string | undefined;
}

/** Moves a row on, unless somebody was quicker. */
export async function decideRow(tx: Writing, { id, from, state, by, at, noteSealed }: Decision): Promise<boolean> {
  const asking = state === "asked";
  const { rowCount } = await tx.query(
    `update review.desk_row set state = $3, note_sealed = coalesce($6, note_sealed), asked_at = case when $7 then $5 else asked_at end,
       decided_by = case when $7 then decided_by else $4 end, decided_at = case when $7 then decided_at else $5 end
     where id = $1 and state = any($2)`,
    [id, from, state, by, at, noteSealed ?? null, asking],
  );
  return rowCount > 0;
}

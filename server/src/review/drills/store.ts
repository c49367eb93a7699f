import type { Reading, Writing } from "../../platform/database.ts";
import type { StoredRow } from "../row-store.ts";
import { type Outcome, topicOf } from "./outcome.ts";

/** A drill as a row of the desk. The state is that of the act that revealed it. */
export interface DrillRow extends StoredRow {
  drill: { customer: string; month: string; outcome?: Outcome };
}

interface Kept {
  id: string;
  officeId: string;
  month: string;
  date: string;
  zone: string;
  zoneLabel: string;
  personId: string;
  name: string;
  job: string;
  customerId: string;
  customer: string;
  entry: number;
  at: Date;
  reasons: StoredRow["reasons"];
  toPerson: string;
  purpose: string;
  fields: string[];
  /** Facts of the step that revealed it. */
  done: string | null;
  lane: StoredRow["lane"];
  askedAt: Date | null;
  dueAt: Date | null;
}

/**
 * Before it is revealed a drill goes with the rows beside it: drawn when they are, asked about when they are. Over and not decided, it lies on no desk.
 * INVARIANT: only for the desk that it lies on.
 */
const TEXT = `select d.id, d.office_id as "officeId", d.month, d.on_date as date, o.time_zone as zone, o.zone_label as "zoneLabel", d.person_id as "personId", d.name, d.job,
  d.customer_id as "customerId", d.customer, d.entry, d.at, d.reasons, d.reviewer_id as "toPerson", d.purpose, d.fields, s.facts as done,
  r.lane, r.asked_at as "askedAt", r.due_at as "dueAt"
  from review.drill d join people.office o on o.id = d.office_id left join review.inquiry_step s on s.topic = 'drill ' || d.id
  left join lateral (select r.lane, r.asked_at, r.due_at from review.desk_row r where r.office_id = d.office_id and r.on_date = d.on_date and r.kind = 'look'
    and r.state = 'waiting' and r.lane is distinct from 'question' order by r.to_person = d.reviewer_id desc nulls last, r.id limit 1) r on true
  where d.reviewer_id = $1 and (s.id is not null or d.until_at > $2)`;

/** Drills on somebody's desk for a day: one at most. */
export async function drillsTo(db: Reading, reviewerId: string, now: Date, date: string, office: string | undefined): Promise<DrillRow[]> {
  const { rows } = await db.query<Kept>(`${TEXT} and d.on_date = $3 and ($4::text is null or d.office_id = $4) limit 1`, [
    ...[reviewerId, now, date, office ?? null],
  ]);
  return rows.map(rowOf);
}

export async function drillById(db: Reading, reviewerId: string, now: Date, id: string): Promise<DrillRow | undefined> {
  const [one] = (await db.query<Kept>(`${TEXT} and d.id = $3`, [reviewerId, now, id])).rows;
  return one && rowOf(one);
}

/** A made-up person says nothing. */
const NOBODY_SPOKE = { caseId: null, answer: null, answerSealed: null, answeredAt: null, named: null, parts: [], withName: null };
/** Ranks of a row that waits and of one that is decided, as others have them. */
const [OPEN, DECIDED] = [0, 3];

function rowOf({ done, customer, month, askedAt, dueAt, ...kept }: Kept): DrillRow {
  const facts = done === null ? undefined : (JSON.parse(done) as { outcome: Outcome; state: StoredRow["state"] });
  return {
    ...NOBODY_SPOKE,
    ...kept,
    ...{ askedAt: facts ? null : askedAt, dueAt: facts ? null : dueAt },
    ...{ kind: "look", topic: topicOf(kept.id), looks: 1, state: facts?.state ?? "waiting", rank: facts ? DECIDED : OPEN },
    drill: { customer, month, ...(facts ? { outcome: facts.outcome } : {}) },
  };
}

/** Nobody else reveals it before the transaction ends. */
export async function lockDrill(tx: Writing, id: string): Promise<void> {
  await tx.query("select 1 from review.drill where id = $1 for update", [id]);
}

/**
 * Numbers of entries that are no looks, the newest before an instant first: what a made-up look may bear, so that it points at nobody's real one.
 * Only between looks that are known, for the entry after the last may be a look yet.
 */
export async function numbersOfNoLook(db: Reading, before: Date, limit: number): Promise<number[]> {
  const { rows } = await db.query<{ idx: number }>(
    `select distinct n.idx from (select l.idx + 1 as idx from journal.look_index l where l.at <= $1 order by l.at desc, l.idx desc limit 1000) n
     where not exists (select 1 from journal.look_index o where o.idx = n.idx) and n.idx < (select max(idx) from journal.look_index)
     order by n.idx desc limit $2`,
    [before, limit],
  );
  return rows.map(({ idx }) => Number(idx));
}

/** Of these names those whose first part is nobody's in the house. */
export async function freeNames(db: Reading, names: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select n.name from unnest($1::text[]) with ordinality as n (name, at)
     where not exists (select 1 from people.person p where lower(split_part(p.name, ' ', 1)) = lower(split_part(n.name, ' ', 1))) order by n.at`,
    [names],
  );
  return rows.map(({ name }) => name);
}

/** Supervisors of an office's people who may decide rows now; with the job that most of theirs have. */
export async function reviewersOf(db: Reading, members: ReadonlyArray<{ supervisorId: string; job: string }>, now: Date) {
  const { rows } = await db.query<{ id: string; job: string }>(
    `select m.id, mode() within group (order by m.job) as job from unnest($1::text[], $2::text[]) as m (id, job) join people.person p on p.id = m.id
     where p.state = 'active' and exists (select 1 from people.grant_ g where g.person_id = p.id and g.function in ('supervisor', 'branch_head', 'officer')
       and g.idx is not null and g.revoked_at is null and g.starts_at <= $3 and g.ends_at > $3)
     group by m.id order by m.id collate "C"`,
    [members.map(({ supervisorId }) => supervisorId), members.map(({ job }) => job), now],
  );
  return rows;
}

/** Of these reviewers those who met theirs of a month already. */
export async function metIn(db: Reading, month: string, reviewers: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>("select reviewer_id as id from review.drill where month = $1 and reviewer_id = any($2)", [
    month,
    reviewers,
  ]);
  return new Set(rows.map(({ id }) => id));
}

import type { Reading, Writing } from "../platform/database.ts";

export interface NewConfirmation {
  id: string;
  rowId: string;
  /** Who said so. */
  personId: string;
  /** Who is asked whether it is so. */
  by: string;
  role: "colleague" | "supervisor";
}

export async function addConfirmation(tx: Writing, { id, rowId, personId, by, role }: NewConfirmation, at: Date): Promise<void> {
  await tx.query(
    "insert into review.confirmation (id, row_id, person_id, by_person, role, asked_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
    [id, rowId, personId, by, role, at],
  );
}

/** A question to somebody whom an answer named. */
export interface StoredConfirmation {
  id: string;
  rowId: string;
  personId: string;
  name: string;
  job: string;
  role: "colleague" | "supervisor";
  customerId: string | null;
  caseId: string | null;
  entry: number | null;
  purpose: string | null;
  at: Date;
  until: Date;
  date: string;
  zone: string;
  zoneLabel: string;
}

const WHAT = `select c.id, c.row_id as "rowId", c.person_id as "personId", p.name, p.job, c.role, r.customer_id as "customerId", r.case_id as "caseId", r.look_idx as entry,
    (select min(l.purpose) from journal.look_index l where l.idx = r.look_idx) as purpose, r.at,
    coalesce((select max(l.at) from review.desk_look d join journal.look_index l on l.idx = d.look_idx and l.row = d.look_row where d.desk_row_id = r.id), r.at) as until,
    r.on_date as date, o.time_zone as zone, o.zone_label as "zoneLabel"
  from review.confirmation c join review.desk_row r on r.id = c.row_id join people.person p on p.id = c.person_id join people.office o on o.id = r.office_id`;

/** What waits for this person's word, the oldest first. */
export async function confirmationsBy(db: Reading, by: string, limit: number): Promise<StoredConfirmation[]> {
  const { rows } = await db.query<StoredConfirmation>(
    `${WHAT} where c.by_person = $1 and c.state = 'asked' order by c.asked_at, c.id limit $2`,
    [by, limit],
  );
  return rows;
}

export async function confirmationOf(db: Reading, id: string, by: string): Promise<StoredConfirmation | undefined> {
  const { rows } = await db.query<StoredConfirmation>(`${WHAT} where c.id = $1 and c.by_person = $2 and c.state = 'asked'`, [id, by]);
  return rows[0];
}

/** Writes the word down once. */
export async function settleConfirmation(tx: Writing, id: string, state: "yes" | "no", at: Date): Promise<boolean> {
  const { rowCount } = await tx.query("update review.confirmation set state = $2, answered_at = $3 where id = $1 and state = 'asked'", [
    id,
    state,
    at,
  ]);
  return rowCount > 0;
}

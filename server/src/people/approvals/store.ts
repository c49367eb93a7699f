import type { Reading, Writing } from "../../platform/database.ts";
import type { TwoPersonAct, Why } from "./acts.ts";

/** A request and its confirmation, as the tables hold them. Believed only where their seals hold. */
export interface ApprovalRow {
  id: string;
  what: TwoPersonAct;
  /** Id of a customer for `destroy`, of a person for `reset-password`; else empty, or what exactly is agreed to. */
  subject: string;
  why: Why;
  askedBy: string;
  askedAt: Date;
  expiresAt: Date;
  withdrawnAt: Date | null;
  usedAt: Date | null;
  mac: string;
  idx: number | null;
  confirmedBy: string | null;
  confirmedAt: Date | null;
  confirmedMac: string | null;
  confirmedIdx: number | null;
}

const SELECT = `select a.id, a.what, a.whom as subject, a.why, a.asked_by as "askedBy", a.asked_at as "askedAt", a.expires_at as "expiresAt",
  a.withdrawn_at as "withdrawnAt", a.used_at as "usedAt", a.mac, a.idx, c.confirmed_by as "confirmedBy", c.confirmed_at as "confirmedAt",
  c.mac as "confirmedMac", c.idx as "confirmedIdx"
  from people.approval a left join people.approval_confirmation c on c.approval_id = a.id`;

export async function approvalRow(db: Reading, id: string): Promise<ApprovalRow | undefined> {
  const { rows } = await db.query<ApprovalRow>(`${SELECT} where a.id = $1`, [id]);
  return rows[0];
}

/** Those that may still be confirmed or carried out, newest first; at most 100. */
export async function openApprovals(db: Reading, now: Date): Promise<ApprovalRow[]> {
  const { rows } = await db.query<ApprovalRow>(
    `${SELECT} where a.used_at is null and a.withdrawn_at is null and a.expires_at > $1 order by a.asked_at desc, a.id limit 100`,
    [now],
  );
  return rows;
}

/** Ids of those that a second person has confirmed and that are about nobody in particular, oldest first; at most 100. */
export async function agreedApprovals(db: Reading, what: TwoPersonAct, now: Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select a.id from people.approval a join people.approval_confirmation c on c.approval_id = a.id
      where a.what = $1 and a.whom = '' and a.used_at is null and a.withdrawn_at is null and a.expires_at > $2 order by a.asked_at, a.id limit 100`,
    [what, now],
  );
  return rows.map(({ id }) => id);
}

export type NewApproval = Pick<ApprovalRow, "id" | "what" | "subject" | "why" | "askedBy" | "askedAt" | "expiresAt" | "mac">;

export async function insertApproval(tx: Writing, row: NewApproval): Promise<void> {
  await tx.query(
    "insert into people.approval (id, what, whom, why, asked_by, asked_at, expires_at, mac) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    [row.id, row.what, row.subject, row.why, row.askedBy, row.askedAt, row.expiresAt, row.mac],
  );
}

/** False where somebody else has confirmed, or it was withdrawn meanwhile. */
export async function insertConfirmation(
  tx: Writing,
  { id, by, at, mac }: { id: string; by: string; at: Date; mac: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into people.approval_confirmation (approval_id, confirmed_by, confirmed_at, mac)
      select a.id, $2, $3, $4 from people.approval a where a.id = $1 and a.withdrawn_at is null and a.used_at is null
      on conflict (approval_id) do nothing`,
    [id, by, at, mac],
  );
  return rowCount > 0;
}

export async function markWithdrawn(tx: Writing, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    "update people.approval set withdrawn_at = $2 where id = $1 and withdrawn_at is null and used_at is null",
    [id, at],
  );
  return rowCount > 0;
}

export async function markUsed(tx: Writing, id: string, at: Date): Promise<void> {
  await tx.query("update people.approval set used_at = coalesce(used_at, $2) where id = $1", [id, at]);
}

import type { Reading, Writing } from "../../platform/database.ts";
import type { Why } from "./rules.ts";

export interface GlassRow {
  id: string;
  customerId: string;
  wrap: string;
  personId: string;
  officeId: string;
  purpose: string;
  why: Why;
  /** Ciphertext. */
  task: string;
  minutes: number;
  rules: string[];
  askedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  granted: boolean | null;
  untilAt: Date | null;
  closedAt: Date | null;
  idx: number | null;
}

const GLASS = `select b.id, b.customer_id as "customerId", c.wrap, b.person_id as "personId", b.office_id as "officeId", b.purpose, b.why, b.task, b.minutes, b.rules,
  b.asked_at as "askedAt", b.decided_by as "decidedBy", b.decided_at as "decidedAt", b.granted, b.until_at as "untilAt", b.closed_at as "closedAt", b.idx
  from access.break_glass b join records.customer c on c.id = b.customer_id`;
/** Widening: counts once its entry is sealed. $1 person, $2 customer, $3 purpose, $4 now. */
const LIVE = `b.person_id = $1 and b.customer_id = $2 and b.purpose = $3 and b.granted and b.idx is not null and b.closed_at is null and b.until_at > $4`;

export async function glassById(db: Reading, id: string): Promise<GlassRow | undefined> {
  const { rows } = await db.query<GlassRow>(`${GLASS} where b.id = $1`, [id]);
  return rows[0];
}

/** The grant under which this person may look at this customer for this purpose now. */
export async function liveGlass(
  db: Reading,
  personId: string,
  customerId: string,
  purpose: string,
  now: Date,
): Promise<GlassRow | undefined> {
  const { rows } = await db.query<GlassRow>({
    name: "access-break-glass",
    text: `${GLASS} where ${LIVE} order by b.until_at desc limit 1`,
    values: [personId, customerId, purpose, now],
  });
  return rows[0];
}

/** The request of this person for this customer and purpose that still waits. */
export async function waitingGlass(
  db: Reading,
  { personId, customerId, purpose }: Pick<GlassRow, "personId" | "customerId" | "purpose">,
  since: Date,
): Promise<GlassRow | undefined> {
  const { rows } = await db.query<GlassRow>(
    `${GLASS} where b.person_id = $1 and b.customer_id = $2 and b.purpose = $3 and b.decided_at is null and b.closed_at is null and b.asked_at > $4 limit 1`,
    [personId, customerId, purpose, since],
  );
  return rows[0];
}

export async function askedSince(db: Reading, personId: string, since: Date): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    "select count(*)::int as n from access.break_glass where person_id = $1 and asked_at > $2",
    [personId, since],
  );
  return rows[0]?.n ?? 0;
}

/** Those of this person, and those of the people under him, newest first, at most 100. */
export async function glassesAround(db: Reading, personId: string, since: Date): Promise<GlassRow[]> {
  const { rows } = await db.query<GlassRow>(
    `${GLASS} join people.person p on p.id = b.person_id left join people.person s on s.id = p.supervisor_id
      where b.asked_at > $2 and $1 in (b.person_id, p.supervisor_id, coalesce(p.superior_id, s.supervisor_id, s.superior_id))
      order by b.asked_at desc, b.id limit 100`,
    [personId, since],
  );
  return rows;
}

/** Of the whole house, newest first, at most 100: for whoever runs it. */
export async function glassesSince(db: Reading, since: Date): Promise<GlassRow[]> {
  const { rows } = await db.query<GlassRow>(`${GLASS} where b.asked_at > $1 order by b.asked_at desc, b.id limit 100`, [since]);
  return rows;
}

export type NewGlass = Pick<
  GlassRow,
  "id" | "customerId" | "personId" | "officeId" | "purpose" | "why" | "task" | "minutes" | "rules" | "askedAt"
>;

export async function insertGlass(tx: Writing, row: NewGlass): Promise<void> {
  await tx.query(
    `insert into access.break_glass (id, customer_id, person_id, office_id, purpose, why, task, minutes, rules, asked_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9::text[], $10)`,
    [row.id, row.customerId, row.personId, row.officeId, row.purpose, row.why, row.task, row.minutes, row.rules, row.askedAt],
  );
}

/** False where somebody was quicker: of two who decide at one moment, one does. */
export async function markDecided(
  tx: Writing,
  { id, by, at, granted, until }: { id: string; by: string; at: Date; granted: boolean; until: Date | null },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update access.break_glass set decided_by = $2, decided_at = $3, granted = $4, until_at = $5
      where id = $1 and decided_at is null and closed_at is null`,
    [id, by, at, granted, until],
  );
  return rowCount === 1;
}

/** False where it was closed before. */
export async function markClosed(tx: Writing, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query("update access.break_glass set closed_at = $2 where id = $1 and closed_at is null", [id, at]);
  return rowCount === 1;
}

/** A look under emergency access, and who let it be. */
export interface GlassLook {
  look: number;
  breakGlass: string;
  why: Why;
  personId: string;
  /** The person himself where he opened it alone. */
  grantedBy: string;
  grantedAt: Date;
}

/** Which of these looks (journal indexes) were made under emergency access. */
export async function glassLooks(db: Reading, looks: readonly number[]): Promise<GlassLook[]> {
  const { rows } = await db.query<GlassLook>(
    `select distinct on (l.idx) l.idx as look, b.id as "breakGlass", b.why, b.person_id as "personId", b.decided_by as "grantedBy", b.decided_at as "grantedAt"
      from journal.look_index l join access.break_glass b on b.person_id = l.person_id and b.customer_id = l.customer_id and b.purpose = l.purpose
        and b.granted and b.decided_at <= l.at and b.until_at > l.at
      where l.idx = any ($1) and l.decision = 'breakglass' order by l.idx, b.decided_at desc`,
    [looks],
  );
  return rows;
}

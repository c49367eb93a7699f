import type { Reading, Writing } from "../platform/database.ts";
import type { LookRow } from "./look-row.ts";

const COLUMNS = [
  ["idx", "bigint"],
  ["row", "int"],
  ["iid", "text"],
  ["typ", "text"],
  ["at", "timestamptz"],
  ["ts", "timestamptz"],
  ["person_id", "text"],
  ["customer_id", "text"],
  ["case_id", "text"],
  ["purpose", "text"],
  ["decision", "text"],
  ["out", "text"],
  ["own", "boolean"],
  ["rules", "lines"],
  ["watch", "lines"],
  ["fields", "lines"],
  ["office_id", "text"],
  ["re", "bigint"],
  ["dev", "text"],
] as const;
/** All columns. */
export const NAMES = COLUMNS.map(([name]) => name).join(", ");
/** Lists cross as lines of one text: arrays of arrays must be of one length in PostgreSQL, and JSON costs it a plan node for each. */
const VALUES = COLUMNS.map(([name, type]) => (type === "lines" ? `string_to_array(r.${name}, chr(10))` : `r.${name}`)).join(", ");
const ARRAYS = COLUMNS.map(([, type], i) => `$${i + 1}::${type === "lines" ? "text" : type}[]`).join(", ");
const lines = (list: readonly string[] = []): string => list.join("\n");

/** The projection, and the one that a rebuild makes beside it. */
export type LookTable = "look_index" | "look_index_new";

const writeInto = (
  table: LookTable,
) => `insert into journal.${table} as l (${NAMES}) select ${VALUES} from unnest(${ARRAYS}) as r (${NAMES})
  on conflict (idx, row) do update set office_id = coalesce(excluded.office_id, l.office_id), customer_id = excluded.customer_id,
    case_id = excluded.case_id, watch = excluded.watch`;

/** Writes projection rows; the same row again changes nothing but what was not known before. */
export async function writeLookRows(tx: Writing, rows: LookRow[], table: LookTable = "look_index"): Promise<void> {
  const column = (of: (row: LookRow) => unknown) => rows.map((row) => of(row) ?? null);
  await tx.query({
    // A table that comes and goes keeps no prepared statement.
    ...(table === "look_index" ? { name: "journal-project" } : {}),
    text: writeInto(table),
    values: [
      column((r) => r.idx),
      column((r) => r.row ?? 0),
      column((r) => r.iid),
      column((r) => r.typ),
      column((r) => r.at.toISOString()),
      column((r) => r.ts.toISOString()),
      column((r) => r.personId),
      column((r) => r.customerId),
      column((r) => r.caseId),
      column((r) => r.purpose),
      column((r) => r.decision),
      column((r) => r.out),
      column((r) => r.own ?? false),
      column((r) => lines(r.rules)),
      column((r) => lines(r.watch)),
      column((r) => lines(r.fields)),
      column((r) => r.officeId),
      column((r) => r.re),
      column((r) => r.dev),
    ],
  });
}

/** A row of the projection as the trail shows it. */
export interface TrailRow {
  entry: number;
  row: number;
  typ: string;
  at: Date;
  person: string | null;
  customer: string | null;
  purpose: string | null;
  case: string | null;
  decision: string;
  out: string;
  rules: string[];
  watch: string[];
  fields: string[];
  /** Print of the machine; null where the entry names none. */
  device: string | null;
}

/** Where a page ended. */
export interface After {
  at: Date;
  idx: number;
  row: number;
}

/** Rows of one person or one customer between two instants, oldest first; one index range, whatever the size of the table. */
export async function trailPage(
  db: Reading,
  of: "person" | "customer",
  id: string,
  from: Date,
  until: Date,
  after: After | undefined,
  limit: number,
) {
  const { rows } = await db.query<TrailRow>({
    name: `journal-trail-${of}`,
    text: `select idx as entry, row, typ, at, person_id as person, customer_id as customer, purpose, case_id as "case", decision, out, rules, watch, fields, dev as device
      from journal.look_index where ${of}_id = $1 and at >= $2 and at < $3 and (at, idx, row) > ($4, $5, $6) order by at, idx, row limit $7`,
    values: [id, from, until, after?.at ?? new Date(0), after?.idx ?? -1, after?.row ?? -1, limit],
  });
  return rows;
}

/** Whose look, listing, search or match an entry is; undefined for entries of other kinds. */
export async function personOfEntry(db: Reading, idx: number): Promise<string | undefined> {
  const { rows } = await db.query<{ person: string | null }>("select person_id as person from journal.look_index where idx = $1 limit 1", [
    idx,
  ]);
  return rows[0]?.person ?? undefined;
}

/** Highest journal index that the projection knows, or -1. */
export async function lastProjected(db: Reading): Promise<number> {
  const { rows } = await db.query<{ last: number | null }>("select max(idx) as last from journal.look_index");
  return rows[0]?.last ?? -1;
}

/** Entries from this index on that have their rows. */
export async function projectedFrom(db: Reading, from: number): Promise<Set<number>> {
  const { rows } = await db.query<{ idx: number }>("select distinct idx from journal.look_index where idx >= $1", [from]);
  return new Set(rows.map(({ idx }) => idx));
}

/** Remembers how far the journal had grown: a shorter one is a restored or cut one. */
export async function rememberHead(tx: Writing, size: number, root: string, at: Date): Promise<void> {
  await tx.query(
    `insert into journal.head (single, size, root, seen_at) values (true, $1, $2, $3)
     on conflict (single) do update set size = excluded.size, root = excluded.root, seen_at = excluded.seen_at where head.size < excluded.size`,
    [size, root, at],
  );
}

/** The log was left by two persons: the next one remembers from its own beginning. */
export async function forgetRememberedHead(tx: Writing): Promise<void> {
  await tx.query("delete from journal.head");
}

export async function rememberedSize(db: Reading): Promise<number> {
  const { rows } = await db.query<{ size: number }>("select size from journal.head");
  return rows[0]?.size ?? 0;
}

/** The longest that the journal was ever seen; undefined in a new house. */
export async function rememberedHead(db: Reading): Promise<{ size: number; root: string } | undefined> {
  const { rows } = await db.query<{ size: number; root: string }>("select size, root from journal.head where size > 0");
  return rows[0];
}

/** The latest moment of which the database tells: the last change or the last look. Undefined in an empty house. */
export async function latestMoment(db: Reading): Promise<Date | undefined> {
  const { rows } = await db.query<{ at: Date | null }>(
    `select greatest((select created_at from journal.outbox order by id desc limit 1), (select max(at) from journal.look_index)) as at`,
  );
  return rows[0]?.at ?? undefined;
}

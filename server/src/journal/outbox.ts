import type { AppendCall } from "@mercusuar/keeper";
import { type Entry, type EntryValue, schemaFault } from "@mercusuar/proof";
import type { Writing } from "../platform/database.ts";
import { newIid } from "../platform/ids.ts";
import { type Mark, markFault } from "./marks.ts";

/** An entry that a change brings about. Plain in the database until it is sent: never personal data of a customer in `body`. */
export interface OutboxEntry {
  /** Kind of entry, declared in proof. */
  typ: string;
  /** What the order of entries is kept for: `person:ID`, `customer:ID`, `import:ID`. */
  aggregate: string;
  /** Person who acts; absent for the program itself. */
  act?: string;
  /** Person whom it concerns. */
  psn?: string;
  customer?: { id: string; wrap: string };
  case?: string;
  pur?: string;
  dec?: AppendCall["dec"];
  rsn?: string[];
  pol?: string;
  re?: number;
  body: Record<string, EntryValue>;
  /** Rows whose `idx` is set once the entry is sealed: a widening row counts only then. */
  marks?: Mark[];
}

export type Write = (entry: OutboxEntry) => Promise<void>;

/** The entry does not fit its schema: a fault of ours, found before anything is committed. */
export class EntryFault extends Error {
  readonly code = "entry-fault";
}

/** An entry as the outbox keeps it. */
export interface NewOutboxRow {
  aggregate: string;
  iid: string;
  typ: string;
  /** JSON of the keeper's call. */
  call: string;
  /** JSON of the marks. */
  marks: string;
}

/** The entry as a row, with the story time of this moment. @throws EntryFault */
export function outboxRow(entry: OutboxEntry, at: string | undefined): NewOutboxRow {
  const { marks = [], aggregate, customer, ...rest } = entry;
  const fault = entryFault(entry) ?? marks.map(markFault).find((found) => found !== undefined);
  if (fault !== undefined) throw new EntryFault(`${entry.typ}: ${fault}`);
  const call = { ...rest, ...(customer ? { holder: { kind: "customer", ...customer } } : {}), ...(at ? { at } : {}) };
  return { aggregate, iid: newIid(), typ: entry.typ, call: JSON.stringify(call), marks: JSON.stringify(marks) };
}

/** Puts entries beside their change, in the same transaction and in their order: one statement, however many. Gives the rows' ids. */
export async function writeOutbox(tx: Writing, rows: NewOutboxRow[], now: Date): Promise<number[]> {
  const written = await tx.query<{ id: number }>({
    name: "journal-outbox-write",
    text: `insert into journal.outbox (aggregate, iid, typ, entry, marks, created_at)
      select r.aggregate, r.iid, r.typ, r.entry::jsonb, r.marks::jsonb, $6
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) with ordinality as r (aggregate, iid, typ, entry, marks, n)
      order by r.n returning id`,
    values: [
      rows.map(({ aggregate }) => aggregate),
      rows.map(({ iid }) => iid),
      rows.map(({ typ }) => typ),
      rows.map(({ call }) => call),
      rows.map(({ marks }) => marks),
      now,
    ],
  });
  return written.rows.map(({ id }) => id);
}

const DRY = { v: 1, ts: "2026-01-01T00:00:00.000Z", iid: "00000000-0000-7000-8000-000000000000" } as const;

/** INVARIANT: what commits can be sealed: the schema that the keeper will apply is applied here, before the change is kept. */
function entryFault({ typ, pur, dec, rsn, pol, re, body }: OutboxEntry): string | undefined {
  const dry: Record<string, unknown> = { ...DRY, typ, pur, dec, rsn, pol, re, body } satisfies Partial<Record<keyof Entry, unknown>>;
  return schemaFault(Object.fromEntries(Object.entries(dry).filter(([, value]) => value !== undefined)));
}
